"""The English words of the package symspellpy, most frequent first: one list for all who ask which words there are."""

from __future__ import annotations

from array import array
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import yaml

from knowledge.unique_keys import UniqueKeys

TEXTING = Path(__file__).with_name("texting.yml")


@lru_cache(maxsize=1)
def ranked_words() -> dict[str, int]:
    """Return 82,834 words with their ranks, 0 for the most frequent, in the order of their ranks."""
    words: list[str] = []
    counts = array("q")  # and no list of lines and pairs, whose memory would stay
    with (files("symspellpy") / "frequency_dictionary_en_82_765.txt").open(encoding="utf-8-sig") as listing:
        for line in listing:
            word, _, count = line.partition(" ")
            words.append(word)
            counts.append(int(count))
    by_frequency = sorted(range(len(words)), key=counts.__getitem__, reverse=True)
    return {words[place]: rank for rank, place in enumerate(by_frequency)}


@lru_cache(maxsize=1)
def texting_words() -> dict[str, str]:
    """Return what people type on a phone, and what it stands for."""
    content = yaml.load(TEXTING.read_text(encoding="utf-8"), Loader=UniqueKeys)  # noqa: S506 - a safe loader
    return {str(word): str(meant) for word, meant in content.items()}
