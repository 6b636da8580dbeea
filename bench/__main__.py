"""`python -m bench`: measure this assistant and a stock one, print the figures as ratios, and write them on request."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from assistant.privacy.quiet import be_quiet
from assistant.settings import ROOT
from assistant.training.model import ModelError, find_model
from bench import report, servers
from bench.doors import OurDoor, StockDoor
from bench.gate import gate_looks
from bench.measure import Figures, measure, progress
from bench.stock import Stock, StockMissingError

DOCUMENT = ROOT / "docs" / "performance.md"
PICTURE = ROOT / "docs" / "pictures" / "performance.svg"
STOCK = ROOT / "var" / "stock"


def run(  # noqa: PLR0917 - options of the command
    write: Annotated[bool, typer.Option(help="Write the figures into docs/performance.md.")] = False,
    stock: Annotated[bool, typer.Option(help="Measure a stock Rasa too (the first time: minutes and 2.5 GB).")] = True,
    training: Annotated[bool, typer.Option(help="Train this assistant once more, to time it (minutes).")] = True,
    turns: Annotated[int, typer.Option(min=20, help="Turns for each number of senders.")] = 200,
    longest: Annotated[int, typer.Option(min=10, help="Turns of the long conversation.")] = 1000,
    postgres: Annotated[
        str,
        typer.Option(
            metavar="ADDRESS",
            help="A PostgreSQL whose user may make databases, such as postgresql://me@127.0.0.1/postgres: "
            "measure with conversations kept there too.",
        ),
    ] = "",
) -> None:
    """Measure on this machine, now: let nothing else run. Takes up to 15 minutes once the stock assistant is there."""
    assistant = _prepared() if stock else None
    other = _stock(assistant, turns, longest)
    ours = _ours(turns, longest)
    if training:
        progress("Training this assistant ...")
        ours.training_seconds = _train()
    progress("The urgent-help gate ...")
    looks = gate_looks()
    parts = [
        _circumstances(ours, other, turns),
        "With conversations in SQLite:",
        report.table(report.rows(ours, other)),
        f"A long conversation: {report.growth(ours)}" + (f" (stock: {report.growth(other)})." if other else "."),
        report.gate(looks),
    ]
    print("\n\n".join(parts), flush=True)  # and written now, so that it is kept whatever becomes of the rest
    if write:
        from bench.plot import draw

        draw(ours, other, PICTURE)
        _write(parts)
    if postgres:
        more = _with_postgres(postgres, assistant, turns, min(longest, 100))
        print("\n\n".join(["", *more]))
        if write:
            _write([*parts, *more])


def _write(parts: list[str]) -> None:
    """Put the figures into their document."""
    DOCUMENT.write_text(report.written(DOCUMENT.read_text(encoding="utf-8"), "\n\n".join(parts)), encoding="utf-8")


def _with_postgres(server: str, assistant: Stock | None, turns: int, longest: int) -> list[str]:
    """Measure both with PostgreSQL; return that part of the report."""
    other = _stock(assistant, turns, longest, server)
    ours = _ours(turns, longest, server)
    return ["With conversations in PostgreSQL:", report.table(report.rows(ours, other))]


def _ours(turns: int, longest: int, postgres: str = "") -> Figures:
    """Measure this assistant."""
    progress(f"This assistant{' with PostgreSQL' if postgres else ''} ...")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        database = stack.enter_context(servers.new_database(postgres))
        server = stack.enter_context(servers.ours(folder, database))
        return asyncio.run(measure(server, OurDoor, turns, longest))


def _prepared() -> Stock | None:
    """Return the stock assistant, installed and trained; say why where that is not possible."""
    assistant = Stock(STOCK)
    progress("Stock Rasa: installing and training where that is not done yet ...")
    try:
        assistant.prepare()
    except StockMissingError as error:
        progress(f"Without stock Rasa: {error}.")
        return None
    return assistant


def _stock(assistant: Stock | None, turns: int, longest: int, postgres: str = "") -> Figures | None:
    """Measure the stock assistant, where there is one."""
    if assistant is None:
        return None
    progress(f"Stock Rasa{' with PostgreSQL' if postgres else ''} ...")
    try:
        with servers.new_database(postgres) as database, servers.stock(assistant, database) as server:
            figures = asyncio.run(measure(server, StockDoor, turns, longest))
    except RuntimeError as error:
        progress(f"Without stock Rasa: {error}.")
        return None
    figures.training_seconds = 0.0 if postgres else assistant.training_seconds
    return figures


def _train() -> float:
    """Train this assistant anew; return the seconds it took."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-m", "assistant", "train", "--force"], cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - began


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
