"""Finds the answer that states one fact. Pure functions over the knowledge."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from knowledge.answers import Answer, from_entry
from knowledge.reader import Knowledge
from knowledge.records import Aspect, Entry


def answer_stating(knowledge: Knowledge, topic: str, fact: str) -> Answer | None:
    """Return the shortest answer of a topic that states a fact first: its detail, or an entry for a narrower point."""
    entries = knowledge.topics[topic].entries
    details = [entry for entry in entries if entry.aspect is Aspect.DETAIL]
    narrower = [entry for entry in entries if entry.effects or entry.focus]
    found = _first_of(details, fact) or _first_of(narrower, fact)
    return from_entry(found, topic) if found else None


def is_of_effect(knowledge: Knowledge, topic: str, fact: str, effects: Collection[str]) -> bool:
    """Say whether a fact of a topic is what an entry on one of the side effects states first."""
    entries = knowledge.topics[topic].entries
    return any(set(effects) & set(entry.effects) and fact in entry.website[0].facts for entry in entries)


def _first_of(entries: Iterable[Entry], fact: str) -> Entry | None:
    """Return the entry whose first statement is of the fact, and that states the fewest others."""
    stating = [entry for entry in entries if fact in entry.website[0].facts]
    return min(stating, key=lambda entry: sum(len(one.facts) for one in entry.website), default=None)
