"""The report as text, CSV or Markdown."""

from __future__ import annotations

import csv
import io
import textwrap

from assistant.booking.delivery.csv_export import cell
from assistant.unanswered.report import FEWEST, Form, Group, Report

_COLUMNS = ("sessions", "messages", "question", "why", "understood as", "nearest answer", "nearness")
_WIDTH = 100


def written(report: Report, form: Form, days: int) -> str:
    """Return the report on the last `days` days."""
    if form is Form.CSV:
        return _csv(report)
    return _markdown(report, days) if form is Form.MARKDOWN else _text(report, days)


def _summary(report: Report, days: int) -> str:
    said = (
        f"Questions without an answer in {days} days: {report.messages}, in {report.sessions} sessions. "
        f"Groups of {FEWEST} sessions or more: {len(report.groups)}. "
        f"In smaller groups, which are not shown: {report.small} questions."
    )
    return f"{said} Older ones that were not compared: {report.left_out}." if report.left_out else said


def _text(report: Report, days: int) -> str:
    parts = [textwrap.fill(_summary(report, days), _WIDTH)]
    for group in report.groups:
        first = textwrap.fill(
            f"{group.sessions:>4}  {group.example}", _WIDTH, subsequent_indent="      ", drop_whitespace=True
        )
        second = f"      {_why(group)}; understood as {group.intent or 'nothing'}; {_nearest(group)}"
        parts.append(f"{first}\n{second}")
    return "\n\n".join(parts) + "\n"


def _csv(report: Report) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for group in report.groups:
        values = (group.sessions, group.messages, group.example, _why(group), group.intent, group.nearest)
        writer.writerow([*map(cell, values), f"{group.nearness:.2f}"])
    return out.getvalue()


def _markdown(report: Report, days: int) -> str:
    rows = [
        f"| {group.sessions} | {_plain(group.example)} | {_why(group)} | `{group.intent}` "
        f"| `{group.nearest}` ({group.nearness:.2f}) |"
        for group in report.groups
    ]
    head = ["| sessions | question | why | understood as | nearest answer |", "|---:|---|---|---|---|"]
    return "\n".join(["# Questions without an answer", "", _summary(report, days), "", *head, *rows]) + "\n"


def _plain(text: str) -> str:
    """Return a patient's words without what Markdown or HTML would act on."""
    for mark in "\\`*_{}<>#|![]":
        text = text.replace(mark, f"&#{ord(mark)};")
    return text


def _why(group: Group) -> str:
    return ", ".join(f"{kind} {count}" for kind, count in group.kinds)


def _nearest(group: Group) -> str:
    return f"nearest answer {group.nearest} ({group.nearness:.2f})"
