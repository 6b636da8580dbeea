"""The figures as a table of ratios, and as docs/performance.md."""

from __future__ import annotations

from collections.abc import Sequence

from bench.gate import Look
from bench.measure import Figures

BEGIN, END = "<!-- figures: written by `make bench` -->", "<!-- end of figures -->"
NO_STOCK = "-"


def rows(ours: Figures, stock: Figures | None) -> list[tuple[str, str, str, str]]:
    """Return the rows of the table: what, this assistant, stock, and how many times better this assistant is."""
    found = [
        _row("training, s", ours.training_seconds, stock.training_seconds if stock else None),
        _row("start to first answer, s", ours.start_seconds, stock.start_seconds if stock else None),
        _row("the same in processor time, s", ours.start_processor, stock.start_processor if stock else None),
        _row("memory after all turns, MB", ours.memory, stock.memory if stock else None),
    ]
    found.append(_row("processor time of a turn, ms", ours.turn_processor, stock.turn_processor if stock else None))
    for name, place in (("p50", 0), ("p95", 1), ("p99", 2)):
        found.append(_row(f"a turn, {name}, ms", ours.turn[place], stock.turn[place] if stock else None))
    for senders, rate in ours.per_second.items():
        label = f"turns per second, {senders} at once" if senders > 1 else "turns per second, one at a time"
        found.append(_row(label, rate, stock.per_second.get(senders) if stock else None, more_is_better=True))
    for length, cost in ours.by_length.items():
        found.append(_row(f"a turn at turn {length}, ms", cost, stock.by_length.get(length) if stock else None))
    found.append(_row("event loop held at most, ms", ours.longest_hold, None))
    return [row for row in found if row[1] != "0.0"]


def growth(figures: Figures) -> str:
    """Say how many times a turn's cost grows from the tenth turn to the last that was measured."""
    last = max(figures.by_length)
    if last <= 10 or 10 not in figures.by_length:
        return "too short a conversation to say"
    return f"{figures.by_length[last] / figures.by_length[10]:.1f} times from turn 10 to turn {last}"


def gate(looks: Sequence[Look]) -> str:
    """Say what a look of the urgent-help gate costs on each kind of message."""
    costs = (
        f"{look.median:.1f} ms at the median and {look.high:.1f} ms at p95 on {look.messages} {look.of}"
        for look in looks
    )
    return f"The urgent-help gate, on a message that understanding has read: {', '.join(costs)}."


def table(found: list[tuple[str, str, str, str]]) -> str:
    """Return the rows as Markdown."""
    lines = ["| | this assistant | stock Rasa 3.6.21 | times better |", "|---|---|---|---|"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in found)])


def written(document: str, figures: str) -> str:
    """Return `document` with its figures replaced.

    Raises:
        ValueError: the document has no place for figures.
    """
    if BEGIN not in document or END not in document:
        raise ValueError(f"docs/performance.md lacks the lines '{BEGIN}' and '{END}'")
    before, rest = document.split(BEGIN, 1)
    _, after = rest.split(END, 1)
    return f"{before}{BEGIN}\n{figures}\n{END}{after}"


def _row(what: str, ours: float, stock: float | None, more_is_better: bool = False) -> tuple[str, str, str, str]:
    if not stock or not ours:
        return what, _number(ours), NO_STOCK, NO_STOCK
    return what, _number(ours), _number(stock), f"{ours / stock if more_is_better else stock / ours:.1f}"


def _number(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}"
