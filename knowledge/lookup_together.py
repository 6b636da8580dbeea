"""Finds answers about several treatments at once. Pure functions over the knowledge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from knowledge.answers import Answer, from_entry, joined
from knowledge.framing import enumeration, frame_of, title_of
from knowledge.lookup import OVERVIEW, find_aspect, find_focus
from knowledge.reader import Knowledge
from knowledge.records import Aspect, Focus

_MOST_IN_ONE_TEXT = 2
"""Of so many treatments a first text message tells; the others are in what is sent for "more"."""


def find_combination(knowledge: Knowledge, topics: Sequence[str]) -> Answer:
    """Return what the page says of using treatments together; of a pair that it does not name, only that."""
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


def find_comparison(knowledge: Knowledge, topics: Sequence[str], of_side_effects: bool) -> Answer:
    """Return treatments side by side; which of them is better is for a doctor to say."""
    if len(topics) < 2:
        return (
            find_aspect(knowledge, topics[0], Aspect.COMPARE)
            if topics
            else find_aspect(knowledge, OVERVIEW, Aspect.WHAT)
        )
    parts = [_brief(knowledge, name, of_side_effects) for name in topics]
    better = frame_of(knowledge, "which_is_better", ("OV1",))
    names = [knowledge.topics[name].name for name in topics]
    title = title_of(knowledge, "compare", treatment=enumeration(names[:-1]), other=names[-1])
    if len(names) > 2:
        title = title_of(knowledge, "compare_all", treatments=enumeration(names))
    return replace(_in_two_texts(parts, better, title, Aspect.COMPARE), topic=topics[0])


def find_side_effects_of_all(knowledge: Knowledge, topics: Sequence[str]) -> Answer:
    """Return the side effects of several treatments, each in one line, and for which of them there is no list."""
    listed = [name for name in topics if find_aspect(knowledge, name, Aspect.SIDE_EFFECTS).known]
    others = [knowledge.topics[name].name for name in topics if name not in listed]
    parts = [_brief(knowledge, name, of_side_effects=True) for name in listed]
    rest = frame_of(knowledge, "no_list", treatments=enumeration(others)) if others else None
    names = enumeration([knowledge.topics[name].name for name in topics])
    title = title_of(knowledge, "side_effects_of_all", treatments=names)
    return replace(_in_two_texts(parts, rest, title, Aspect.SIDE_EFFECTS), known=bool(listed))


def _pair_not_listed(knowledge: Knowledge, topics: Sequence[str]) -> Answer:
    """Return the word that the page does not name these treatments together."""
    names = [knowledge.topics[topic].name for topic in topics]
    treatment, other = enumeration(names[:-1]), names[-1]
    frame = frame_of(knowledge, "pair_not_listed", treatment=treatment, other=other)
    title = title_of(knowledge, "compare", treatment=treatment, other=other)
    return replace(joined([frame], title, topics[0], Aspect.HOW_GIVEN), known=False)


def _in_two_texts(parts: Sequence[Answer], last: Answer | None, title: str, aspect: Aspect) -> Answer:
    """Return what is said of treatments, and `last`, as one answer; what is too much for one text comes in a second."""
    said = [*parts, *([last] if last else [])]
    answer = joined(said, title, None, aspect)
    if len(parts) <= _MOST_IN_ONE_TEXT:
        return answer
    first, rest = said[:_MOST_IN_ONE_TEXT], said[_MOST_IN_ONE_TEXT:]
    return replace(answer, sms=joined(first, title, None, aspect).sms, sms_more=joined(rest, title, None, aspect).sms)


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
