"""`python -m bench`: measure this assistant and a stock one, print the figures as ratios, and write them on request."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from assistant.model import ModelError, find_model
from assistant.server.quiet import be_quiet
from assistant.settings import ROOT
from bench import report, servers
from bench.doors import OurDoor, StockDoor
from bench.gate import gate_milliseconds
from bench.measure import Figures, measure
from bench.stock import Stock, StockMissingError

DOCUMENT = ROOT / "docs" / "performance.md"
STOCK = ROOT / "var" / "stock"


def run(
    write: Annotated[bool, typer.Option(help="Write the figures into docs/performance.md.")] = False,
    stock: Annotated[bool, typer.Option(help="Measure a stock Rasa too (the first time: minutes and 2.5 GB).")] = True,
    turns: Annotated[int, typer.Option(min=20, help="Turns for each number of senders.")] = 200,
    longest: Annotated[int, typer.Option(min=10, help="Turns of the long conversation.")] = 1000,
) -> None:
    """Measure on this machine, now: let nothing else run."""
    other = _stock(turns, longest) if stock else None
    print("This assistant ...", file=sys.stderr)
    with tempfile.TemporaryDirectory() as folder, servers.ours(Path(folder)) as server:
        ours = asyncio.run(measure(server, OurDoor, turns, longest))
    median, high, messages = gate_milliseconds()
    figures = "\n\n".join(
        [
            _circumstances(ours, other, turns),
            report.table(report.rows(ours, other)),
            f"A long conversation: {report.growth(ours)}" + (f" (stock: {report.growth(other)})." if other else "."),
            f"The urgent-help gate: {median:.1f} ms at the median and {high:.1f} ms at p95, on {messages} messages.",
        ]
    )
    print(figures)
    if write:
        DOCUMENT.write_text(report.written(DOCUMENT.read_text(encoding="utf-8"), figures), encoding="utf-8")


def _stock(turns: int, longest: int) -> Figures | None:
    """Measure the stock assistant; say why where that is not possible."""
    assistant = Stock(STOCK)
    try:
        print("Stock Rasa: installing and training where that is not done yet ...", file=sys.stderr)
        assistant.prepare()
        with servers.stock(assistant) as server:
            return asyncio.run(measure(server, StockDoor, turns, longest))
    except (StockMissingError, RuntimeError) as error:
        print(f"Without stock Rasa: {error}.", file=sys.stderr)
        return None


def _circumstances(ours: Figures, other: Figures | None, turns: int) -> str:
    """Say when and where it was measured, how busy the machine was, and what was not answered."""
    loads = f"{ours.load:.1f}" + (f" ({other.load:.1f} at stock)" if other else "")
    unanswered = f"{ours.unanswered}" + (f", stock {other.unanswered}" if other else "")
    return (
        f"{datetime.now(UTC):%B %d, %Y}, {os.cpu_count()} cores, Python {sys.version.split()[0]}; {turns} turns for "
        f"each number of senders; load of the machine just before: {loads}. Not answered with words: {unanswered}."
    )


def main() -> None:
    """Run the command; a problem the user can solve is one line."""
    be_quiet()
    try:
        find_model()
        typer.run(run)
    except (ModelError, ValueError) as error:
        sys.exit(f"Problem: {error}")
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
