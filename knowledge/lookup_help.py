"""Finds the help with side effects that the page names. Pure functions over the knowledge."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from knowledge.answers import Answer, from_entry, joined
from knowledge.framing import frame_of, title_of
from knowledge.lookup import SUPPORTIVE_CARE, entries_of, find_aspect, find_supportive_care
from knowledge.reader import Knowledge
from knowledge.records import Aspect, Entry, Focus, Statement

_Found = list[tuple[str, Entry]]
"""Entries, each with its topic."""


def find_management(knowledge: Knowledge, topic: str | None, effect: str | None) -> Answer:
    """Return how side effects are managed: all of them, or one; of one treatment, or of whichever names it.

    Help that the page names for one treatment is never offered for another, nor a drug for one effect with another.
    """
    aspect = Aspect.SIDE_EFFECT_MANAGEMENT
    if effect is None:
        return find_aspect(knowledge, topic or SUPPORTIVE_CARE, aspect)
    if (own := find_own_help(knowledge, topic, effect)) is not None:
        return own
    help_for_all = find_general_help(knowledge, topic)
    if not help_for_all.known:
        return help_for_all
    name = knowledge.effects[effect].name
    parts = [frame_of(knowledge, "no_own_help", effect=name), help_for_all]
    title = title_of(knowledge, "management", effect=name)
    if topic is not None:
        title = title_of(knowledge, "management_of", effect=name, treatment=knowledge.topics[topic].name)
    return joined(parts, title, help_for_all.topic if topic else None, aspect)


def find_service(knowledge: Knowledge, service: str) -> Answer:
    """Return what the page says of one kind of supportive care: its name, and what all of it is for."""
    whole = find_supportive_care(knowledge, None)
    facts = {fact for one in knowledge.topics[SUPPORTIVE_CARE].services if one.id == service for fact in one.facts}
    lines = [one for one in whole.website if one.bullet is not None and facts & set(one.facts)]
    in_text = [Statement.model_construct(say=f"{one.text}.", bullet=None, facts=one.facts) for one in lines]
    named = replace(whole, website=tuple(lines), sms=tuple(in_text), sms_more=())
    return joined(
        [named, find_supportive_care(knowledge, None, Aspect.GOAL)], whole.title, SUPPORTIVE_CARE, Aspect.WHAT
    )


def find_own_help(knowledge: Knowledge, topic: str | None, effect: str) -> Answer | None:
    """Return the help that the page names for one effect: of one treatment, or of whichever names it; else None."""
    aspect = Aspect.SIDE_EFFECT_MANAGEMENT
    own = [
        from_entry(entry, name)
        for name, entry in entries_of(knowledge)
        if entry.aspect is aspect and effect in entry.effects and (topic is None or name == topic)
    ]
    if len(own) < 2:
        return own[0] if own else None
    general = [answer for answer in own if answer.topic == SUPPORTIVE_CARE]
    return (general or own)[0].about((general or own)[0].topic, aspect)


def find_general_help(knowledge: Knowledge, topic: str | None) -> Answer:
    """Return the help with side effects that is for no single one: of a treatment, or the supportive care there is."""
    return _help_for_all(knowledge, topic) if topic else find_supportive_care(knowledge, None)


def find_help(knowledge: Knowledge, focus: Focus, topic: str | None, effect: str | None) -> Answer | None:
    """Return what the page says of one kind of help, such as steroids; None where it says nothing of it.

    Where the page does not name it for the treatment, or not for the effect, the answer begins with that, and goes on
    with the treatment, or the effect, that it is named for.
    """
    named = [(name, entry) for name, entry in entries_of(knowledge) if entry.focus is focus]
    if not named:
        return None
    own = [(name, entry) for name, entry in named if name == topic]
    fitting = [(name, entry) for name, entry in named if _helps(knowledge, name, entry, effect)]
    exact = [one for one in fitting if topic is None or one in own]
    if exact:
        name, entry = _most_general(exact)
        return from_entry(entry, name)
    name, entry = _most_general(fitting or own or named)
    kind = knowledge.frames.help[focus.value]
    treatment = knowledge.topics[topic].name if topic else ""
    for_effect = knowledge.effects[effect].name if effect and (own or topic is None) else None
    if for_effect is None:
        frame = frame_of(knowledge, "help_not_listed", help=kind, treatment=treatment)
    elif topic is None:
        frame = frame_of(knowledge, "help_not_listed_for", help=kind, effect=for_effect)
    else:
        frame = frame_of(knowledge, "help_not_listed_of", help=kind, effect=for_effect, treatment=treatment)
    title = title_of(knowledge, "help_of" if topic else "help", help=kind, treatment=treatment)
    return joined([frame, from_entry(entry, name)], title, topic, Aspect.SIDE_EFFECT_MANAGEMENT)


def _helps(knowledge: Knowledge, topic: str, entry: Entry, effect: str | None) -> bool:
    """Say whether the help of `entry` is for `effect`: by itself, or by what another entry says of the same help."""
    if effect is None or effect in entry.effects:
        return True
    of_effect = [one for name, one in entries_of(knowledge) if name == topic and effect in one.effects]
    managing = [one for one in of_effect if one.aspect is Aspect.SIDE_EFFECT_MANAGEMENT and one.focus is None]
    return any(_facts(one.website) & _facts(entry.website) for one in managing)


def _most_general(found: _Found) -> tuple[str, Entry]:
    """Return the entry about all treatments where there is one, else the first."""
    return next((one for one in found if one[0] == SUPPORTIVE_CARE), found[0])


def _help_for_all(knowledge: Knowledge, topic: str) -> Answer:
    """Return the help with side effects of a treatment without what is for some of them only, such as one drug."""
    answer = find_aspect(knowledge, topic, Aspect.SIDE_EFFECT_MANAGEMENT)
    own = [one for name, one in entries_of(knowledge) if name == topic and one.aspect is answer.aspect]
    of_all = _facts(s for one in own if one.focus is Focus.SUPPORTIVE_CARE for s in one.website)
    of_some = _facts(s for one in own if one.effects or one.focus for s in one.website) - of_all

    def kept(statements: Sequence[Statement]) -> tuple[Statement, ...]:
        return tuple(one for one in statements if not of_some & set(one.facts))

    in_texts = kept((*answer.sms, *answer.sms_more))
    return replace(answer, website=kept(answer.website), sms=in_texts[-1:], sms_more=in_texts[:-1])


def _facts(statements: Iterable[Statement]) -> set[str]:
    """Return the facts that statements state."""
    return {fact for statement in statements for fact in statement.facts}
