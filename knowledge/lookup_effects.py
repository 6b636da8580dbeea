"""Finds answers about several side effects at once. Pure functions over the knowledge."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from knowledge.answers import Answer, Verdict, joined
from knowledge.framing import enumeration, frame_of, title_of
from knowledge.lookup import (
    SUPPORTIVE_CARE,
    elsewhere,
    find_aspect,
    find_side_effect,
    find_treatments_causing,
    treatments_listing,
    treatments_with,
)
from knowledge.lookup_help import find_general_help, find_own_help
from knowledge.reader import TREATMENTS, Knowledge
from knowledge.records import Aspect, Statement
from knowledge.sms_length import LONGEST_SMS, gsm_length, in_texts

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


def find_side_effects_of_each(knowledge: Knowledge, topics: Sequence[str], effects: Sequence[str]) -> Answer:
    """Return whether the page lists effects for each of many treatments, and of which of these it has no list."""
    with_list = treatments_with(knowledge, Aspect.SIDE_EFFECTS)
    found = [find_side_effects(knowledge, topic, effects) for topic in topics if topic in with_list]
    parts = [_whole(answer) if answer.website[0].bullet else _as_line(answer) for answer in found]
    others = [knowledge.topics[topic].name for topic in topics if topic not in with_list]
    parts += [frame_of(knowledge, "no_list", treatments=enumeration(others))] if others else []
    answer = in_texts(joined(parts, _title_of_any(knowledge, effects), None, Aspect.SPECIFIC_SIDE_EFFECT))
    return replace(answer, known=bool(found))


def find_treatments_causing_any(knowledge: Knowledge, effects: Sequence[str]) -> Answer:
    """Return which treatments list each of the effects; those that none lists are told together."""
    found = [find_treatments_causing(knowledge, effect) for effect in effects]
    if len(found) == 1:
        return found[0]
    unlisted = [effect for effect in effects if not treatments_listing(knowledge, effect)]
    parts = [one for effect, one in zip(effects, found, strict=True) if effect not in unlisted]
    parts += [frame_of(knowledge, "listed_for_none", effect=names) for names in _in_sentences(knowledge, unlisted)]
    title = _title_of_any(knowledge, effects)
    return in_texts(joined(map(_as_line, parts), title, None, Aspect.WHICH_TREATMENT_CAUSES))


def find_management_of_several(knowledge: Knowledge, topic: str | None, effects: Sequence[str]) -> Answer:
    """Return the help with each of several effects; of those without any that is said, with the help there is for all.

    Help with one is never said to be help with another, nor that of another treatment than `topic` to be its own.
    """
    own = {effect: answer for effect in effects if (answer := find_own_help(knowledge, topic, effect)) is not None}
    general = find_general_help(knowledge, topic)
    if topic is not None and not general.known:
        return general
    without = [effect for effect in effects if effect not in own]
    parts = [_as_help(knowledge, answer, topic) for answer in _once(own.values())]
    if not without and len(parts) == 1:
        return next(iter(own.values()))
    if without:
        told = {fact for part in parts for statement in part.website for fact in statement.facts}
        parts += [_without_help(knowledge, without), _beside(general, told)]
    answer = in_texts(joined(parts, _title_of_help(knowledge, topic, effects), topic, Aspect.SIDE_EFFECT_MANAGEMENT))
    if gsm_length(answer.text("sms")) <= LONGEST_SMS:
        return answer
    return replace(answer, title=_title_of_help(knowledge, topic, ()))  # its names leave too little room in a text


def _title_of_help(knowledge: Knowledge, topic: str | None, effects: Sequence[str]) -> str:
    """Return a title that names the effects, or of none and of many that of the help with all of them."""
    if not 0 < len(effects) <= _MOST_IN_SENTENCE:
        return find_aspect(knowledge, topic or SUPPORTIVE_CARE, Aspect.SIDE_EFFECT_MANAGEMENT).title
    names = enumeration(_names(knowledge, effects))
    treatment = knowledge.topics[topic].name if topic else ""
    return title_of(knowledge, "management_of" if topic else "management", effect=names, treatment=treatment)


def _as_help(knowledge: Knowledge, answer: Answer, topic: str | None) -> Answer:
    """Return the help with an effect as one line, which says of which treatment it is where none was asked about."""
    is_list = any(statement.bullet is not None for statement in answer.website)
    website = " ".join(statement.text for statement in (answer.sms if is_list else answer.website))
    in_text = " ".join(statement.text for statement in answer.sms)
    about = knowledge.topics[answer.topic].name if answer.topic in TREATMENTS and topic is None else ""
    if about not in website:
        website, in_text = f"{answer.title}: {website}", f"{answer.title}: {in_text}"
    line = Statement.model_construct(say=None, bullet=website, facts=answer.facts("website"))
    text = Statement.model_construct(say=in_text, bullet=None, facts=answer.facts("sms"))
    return Answer("", (line,), (text,), ids=answer.ids)


def _without_help(knowledge: Knowledge, effects: Sequence[str]) -> Answer:
    """Return that no help is listed for effects alone: in one sentence, and in texts in as many as it takes."""
    whole = frame_of(knowledge, "several_without_help", effect=enumeration(_names(knowledge, effects), "or"))
    parts = [
        frame_of(knowledge, "several_without_help", effect=names).sms for names in _in_sentences(knowledge, effects)
    ]
    return replace(whole, sms=tuple(statement for part in parts for statement in part))


def _beside(general: Answer, told: set[str]) -> Answer:
    """Return the help with all side effects without what was told already, where anything is left of it."""
    website = tuple(one for one in general.website if not set(one.facts) <= told) or general.website
    sms = tuple(one for one in (*general.sms, *general.sms_more) if not set(one.facts) <= told) or general.sms
    return replace(general, website=website, sms=sms, sms_more=())


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


def _title_of_any(knowledge: Knowledge, effects: Sequence[str]) -> str:
    """Return a title that names the effects of no single treatment, or of many none."""
    if len(effects) > _MOST_IN_SENTENCE:
        return title_of(knowledge, "several_side_effects")
    return title_of(knowledge, "which_treatment_causes", effect=enumeration(_names(knowledge, effects)))


def _once(answers: Iterable[Answer]) -> list[Answer]:
    """Return answers without those that say the same as one before: two words for one thing."""
    return list({answer.text("website"): answer for answer in answers}.values())


def _whole(answer: Answer) -> Answer:
    """Return an answer to be joined with others, before it is known how much of it a text holds."""
    return replace(answer, sms=(*answer.sms, *answer.sms_more), sms_more=())


def _as_line(answer: Answer) -> Answer:
    """Return an answer in brief, as a line of a list: the first sentence of each channel."""
    first = answer.website[0]
    line = Statement.model_construct(say=None, bullet=first.text, facts=first.facts)
    return Answer("", (line,), answer.sms[:1], ids=answer.ids[:1])
