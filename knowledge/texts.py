"""All that patients read of the knowledge, text by text: what the checks look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from knowledge.answers import Answer, from_entry, from_gap
from knowledge.lookup import (
    find_side_effect,
    find_supportive_care,
    find_treatments_causing,
    find_treatments_not_listing,
)
from knowledge.lookup_effects import find_side_effects, find_treatments_causing_any
from knowledge.lookup_help import find_help, find_management
from knowledge.lookup_together import find_combination, find_comparison, find_side_effects_of_all
from knowledge.reader import TREATMENTS, Knowledge
from knowledge.records import HELP, Channel, Focus, Statement

CHANNELS: tuple[Channel, ...] = ("website", "sms")


@dataclass(frozen=True)
class Shown:
    """A text as one patient reads it on one channel, with what it may speak of."""

    id: str
    channel: Channel
    title: str
    statements: tuple[Statement, ...]
    names: tuple[str, ...] = ()
    """The names that the text may say beside its facts: those of its topic, and those filled into a frame."""
    kind: Literal["entry", "more", "gap", "brief", "put together"] = "put together"
    parts: tuple[str, ...] = ()
    """The ids of the entries, gaps and frames that it is put together from; none where it is itself one."""

    @property
    def text(self) -> str:
        """The whole message."""
        running = " ".join(statement.text for statement in self.statements)
        return f"{self.title}: {running}" if self.title else running


def all_texts(knowledge: Knowledge) -> Iterator[Shown]:
    """Yield every text: those of the files, and those that the lookups put together with names."""
    yield from own_texts(knowledge)
    for name, topic in knowledge.topics.items():
        if topic.in_brief is not None:
            briefs = {"what": topic.in_brief.what, "side_effects": topic.in_brief.side_effects}
            for aspect, statement in briefs.items():
                for channel in CHANNELS if statement else ():
                    said = (statement,) if statement else ()
                    yield Shown(f"{name}.in_brief.{aspect}", channel, "", said, (topic.name,), "brief")
    yield from _put_together(knowledge)


def own_texts(knowledge: Knowledge) -> Iterator[Shown]:
    """Yield the texts of all entries and gaps."""
    for name, topic in knowledge.topics.items():
        names = (topic.name, knowledge.source.publisher) if name == "source" else (topic.name,)
        for entry in topic.entries:
            answer = from_entry(entry, name)
            yield Shown(entry.id, "website", entry.title, answer.website, names, "entry")
            yield Shown(entry.id, "sms", entry.title, answer.sms, names, "entry")
            if answer.sms_more:
                yield Shown(entry.id, "sms", "", answer.sms_more, names, "more")
        for gap in topic.gaps:
            answer = from_gap(gap, name)
            yield Shown(gap.id, "website", gap.title, answer.website, names, "gap")
            yield Shown(gap.id, "sms", gap.title, answer.sms, names, "gap")


def _as_shown(answer: Answer, names: tuple[str, ...]) -> Iterator[Shown]:
    """Yield an answer that was put together, on each channel."""
    for channel in CHANNELS:
        statements = answer.sms if channel == "sms" else answer.website
        yield Shown(f"put together: {answer.title}", channel, answer.title, statements, names, parts=answer.ids)
    if answer.sms_more:
        yield Shown(f"put together: {answer.title}", "sms", "", answer.sms_more, names, parts=answer.ids)


def _put_together(knowledge: Knowledge) -> Iterator[Shown]:
    """Yield what the lookups build from several entries, gaps and frames, for every pair of names."""
    all_names = tuple(knowledge.topics[name].name for name in TREATMENTS)
    seen: set[Answer] = set()
    for effect in (None, *knowledge.effects):
        names = (*all_names, *((knowledge.effects[effect].name,) if effect else ()))
        built = [find_side_effect(knowledge, treatment, effect) for treatment in TREATMENTS]
        built += [find_management(knowledge, treatment, effect) for treatment in (None, *TREATMENTS)]
        built += (
            [find_treatments_causing(knowledge, effect), find_treatments_not_listing(knowledge, effect)]
            if effect
            else []
        )
        helps = [find_help(knowledge, Focus(h), treatment, effect) for h in HELP for treatment in (None, *TREATMENTS)]
        names = (*names, *knowledge.frames.help.values())
        for answer in (*built, *(one for one in helps if one)):
            if len(answer.ids) > 1 and answer not in seen:
                seen.add(answer)
                yield from _as_shown(answer, names)
    for first in TREATMENTS:
        answers = [find_combination(knowledge, (first,)), find_supportive_care(knowledge, first)]
        answers += [find_combination(knowledge, (first, other)) for other in TREATMENTS if other != first]
        for answer in answers:
            if len(answer.ids) > 1:
                yield from _as_shown(answer, all_names)
    for answer in (*_of_several_treatments(knowledge), *_of_several_effects(knowledge)):
        yield from _as_shown(answer, (*all_names, *(effect.name for effect in knowledge.effects.values())))


def _of_several_treatments(knowledge: Knowledge) -> Iterator[Answer]:
    """Yield what the lookups build of treatments side by side, for all that may be named together."""
    for first in TREATMENTS:
        for other in TREATMENTS:
            if other != first:
                yield find_comparison(knowledge, (first, other), True)
                yield find_comparison(knowledge, (first, other), False)
    for count in range(3, len(TREATMENTS) + 1):
        for topics in combinations(TREATMENTS, count):
            yield find_comparison(knowledge, topics, True)
            yield find_comparison(knowledge, topics, False)
            yield find_side_effects_of_all(knowledge, topics)


def _of_several_effects(knowledge: Knowledge) -> Iterator[Answer]:
    """Yield what the lookups build of effects that are asked about together: each effect beside a few others."""
    effects = tuple(knowledge.effects)
    for count in (2, 3, 5):
        for place in range(0, len(effects), count):
            some = effects[place : place + count]
            built = [find_side_effects(knowledge, treatment, some) for treatment in TREATMENTS]
            built.append(find_treatments_causing_any(knowledge, some))
            yield from (answer for answer in built if len(answer.ids) > 1)
