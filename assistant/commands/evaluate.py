"""`assistant evaluate`: how well questions are understood that are in no training data."""

from __future__ import annotations

import asyncio
import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
import yaml
from rich.console import Console
from rich.progress import track
from rich.table import Table

from assistant.settings import ROOT

if TYPE_CHECKING:
    from assistant.evaluation.scoring import Scored, Share

QUESTIONS = ROOT / "tests" / "questions"
THRESHOLDS = ROOT / "assistant" / "evaluation" / "thresholds.yml"


class Part(StrEnum):
    """The parts of the test questions."""

    TUNE = "tune"
    REPORT = "report"


def evaluate(
    part: Annotated[Part, typer.Option(help="Which questions: 'tune' to work on, 'report' to report.")] = Part.REPORT,
    mistakes: Annotated[bool, typer.Option(help="Show every mistake (only of the part to tune on).")] = False,
) -> None:
    """Measure right answers, redirects, and answers that are confidently wrong, with 95 % intervals.

    Every question is the first of a fresh conversation, as a patient would ask it. One that the urgent-help gate stops
    is counted as stopped, and then scored by what "I was only asking" leads to. Exit code 1 below a threshold.
    """
    console = Console(highlight=False)
    scored = asyncio.run(_run(QUESTIONS / f"{part.value}.jsonl"))
    failed = _report(console, scored, part)
    if mistakes and part is Part.TUNE:
        for one in scored:
            if not one.right:
                got = {key: one.got[key] for key in ("outcome", "topic", "aspect", "verdict", "intent", "confidence")}
                console.print(
                    f"\n{one.expected['text']}\n   expected {one.expected['intent']}: "
                    f"{[one.expected[key] for key in ('outcome', 'topic', 'aspect', 'verdict', 'facts')]}\n   got {got}"
                )
    sys.exit(1 if failed else 0)


async def _run(path: Path) -> list[Scored]:
    """Ask every question of a file."""
    from assistant.dialogue.replies import Outcome
    from assistant.evaluation.scoring import Scored
    from assistant.training.model import find_model
    from assistant.turn.conversation import Assistant

    assistant = Assistant.load(find_model())
    questions: list[dict[str, Any]] = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    scored = []
    for number, question in enumerate(track(questions, "Questions", disable=not sys.stderr.isatty())):
        await assistant.start(f"evaluation-{number}", "website")
        conversation = f"evaluation-{number}"
        turn = await assistant.say(conversation, question["text"], "website")
        stopped = turn.record.outcome is Outcome.URGENT
        if stopped and turn.buttons:
            # The person takes the way back that the reply offers; how often that is needed is a figure of its own.
            turn = await assistant.press(conversation, turn.buttons[0], "website")
        scored.append(Scored(question, turn.as_dict() | {"stopped": stopped}))
    return scored


def _report(console: Console, scored: list[Scored], part: Part) -> bool:
    """Print the figures and say whether one is below its threshold."""
    from assistant.evaluation import scoring

    thresholds: dict[str, dict[str, float]] = yaml.safe_load(THRESHOLDS.read_text(encoding="utf-8"))
    table = Table(
        "figure", "share (95 % interval, counts)", "must be", "", title=f"{len(scored)} questions: {part.value}"
    )
    failed = False
    for name, share in scoring.shares(scored).items():
        limit = thresholds[name]
        good = share.value >= limit.get("at_least", 0.0) and share.value <= limit.get("at_most", 1.0)
        failed = failed or not good
        wanted = ", ".join(f"{word.replace('_', ' ')} {100 * value:g} %" for word, value in limit.items())
        table.add_row(share.name, str(share), wanted, "[green]yes[/]" if good else "[red]no[/]")
    console.print(table)
    for key in ("topic", "aspect"):
        console.print(_shares(f"right, in scope, by {key}", scoring.by(scored, key)))
    table = Table("asked", "understood as", "times", title="commonest mistakes")
    for expected, got, count in scoring.confusions(scored):
        table.add_row(expected, got, str(count))
    console.print(table)
    return failed


def _shares(title: str, shares: list[Share]) -> Table:
    table = Table(title.rsplit(", by ", maxsplit=1)[-1], "share (95 % interval, counts)", title=title)
    for share in shares:
        table.add_row(share.name, str(share))
    return table
