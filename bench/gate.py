"""What a look of the urgent-help gate costs."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass

from assistant.nlu.ahead import read_for_understanding
from assistant.safety import assess
from assistant.settings import ROOT
from bench.measure import percentile

_OF = {
    "ordinary questions": ("questions/tune.jsonl",),
    "messages that are urgent or sound so": ("safety/calm_tune.jsonl", "safety/urgent_tune.jsonl"),
}
"""What is asked, and the files of tests/ that it comes from."""


@dataclass(frozen=True)
class Look:
    """What `assess` costs on messages of one kind."""

    of: str
    messages: int
    median: float
    """In ms, as is `high`."""
    high: float
    """The 95th percentile."""


def gate_looks() -> list[Look]:
    """Measure `assess` on each kind of message.

    As in a turn, understanding has read the message before, and computed its vectors. Those of its clauses, which only
    a message needs that is not calm throughout, are part of what is measured.
    """
    warm = "My legs are weak and I can't pee."
    read_for_understanding(warm)
    assess(warm)
    return [_look(of, files) for of, files in _OF.items()]


def _look(of: str, files: tuple[str, ...]) -> Look:
    lines = [line for name in files for line in (ROOT / "tests" / name).read_text(encoding="utf-8").splitlines()]
    spent = []
    for line in lines:
        text = str(json.loads(line)["text"])
        read_for_understanding(text)
        began = time.perf_counter()
        assess(text)
        spent.append((time.perf_counter() - began) * 1000)
    return Look(of, len(spent), percentile(spent, 0.5), percentile(spent, 0.95))
