"""How well the gate tells emergencies from calm messages: `python -m assistant.safety.evaluate`.

Calm messages are counted three times: who is stopped, and who gets the 911 line beside an answer though nothing is
urgent; and of the emergencies that are not stopped, who gets at least that line.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from assistant.evaluation.scoring import Share
from assistant.safety.examples import load_examples
from assistant.safety.gate import ERROR, assess
from assistant.safety.thresholds import CORE
from assistant.settings import ROOT

CORPUS = ROOT / "tests" / "safety"
PARTS = (
    "tune",
    "held_out",
    "newest",
    "independent",
    "conversation",
    "conversation_tune",
    "conversation_newest",
    "talk",
    "spanish",
)
"""`tune` and `conversation_tune` were worked with; of the others only the figures were looked at, and thresholds were
chosen with them in view. The three of `conversation` are what people write in the middle of a talk with the assistant:
the false alarms of the first were read once, when they had been counted. `talk` is what people who only ask on about
a treatment write, by one author of 25; what the others wrote was learned."""


@dataclass(frozen=True)
class Figures:
    """The figures of one part of the corpus."""

    recall: Share
    core_recall: Share
    same_tier: Share
    false_alarms: Share
    lines_of_calm: Share
    """Calm messages that are answered with the 911 line beside it."""
    lines_of_missed: Share
    """Emergencies that are stopped, or answered with the 911 line beside it."""
    missed: Counter[str]
    """How often each kind was missed."""


def measure(part: str, folder: Path = CORPUS) -> Figures:
    """Return the figures of one of `PARTS`. Caught means: any urgent tier.

    Raises:
        RuntimeError: the gate failed, so that there is nothing to measure.
    """
    urgent = _read(folder / f"urgent_{part}.jsonl")
    calm = _read(folder / f"calm_{part}.jsonl")
    assessed = [(one, assess(str(one["text"]))) for one in urgent]
    found = [(one, assessment.tier) for one, assessment in assessed]
    core = [(one, tier) for one, tier in found if one["kind"] in CORE]
    of_calm = [assess(str(one["text"])) for one in calm]
    if ERROR in (*of_calm, *(assessment for _, assessment in assessed)):
        raise RuntimeError("The gate failed on a message: see 'gate.failed' above.")
    alarms = sum(assessment.tier is not None for assessment in of_calm)
    return Figures(
        Share("recall", sum(tier is not None for _, tier in found), len(found)),
        Share("recall, core kinds", sum(tier is not None for _, tier in core), len(core)),
        Share(
            "the expected tier", sum(tier is not None and tier.value == one["tier"] for one, tier in found), len(found)
        ),
        Share("false alarms", alarms, len(calm)),
        Share("calm with the 911 line", sum(assessment.adds_911_line for assessment in of_calm), len(calm)),
        Share(
            "stopped or given the 911 line",
            sum(assessment.tier is not None or assessment.adds_911_line for _, assessment in assessed),
            len(urgent),
        ),
        Counter(str(one["kind"]) for one, tier in found if tier is None),
    )


def _read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def main() -> None:
    """Print the figures of all parts."""
    console = Console(highlight=False)
    urgent = sum(example.kind is not None for example in load_examples())
    console.print(f"learned from {urgent} urgent and {len(load_examples()) - urgent} calm examples\n")
    for part in PARTS:
        figures = measure(part)
        table = Table("figure", "share (95 % interval, counts)", title=part)
        shares = (figures.recall, figures.core_recall, figures.same_tier, figures.lines_of_missed)
        for share in (*shares, figures.false_alarms, figures.lines_of_calm):
            table.add_row(share.name, str(share))
        console.print(table)
        console.print(f"missed: {dict(figures.missed) or 'none'}\n")


if __name__ == "__main__":
    main()
