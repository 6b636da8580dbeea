"""How well the gate tells emergencies from calm messages: `python -m assistant.safety.evaluate`."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from assistant.evaluation.scoring import Share
from assistant.safety.gate import assess
from assistant.settings import ROOT

CORPUS = ROOT / "tests" / "safety"
CORE = frozenset({"weakness", "saddle_numbness", "bladder_bowel", "fever", "breathing_chest", "suicidal"})
"""Kinds of which none may be missed."""
PARTS = ("tune", "held_out")


@dataclass(frozen=True)
class Figures:
    """The figures of one part of the corpus."""

    recall: Share
    core_recall: Share
    same_tier: Share
    false_alarms: Share
    missed: Counter[str]
    """How often each kind was missed."""


def measure(part: str, folder: Path = CORPUS) -> Figures:
    """Return the figures of the part "tune" or "held_out". Caught means: any urgent tier."""
    urgent = _read(folder / f"urgent_{part}.jsonl")
    calm = _read(folder / f"calm_{part}.jsonl")
    found = [(one, assess(str(one["text"])).tier) for one in urgent]
    core = [(one, tier) for one, tier in found if one["kind"] in CORE]
    alarms = sum(assess(str(one["text"])).tier is not None for one in calm)
    return Figures(
        Share("recall", sum(tier is not None for _, tier in found), len(found)),
        Share("recall, core kinds", sum(tier is not None for _, tier in core), len(core)),
        Share(
            "the expected tier", sum(tier is not None and tier.value == one["tier"] for one, tier in found), len(found)
        ),
        Share("false alarms", alarms, len(calm)),
        Counter(str(one["kind"]) for one, tier in found if tier is None),
    )


def _read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def main() -> None:
    """Print the figures of both parts."""
    console = Console(highlight=False)
    for part in PARTS:
        figures = measure(part)
        table = Table("figure", "share (95 % interval, counts)", title=part)
        for share in (figures.recall, figures.core_recall, figures.same_tier, figures.false_alarms):
            table.add_row(share.name, str(share))
        console.print(table)
        console.print(f"missed: {dict(figures.missed) or 'none'}\n")


if __name__ == "__main__":
    main()
