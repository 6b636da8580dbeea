"""Which treatment the words of a question hint at that names none, where they stand apart: "the bone has cracked"."""

from __future__ import annotations

import re

from knowledge.vocabulary import load_hints

NEAR = 10
"""Within so many words they have to stand."""
_WORD = re.compile(r"[a-z]+(?:[-'][a-z]+)*")


def hinted(text: str) -> tuple[str, ...]:
    """Return the treatments that a text, spelt right, hints at; none where more than one does."""
    words = _WORD.findall(text)
    said = set(words)
    found = {name for name, groups in load_hints() if all(said & group for group in groups) and _near(words, groups)}
    return tuple(found) if len(found) == 1 else ()


def _near(words: list[str], groups: tuple[frozenset[str], ...]) -> bool:
    """Say whether one word of each group stands within a few words of the others."""
    starts = range(max(1, len(words) - NEAR + 1))
    return any(all(group.intersection(words[start : start + NEAR]) for group in groups) for start in starts)
