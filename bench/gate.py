"""What a look of the urgent-help gate costs."""

from __future__ import annotations

import json
import time

from assistant.language.embedding import shared_encoder
from assistant.language.reading import shared_reader
from assistant.safety import assess
from assistant.settings import ROOT
from bench.measure import percentile


def gate_milliseconds() -> tuple[float, float, int]:
    """Return the median and p95 of `assess` in ms, and on how many messages.

    As in a turn, understanding has read the message and computed its vector before.
    """
    texts = [
        str(json.loads(line)["text"])
        for path in sorted((ROOT / "tests" / "safety").glob("*_tune.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    assess("My legs are weak and I can't pee.")
    spent = []
    for text in texts:
        shared_encoder().encode(shared_reader().read(text).plain)
        began = time.perf_counter()
        assess(text)
        spent.append((time.perf_counter() - began) * 1000)
    return percentile(spent, 0.5), percentile(spent, 0.95), len(spent)
