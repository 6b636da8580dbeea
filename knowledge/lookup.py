"""Finds answers. Pure functions over the knowledge: what may be said to which question is decided here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from knowledge.answers import Answer, Verdict, framed, from_entry, from_gap, joined
from knowledge.framing import enumeration, frame_of, title_of
from knowledge.reader import TREATMENTS, Knowledge
from knowledge.records import Aspect, Entry, Focus

OVERVIEW, SUPPORTIVE_CARE = "treatments_overview", "supportive_care"
PAIR = "kyphoplasty_vertebroplasty"
PAIN = "pain"
"""The effect that no treatment lists, and that there is help with all the same."""


def find_aspect(knowledge: Knowledge, topic: str, aspect: Aspect) -> Answer:
    """Return the answer to one aspect of one topic, or the word that the page does not say it."""
    for entry in knowledge.topics[topic].entries:
        if entry.aspect is aspect and not entry.effects and entry.focus is None:
            return from_entry(entry, topic)
    for gap in knowledge.topics[topic].gaps:
        if gap.aspect is aspect:
            return from_gap(gap, topic)
    # No entry and no gap: the general one about this topic is the nearest true thing.
    return find_aspect(knowledge, topic, Aspect.WHAT)


def treatments_with(knowledge: Knowledge, aspect: Aspect) -> tuple[str, ...]:
    """Return the treatments of which the page says something on `aspect`, such as the two with a recovery."""
    return tuple(name for name in TREATMENTS if find_aspect(knowledge, name, aspect).known)


def find_focus(knowledge: Knowledge, focus: Focus, topic: str | None) -> Answer | None:
    """Return the entry for a narrower point, of `topic` where it has one and else of the first that does."""
    found = [(name, entry) for name, entry in entries_of(knowledge) if entry.focus is focus]
    own = [(name, entry) for name, entry in found if name == topic]
    if not found or (topic is not None and not own):
        return None
    name, entry = (own or found)[0]
    return from_entry(entry, name)


def treatments_listing(knowledge: Knowledge, effect: str) -> tuple[str, ...]:
    """Return the treatments that list the side effect `effect`, in the order of the page."""
    return tuple(name for name in TREATMENTS if _listing(knowledge, name, effect) is not None)


def elsewhere(knowledge: Knowledge, effect: str | None, frame: str = "listed_elsewhere") -> list[Answer]:
    """Return one sentence that names the treatments listing `effect`, or nothing where none does."""
    treatments = treatments_listing(knowledge, effect) if effect else ()
    if not treatments or effect is None:
        return []
    facts = _listing_facts(knowledge, effect)
    list_of_names = enumeration([knowledge.topics[name].name for name in treatments])
    return [frame_of(knowledge, frame, facts, treatments=list_of_names, effect=knowledge.effects[effect].name)]


def find_side_effect(knowledge: Knowledge, topic: str, effect: str | None) -> Answer:
    """Return whether the page lists `effect` (None: one that is not known by name) for the treatment `topic`."""
    if effect is not None and (entry := _listing(knowledge, topic, effect)) is not None:
        return from_entry(entry, topic)
    aspect = Aspect.SPECIFIC_SIDE_EFFECT
    own_list = find_aspect(knowledge, topic, Aspect.SIDE_EFFECTS)
    if effect is None or not own_list.known:
        parts = [own_list] if effect is None and own_list.known else [own_list, *elsewhere(knowledge, effect)]
        if effect is None and own_list.known:
            parts.append(frame_of(knowledge, "unknown_effect"))
        answer = joined(parts, own_list.title, topic, aspect)
        return replace(answer, verdict=Verdict.NOT_LISTED, known=own_list.known, sms_more=())
    names = {"effect": knowledge.effects[effect].name, "treatment": knowledge.topics[topic].name}
    parts = _with_help(knowledge, topic, effect, names)
    parts = parts or [frame_of(knowledge, "not_listed", **names), *elsewhere(knowledge, effect)]
    title = title_of(knowledge, "specific_side_effect", **names)
    return replace(joined(parts, title, topic, aspect), verdict=Verdict.NOT_LISTED)


def _with_help(knowledge: Knowledge, topic: str, effect: str, names: dict[str, str]) -> list[Answer]:
    """Return that an effect is not listed, with the help that the page all the same names for it, if it does."""
    managing = [
        entry
        for entry in knowledge.topics[topic].entries
        if entry.aspect is Aspect.SIDE_EFFECT_MANAGEMENT
        and effect in entry.effects
        and entry.focus is not Focus.SUPPORTIVE_CARE
    ]
    if not managing:
        return []
    listing = treatments_listing(knowledge, effect)
    if not listing:
        frame = frame_of(knowledge, "not_listed_but_helped", **names)
    else:
        others = enumeration([knowledge.topics[name].name for name in listing])
        facts = _listing_facts(knowledge, effect)
        frame = frame_of(knowledge, "not_listed_elsewhere_helped", facts, treatments=others, **names)
    return [frame, from_entry(managing[0], topic)]


def find_treatments_causing(knowledge: Knowledge, effect: str) -> Answer:
    """Return which treatments list `effect`."""
    name = knowledge.effects[effect].name
    parts = elsewhere(knowledge, effect, "listed_for")
    parts = parts or [frame_of(knowledge, "listed_for_none", effect=name)]
    title = title_of(knowledge, "which_treatment_causes", effect=name)
    return joined(parts, title, None, Aspect.WHICH_TREATMENT_CAUSES)


def find_treatments_not_listing(knowledge: Knowledge, effect: str) -> Answer:
    """Return which lists of side effects do not have `effect`, which is no promise, and which do."""
    name = knowledge.effects[effect].name
    listing = treatments_listing(knowledge, effect)
    with_list = treatments_with(knowledge, Aspect.SIDE_EFFECTS)
    without = [knowledge.topics[topic].name for topic in with_list if topic not in listing]
    if not listing:
        return find_treatments_causing(knowledge, effect)
    title = title_of(knowledge, "which_treatment_causes", effect=name)
    if not without:
        names = enumeration([knowledge.topics[topic].name for topic in with_list])
        frame = frame_of(knowledge, "listed_in_each", _listing_facts(knowledge, effect), effect=name, treatments=names)
        return joined([frame], title, None, Aspect.WHICH_TREATMENT_CAUSES)
    parts = [frame_of(knowledge, "not_listed", effect=name, treatment=enumeration(without))]
    return joined([*parts, *elsewhere(knowledge, effect)], title, None, Aspect.WHICH_TREATMENT_CAUSES)


def find_other_treatments(knowledge: Knowledge, ruled_out: Sequence[str]) -> Answer:
    """Return the treatments there are without those that are ruled out."""
    answer = find_aspect(knowledge, OVERVIEW, Aspect.WHAT)
    names = [knowledge.topics[name].name for name in ruled_out]
    kept = [s for s in answer.website if s.bullet is None or not any(name in s.bullet.lower() for name in names)]
    bullets = [statement.bullet for statement in kept if statement.bullet is not None]
    facts = dict.fromkeys(fact for statement in kept if statement.bullet is not None for fact in statement.facts)
    in_short = enumeration(
        [bullet if place == 0 else bullet[0].lower() + bullet[1:] for place, bullet in enumerate(bullets)]
    )
    short = framed(in_short, f"{in_short}.", facts, answer.ids[0]).sms
    return replace(answer, website=tuple(kept), sms=(*short, *answer.sms[1:]))


def find_supportive_care(knowledge: Knowledge, topic: str | None, aspect: Aspect = Aspect.WHAT) -> Answer:
    """Return the supportive care services: those the page names with `topic`, or all of them."""
    if topic is not None and (own := find_focus(knowledge, Focus.SUPPORTIVE_CARE, topic)) is not None:
        return own.about(SUPPORTIVE_CARE, Aspect.WHAT)
    return find_aspect(knowledge, SUPPORTIVE_CARE, aspect)


def entries_of(knowledge: Knowledge) -> list[tuple[str, Entry]]:
    """Return each entry with its topic."""
    return [(name, entry) for name, topic in knowledge.topics.items() for entry in topic.entries]


def _listing(knowledge: Knowledge, topic: str, effect: str) -> Entry | None:
    """Return the entry by which `topic` lists `effect`, if it does."""
    for entry in knowledge.topics[topic].entries:
        if entry.aspect is Aspect.SPECIFIC_SIDE_EFFECT and effect in entry.effects:
            return entry
    return None


def _listing_facts(knowledge: Knowledge, effect: str) -> list[str]:
    """Return the facts by which treatments list `effect`."""
    entries = [_listing(knowledge, name, effect) for name in TREATMENTS]
    return [entry.website[0].facts[0] for entry in entries if entry is not None]
