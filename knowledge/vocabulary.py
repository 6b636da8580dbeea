"""The words patients use, as one list of phrases.

Each names a treatment, a service, an effect, the focus of an entry, or a thing that is not covered.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from knowledge.reader import TREATMENTS, Knowledge, load_knowledge


class Kind(StrEnum):
    """What a phrase names; the values are the entity names in domain.yml."""

    TREATMENT = "treatment"
    SERVICE = "service"
    EFFECT = "effect"
    TREATMENT_CUE = "treatment_cue"
    EFFECT_CUE = "effect_cue"
    FOCUS = "focus"
    NOT_COVERED = "not_covered"


@dataclass(frozen=True)
class Phrase:
    """One phrase in lower case, and what it names."""

    text: str
    kind: Kind
    id: str


@lru_cache(maxsize=1)
def load_phrases() -> tuple[Phrase, ...]:
    """Return the phrases of the project's own knowledge."""
    return phrases_of(load_knowledge())


@lru_cache(maxsize=1)
def vocabulary_version() -> str:
    """Return 12 hex digits that change when a word of the project's knowledge does, and with no other edit of it."""
    lines = "\n".join(f"{phrase.kind} {phrase.id} {phrase.text}" for phrase in load_phrases())
    return hashlib.sha256(lines.encode()).hexdigest()[:12]


@lru_cache(maxsize=1)
def load_hints() -> tuple[tuple[str, tuple[frozenset[str], ...]], ...]:
    """Return the treatments that words apart from each other point to, with the groups of which one must be said."""
    topics = load_knowledge().topics
    return tuple((name, tuple(map(frozenset, hint))) for name in TREATMENTS for hint in topics[name].hints)


def phrases_of(knowledge: Knowledge) -> tuple[Phrase, ...]:
    """Return every phrase of `knowledge`; where two kinds claim one phrase, the first of them keeps it.

    The order is treatments, services, effects, focuses of entries, things not covered, cues.
    """
    found: dict[str, Phrase] = {}

    def add(words: tuple[str, ...], kind: Kind, identifier: str) -> None:
        for word in words:
            found.setdefault(word, Phrase(word, kind, identifier))

    for name in (*TREATMENTS, "supportive_care"):
        add(knowledge.topics[name].words, Kind.TREATMENT, name)
    for service in knowledge.topics["supportive_care"].services:
        add(service.words, Kind.SERVICE, service.id)
    for effect in knowledge.effects.values():
        add(effect.words, Kind.EFFECT, effect.id)
    for entry in knowledge.entries:
        if entry.focus:
            add(entry.words, Kind.FOCUS, entry.focus.value)
    for group in knowledge.not_covered:
        add(group.words, Kind.NOT_COVERED, group.id)
    for name in TREATMENTS:
        add(knowledge.topics[name].cues, Kind.TREATMENT_CUE, name)
    for effect in knowledge.effects.values():
        add(effect.cues, Kind.EFFECT_CUE, effect.id)
    return tuple(found.values())
