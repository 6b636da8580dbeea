"""Cuts a message into sentences and clauses, so that a danger in one of them is seen beside whatever stands around it.

The cut is local: putting more words behind a mark or before one never moves the cuts of the words that were there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from assistant.safety.words import word_set

T = TypeVar("T")

SENTENCE_ENDS = frozenset(".!?;")
CLAUSE_ENDS = frozenset(",:()/+-&")
JOINING = word_set(
    "and but btw ps meanwhile besides because also plus cause though although except however while which whereas anyway"
)
"""Words before which a new clause may begin."""


def sentences(tokens: Sequence[T], text: Callable[[T], str]) -> list[list[T]]:
    """Return the sentences of `tokens`, without the marks that end them."""
    return _cut(tokens, lambda token: _ends_sentence(text(token)), lambda token: False)


def _ends_sentence(mark: str) -> bool:
    """Say whether a token ends a sentence: ".", "..", "?!", or a sign such as an emoji."""
    return SENTENCE_ENDS.issuperset(mark) or not mark.isascii()


def clauses(sentence: Sequence[T], text: Callable[[T], str]) -> list[list[T]]:
    """Return the clauses of one sentence, without the marks and the joining words between them."""
    parts = _cut(sentence, lambda token: text(token) in CLAUSE_ENDS, lambda token: text(token) in JOINING)
    bare = [without_joining(part, text) for part in parts]
    return [part for part in bare if part]


def without_joining(part: Sequence[T], text: Callable[[T], str]) -> list[T]:
    """Return a clause without the joining words at its beginning ("and also my leg": "my leg")."""
    start = next((place for place, token in enumerate(part) if text(token) not in JOINING), len(part))
    return list(part[start:])


def _cut(tokens: Sequence[T], at: Callable[[T], bool], before: Callable[[T], bool]) -> list[list[T]]:
    """Cut `tokens` at the marks `at` (which are dropped) and before the words `before` (which are kept)."""
    parts: list[list[T]] = [[]]
    for token in tokens:
        if at(token):
            parts.append([])
            continue
        if before(token):
            parts.append([])
        parts[-1].append(token)
    return [part for part in parts if part]
