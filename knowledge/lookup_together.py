"""Finds answers about several treatments at once. Pure functions over the knowledge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from knowledge.answers import Answer, from_entry, joined
from knowledge.framing import enumeration, frame_of, title_of
from knowledge.lookup import OVERVIEW, SUPPORTIVE_CARE, find_aspect, find_focus, find_supportive_care, treatments_with
from knowledge.reader import Knowledge
from knowledge.records import Aspect, Focus
from knowledge.sms_length import in_texts

_MOST_IN_TITLE = 3
"""A title names so many treatments."""


def find_combination(knowledge: Knowledge, topics: Sequence[str]) -> Answer:
    """Return what the page says of using treatments together; of a pair that it does not name, only that."""
    if SUPPORTIVE_CARE in topics:
        return find_with_supportive_care(knowledge, [topic for topic in topics if topic != SUPPORTIVE_CARE])
    found = [find_focus(knowledge, Focus.COMBINATION, topic) for topic in topics]
    own = [answer for topic, answer in zip(topics, found, strict=True) if answer is not None and answer.topic == topic]
    if len(topics) > 1:
        for answer in own:
            others = [knowledge.topics[topic].name for topic in topics if topic != answer.topic]
            if all(name in answer.text("website") for name in others):
                return answer
        return _pair_not_listed(knowledge, topics)
    if any_of := [*own, *(answer for answer in found if answer is not None)]:
        return any_of[0]
    entries = knowledge.topics[OVERVIEW].entries
    return from_entry(next(entry for entry in entries if entry.aspect is Aspect.HOW_GIVEN), OVERVIEW)


def find_with_supportive_care(knowledge: Knowledge, topics: Sequence[str]) -> Answer:
    """Return the supportive care that the page names with treatments; of one without any, only that."""
    without = [topic for topic in topics if find_focus(knowledge, Focus.SUPPORTIVE_CARE, topic) is None]
    if without:
        return _pair_not_listed(knowledge, (*without, SUPPORTIVE_CARE))
    return find_supportive_care(knowledge, topics[0] if topics else None)


def find_comparison(knowledge: Knowledge, topics: Sequence[str], of_side_effects: bool) -> Answer:
    """Return treatments side by side; which of them is better is for a doctor to say."""
    if len(topics) < 2:
        return (
            find_aspect(knowledge, topics[0], Aspect.COMPARE)
            if topics
            else find_aspect(knowledge, OVERVIEW, Aspect.WHAT)
        )
    names = [knowledge.topics[name].name for name in topics]
    if len(names) > _MOST_IN_TITLE:
        title = title_of(knowledge, "compare_many")
    elif len(names) > 2:
        title = title_of(knowledge, "compare_all", treatments=enumeration(names))
    else:
        title = title_of(knowledge, "compare", treatment=names[0], other=names[1])
    if of_side_effects and len(names) > 2:
        parts = _side_effects_of(knowledge, topics)
    else:
        parts = [_brief(knowledge, name, of_side_effects) for name in topics]
    better = frame_of(knowledge, "which_is_better", ("OV1",))
    answer = in_texts(joined([*parts, better], title, topics[0], Aspect.COMPARE))
    return replace(answer, compared=() if of_side_effects else tuple(topics))


def find_side_effects_of_all(knowledge: Knowledge, topics: Sequence[str]) -> Answer:
    """Return the side effects of several treatments, each in one line, and for which of them there is no list."""
    names = enumeration([knowledge.topics[name].name for name in topics])
    title = title_of(knowledge, "side_effects_of_all", treatments=names)
    answer = joined(_side_effects_of(knowledge, topics), title, None, Aspect.SIDE_EFFECTS)
    return replace(in_texts(answer), known=bool({*topics} & {*treatments_with(knowledge, Aspect.SIDE_EFFECTS)}))


def _side_effects_of(knowledge: Knowledge, topics: Sequence[str]) -> list[Answer]:
    """Return a line for each treatment with a list of side effects, and one that names those without."""
    with_list = treatments_with(knowledge, Aspect.SIDE_EFFECTS)
    parts = [_brief(knowledge, name, of_side_effects=True) for name in topics if name in with_list]
    others = [knowledge.topics[name].name for name in topics if name not in with_list]
    return [*parts, frame_of(knowledge, "no_list", treatments=enumeration(others))] if others else parts


def _pair_not_listed(knowledge: Knowledge, topics: Sequence[str]) -> Answer:
    """Return the word that the page does not name these treatments together."""
    names = [knowledge.topics[topic].name for topic in topics]
    treatment, other = enumeration(names[:-1]), names[-1]
    frame = frame_of(knowledge, "pair_not_listed", treatment=treatment, other=other)
    title = title_of(knowledge, "compare", treatment=treatment, other=other)
    return replace(joined([frame], title, topics[0], Aspect.HOW_GIVEN), known=False)


def _brief(knowledge: Knowledge, topic: str, of_side_effects: bool) -> Answer:
    """Return one sentence on `topic`."""
    brief = knowledge.topics[topic].in_brief
    if of_side_effects:
        statement = brief.side_effects if brief else None
        if statement is None:
            return find_aspect(knowledge, topic, Aspect.SIDE_EFFECTS)
    else:
        statement = brief.what if brief else None
        if statement is None:
            entry = find_aspect(knowledge, topic, Aspect.WHAT)
            return Answer("", entry.website[:1], entry.sms[:1], ids=entry.ids)
    return Answer("", (statement,), (statement,), ids=(f"{topic}.in_brief",))
