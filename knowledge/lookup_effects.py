"""Finds answers about several side effects at once. Pure functions over the knowledge."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from knowledge.answers import Answer, Verdict, joined
from knowledge.framing import enumeration, frame_of, title_of
from knowledge.lookup import elsewhere, find_aspect, find_side_effect, find_treatments_causing, treatments_listing
from knowledge.reader import Knowledge
from knowledge.records import Aspect, Statement
from knowledge.sms_length import in_texts

_MOST_IN_SENTENCE = 3
"""So many side effects stand in one sentence, or in a title."""


def find_side_effects(knowledge: Knowledge, topic: str, effects: Sequence[str]) -> Answer:
    """Return whether the page lists several effects for the treatment `topic`: none is left out, none told twice."""
    answers = [find_side_effect(knowledge, topic, effect) for effect in effects]
    if len({answer.text("website") for answer in answers}) == 1:
        return answers[0]
    own_list = find_aspect(knowledge, topic, Aspect.SIDE_EFFECTS)
    listed = [answer for answer in answers if answer.verdict is Verdict.LISTED]
    if not own_list.known:
        of_others = _once(part for effect in effects for part in elsewhere(knowledge, effect))
        answer = joined([own_list, *map(_as_line, of_others)], own_list.title, topic, Aspect.SPECIFIC_SIDE_EFFECT)
        return replace(in_texts(answer), verdict=Verdict.NOT_LISTED, known=False)
    parts = [_as_line(answer) for answer in _once(listed)]
    parts += map(_as_line, _not_listed(knowledge, topic, effects))
    answer = joined(parts, _title(knowledge, topic, effects), topic, Aspect.SPECIFIC_SIDE_EFFECT)
    return replace(in_texts(answer), verdict=Verdict.LISTED if listed else Verdict.NOT_LISTED)


def find_treatments_causing_any(knowledge: Knowledge, effects: Sequence[str]) -> Answer:
    """Return which treatments list each of the effects; those that none lists are told together."""
    found = [find_treatments_causing(knowledge, effect) for effect in effects]
    if len(found) == 1:
        return found[0]
    unlisted = [effect for effect in effects if not treatments_listing(knowledge, effect)]
    parts = [one for effect, one in zip(effects, found, strict=True) if effect not in unlisted]
    parts += [frame_of(knowledge, "listed_for_none", effect=names) for names in _in_sentences(knowledge, unlisted)]
    title = title_of(knowledge, "several_side_effects")
    if len(effects) <= _MOST_IN_SENTENCE:
        title = title_of(knowledge, "which_treatment_causes", effect=enumeration(_names(knowledge, effects)))
    return in_texts(joined(map(_as_line, parts), title, None, Aspect.WHICH_TREATMENT_CAUSES))


def _not_listed(knowledge: Knowledge, topic: str, effects: Sequence[str]) -> list[Answer]:
    """Return that effects do not stand in the list of `topic`, a few in each sentence."""
    unlisted = [effect for effect in effects if topic not in treatments_listing(knowledge, effect)]
    treatment = knowledge.topics[topic].name
    return [
        frame_of(knowledge, "several_not_listed", effect=names, treatment=treatment)
        for names in _in_sentences(knowledge, unlisted)
    ]


def _in_sentences(knowledge: Knowledge, effects: Sequence[str]) -> list[str]:
    """Return names of effects as phrases with "or", each short enough for a sentence."""
    names = _names(knowledge, effects)
    places = range(0, len(names), _MOST_IN_SENTENCE)
    return [enumeration(names[place : place + _MOST_IN_SENTENCE], "or") for place in places]


def _names(knowledge: Knowledge, effects: Sequence[str]) -> list[str]:
    return [knowledge.effects[effect].name for effect in effects]


def _title(knowledge: Knowledge, topic: str, effects: Sequence[str]) -> str:
    """Return a title that names the effects, or of many only the treatment."""
    treatment = knowledge.topics[topic].name
    if len(effects) > _MOST_IN_SENTENCE:
        return title_of(knowledge, "side_effects_of_all", treatments=treatment)
    names = enumeration(_names(knowledge, effects))
    return title_of(knowledge, "specific_side_effect", effect=names, treatment=treatment)


def _once(answers: Iterable[Answer]) -> list[Answer]:
    """Return answers without those that say the same as one before: two words for one thing."""
    return list({answer.text("website"): answer for answer in answers}.values())


def _as_line(answer: Answer) -> Answer:
    """Return an answer in brief, as a line of a list: the first sentence of each channel."""
    first = answer.website[0]
    line = Statement.model_construct(say=None, bullet=first.text, facts=first.facts)
    return Answer("", (line,), answer.sms[:1], ids=answer.ids[:1])
