"""What stands twice in the knowledge though it can count only once: words that name a thing, and answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from knowledge.places import Where
from knowledge.records import Aspect, Effect, Entry, Gap, NotCovered, Topic

TWO_MEANINGS = frozenset(["flu"])
"""Words that may stand twice: the flu is a disease which the page does not cover, and a cue of infection beside it."""


@dataclass(frozen=True)
class Named:
    """A word, where it stands, and what it names; a cue names it only in some questions."""

    word: str
    file: str
    where: Where
    thing: str
    cue: bool = False


@dataclass(frozen=True)
class Twice:
    """Something that stands twice: where it stands the second time, where the first, and what is wrong."""

    file: str
    where: Where
    first_file: str
    first_where: Where
    what: str


def word_twice(
    topics: Mapping[str, Topic], effects: tuple[Effect, ...], groups: tuple[NotCovered, ...]
) -> Twice | None:
    """Return a word that names two things or stands twice for one; a cue may repeat a word of its own thing."""
    seen: dict[str, list[Named]] = {}
    for new in _words(topics, effects, groups):
        for old in seen.setdefault(new.word, []):
            if new.thing != old.thing and new.word not in TWO_MEANINGS:
                what = f"'{new.word}' names {new.thing} here and {old.thing}"
                return Twice(new.file, new.where, old.file, old.where, f"{what}; a word can name one thing only")
            if new.thing == old.thing and new.cue == old.cue:
                return Twice(new.file, new.where, old.file, old.where, f"'{new.word}' stands twice for {new.thing}")
        seen[new.word].append(new)
    return None


def answer_twice(topics: Mapping[str, Topic]) -> Twice | None:
    """Return an entry or a gap that nobody would ever read, because another of its topic answers the same before it."""
    for name, topic in topics.items():
        items: list[tuple[Where, Entry | Gap]] = [(("entries", n), entry) for n, entry in enumerate(topic.entries)]
        items += [(("gaps", n), gap) for n, gap in enumerate(topic.gaps)]
        for place, (where, new) in enumerate(items):
            for first_where, old in items[:place]:
                if _same_question(old, new):
                    what = f"'{new.id}' and '{old.id}' answer the same question ({new.aspect.value}); make them one"
                    return Twice(f"{name}.yml", where, f"{name}.yml", first_where, what)
    return None


def _same_question(old: Entry | Gap, new: Entry | Gap) -> bool:
    """Say whether two answers have the same aspect and focus, and an effect in common or none; details, the fact."""
    if old.aspect is not new.aspect or _focus(old) is not _focus(new):
        return False
    if old.aspect is Aspect.DETAIL and isinstance(old, Entry) and isinstance(new, Entry):
        return old.website[0].facts[0] == new.website[0].facts[0]
    first, second = set(_effects(old)), set(_effects(new))
    return bool(first & second) or not (first or second)


def _focus(item: Entry | Gap) -> object:
    return item.focus if isinstance(item, Entry) else None


def _effects(item: Entry | Gap) -> tuple[str, ...]:
    return item.effects if isinstance(item, Entry) else ()


def _words(topics: Mapping[str, Topic], effects: tuple[Effect, ...], groups: tuple[NotCovered, ...]) -> Iterator[Named]:
    """Yield every word of the knowledge with its place."""
    for name, topic in topics.items():
        file = f"{name}.yml"
        yield from _listed(topic.words, file, ("words",), topic.name)
        yield from _listed(topic.cues, file, ("cues",), topic.name, cue=True)
        for number, service in enumerate(topic.services):
            yield from _listed(service.words, file, ("services", number, "words"), service.name)
        for number, entry in enumerate(topic.entries):
            thing = (entry.focus or entry.id).replace("_", " ")
            yield from _listed(entry.words, file, ("entries", number, "words"), f"the point '{thing}'")
    for number, effect in enumerate(effects):
        yield from _listed(effect.words, "side_effects.yml", ("effects", number, "words"), effect.name)
        yield from _listed(effect.cues, "side_effects.yml", ("effects", number, "cues"), effect.name, cue=True)
    for number, group in enumerate(groups):
        thing = f"what is not covered ({group.id})"
        yield from _listed(group.words, "not_covered.yml", ("not_covered", number, "words"), thing)


def _listed(words: tuple[str, ...], file: str, where: Where, thing: str, cue: bool = False) -> Iterator[Named]:
    for number, word in enumerate(words):
        yield Named(word, file, (*where, number), thing, cue)
