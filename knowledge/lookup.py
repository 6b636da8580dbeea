"""Finds answers. Pure functions over the knowledge: what may be said to which question is decided here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from knowledge.answers import Answer, Verdict, framed, from_entry, from_gap, joined
from knowledge.reader import TREATMENTS, Knowledge
from knowledge.records import Aspect, Entry, Focus

OVERVIEW, SUPPORTIVE_CARE = "treatments_overview", "supportive_care"
PAIR = "kyphoplasty_vertebroplasty"


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


def find_focus(knowledge: Knowledge, focus: Focus, topic: str | None) -> Answer | None:
    """Return the entry for a narrower point, of `topic` where it has one and else of the first that does."""
    found = [(name, entry) for name, entry in _entries(knowledge) if entry.focus is focus]
    own = [(name, entry) for name, entry in found if name == topic]
    if not found or (topic is not None and not own):
        return None
    name, entry = (own or found)[0]
    return from_entry(entry, name)


def treatments_listing(knowledge: Knowledge, effect: str) -> tuple[str, ...]:
    """Return the treatments that list the side effect `effect`, in the order of the page."""
    return tuple(name for name in TREATMENTS if _listing(knowledge, name, effect) is not None)


def find_side_effect(knowledge: Knowledge, topic: str, effect: str | None) -> Answer:
    """Return whether the page lists `effect` (None: one that is not known by name) for the treatment `topic`."""
    if effect is not None and (entry := _listing(knowledge, topic, effect)) is not None:
        return from_entry(entry, topic)
    aspect = Aspect.SPECIFIC_SIDE_EFFECT
    own_list = find_aspect(knowledge, topic, Aspect.SIDE_EFFECTS)
    if effect is None or not own_list.known:
        parts = [own_list] if effect is None and own_list.known else [own_list, *_elsewhere(knowledge, effect)]
        if effect is None and own_list.known:
            parts.append(_frame(knowledge, "unknown_effect", ()))
        answer = joined(parts, own_list.title, topic, aspect)
        return replace(answer, verdict=Verdict.NOT_LISTED, known=own_list.known, sms_more=())
    names = {"effect": knowledge.effects[effect].name, "treatment": knowledge.topics[topic].name}
    parts = [_frame(knowledge, "not_listed", (), **names), *_elsewhere(knowledge, effect)]
    title = _title(knowledge, "specific_side_effect", **names)
    return replace(joined(parts, title, topic, aspect), verdict=Verdict.NOT_LISTED)


def find_treatments_causing(knowledge: Knowledge, effect: str) -> Answer:
    """Return which treatments list `effect`."""
    name = knowledge.effects[effect].name
    parts = _elsewhere(knowledge, effect, "listed_for")
    parts = parts or [_frame(knowledge, "listed_for_none", (), effect=name)]
    title = _title(knowledge, "which_treatment_causes", effect=name)
    return joined(parts, title, None, Aspect.WHICH_TREATMENT_CAUSES)


def find_treatments_not_listing(knowledge: Knowledge, effect: str) -> Answer:
    """Return which lists of side effects do not have `effect`, which is no promise, and which do."""
    name = knowledge.effects[effect].name
    listing = treatments_listing(knowledge, effect)
    with_list = [topic for topic in TREATMENTS if find_aspect(knowledge, topic, Aspect.SIDE_EFFECTS).known]
    without = [knowledge.topics[topic].name for topic in with_list if topic not in listing]
    if not without or not listing:
        return find_treatments_causing(knowledge, effect)
    parts = [_frame(knowledge, "not_listed", (), effect=name, treatment=enumeration(without))]
    title = _title(knowledge, "which_treatment_causes", effect=name)
    return joined([*parts, *_elsewhere(knowledge, effect)], title, None, Aspect.WHICH_TREATMENT_CAUSES)


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


def find_management(knowledge: Knowledge, topic: str | None, effect: str | None) -> Answer:
    """Return how side effects are managed: all of them, or one; of one treatment, or of whichever names it.

    Help that the page names for one treatment is never offered for another.
    """
    aspect = Aspect.SIDE_EFFECT_MANAGEMENT
    if effect is None:
        return find_aspect(knowledge, topic or SUPPORTIVE_CARE, aspect)
    own = [
        from_entry(entry, name)
        for name, entry in _entries(knowledge)
        if entry.aspect is aspect and effect in entry.effects and (topic is None or name == topic)
    ]
    if len(own) == 1:
        return own[0]
    name = knowledge.effects[effect].name
    if own:
        general = [answer for answer in own if answer.topic == SUPPORTIVE_CARE]
        return (general or own)[0].about((general or own)[0].topic, aspect)
    general_help = find_aspect(knowledge, topic, aspect) if topic else find_supportive_care(knowledge, None)
    if not general_help.known:
        return general_help
    parts = [_frame(knowledge, "no_own_help", (), effect=name), general_help]
    title = _title(knowledge, "management", effect=name)
    if topic is not None:
        title = _title(knowledge, "management_of", effect=name, treatment=knowledge.topics[topic].name)
    return joined(parts, title, general_help.topic if topic else None, aspect)


def find_combination(knowledge: Knowledge, topics: Sequence[str]) -> Answer:
    """Return what the page says of using treatments together: what names two of `topics`, or else the first."""
    found = [find_focus(knowledge, Focus.COMBINATION, topic) for topic in topics]
    own = [answer for topic, answer in zip(topics, found, strict=True) if answer is not None and answer.topic == topic]
    for answer in own:
        others = [knowledge.topics[topic].name for topic in topics if topic != answer.topic]
        if any(name in answer.text("website") for name in others):
            return answer
    if any_of := [*own, *(answer for answer in found if answer is not None)]:
        return any_of[0]
    entries = knowledge.topics[OVERVIEW].entries
    return from_entry(next(entry for entry in entries if entry.aspect is Aspect.HOW_GIVEN), OVERVIEW)


def find_comparison(knowledge: Knowledge, topics: Sequence[str], of_side_effects: bool) -> Answer:
    """Return two treatments side by side; which of them is better is for a doctor to say."""
    if len(topics) < 2:
        return (
            find_aspect(knowledge, topics[0], Aspect.COMPARE)
            if topics
            else find_aspect(knowledge, OVERVIEW, Aspect.WHAT)
        )
    first, second = topics[0], topics[1]
    parts = [_brief(knowledge, name, of_side_effects) for name in (first, second)]
    parts.append(_frame(knowledge, "which_is_better", ("OV1",)))
    names = {"treatment": knowledge.topics[first].name, "other": knowledge.topics[second].name}
    return joined(parts, _title(knowledge, "compare", **names), first, Aspect.COMPARE)


def find_supportive_care(knowledge: Knowledge, topic: str | None, aspect: Aspect = Aspect.WHAT) -> Answer:
    """Return the supportive care services: those the page names with `topic`, or all of them."""
    if topic is not None and (own := find_focus(knowledge, Focus.SUPPORTIVE_CARE, topic)) is not None:
        return own.about(SUPPORTIVE_CARE, Aspect.WHAT)
    return find_aspect(knowledge, SUPPORTIVE_CARE, aspect)


def _entries(knowledge: Knowledge) -> list[tuple[str, Entry]]:
    """Return each entry with its topic."""
    return [(name, entry) for name, topic in knowledge.topics.items() for entry in topic.entries]


def _listing(knowledge: Knowledge, topic: str, effect: str) -> Entry | None:
    """Return the entry by which `topic` lists `effect`, if it does."""
    for entry in knowledge.topics[topic].entries:
        if entry.aspect is Aspect.SPECIFIC_SIDE_EFFECT and effect in entry.effects:
            return entry
    return None


def _elsewhere(knowledge: Knowledge, effect: str | None, frame: str = "listed_elsewhere") -> list[Answer]:
    """Return one sentence that names the treatments listing `effect`, or nothing where none does."""
    treatments = treatments_listing(knowledge, effect) if effect else ()
    entries = [entry for name in treatments if (entry := _listing(knowledge, name, effect or ""))]
    if not entries or effect is None:
        return []
    facts = [entry.website[0].facts[0] for entry in entries]
    list_of_names = enumeration([knowledge.topics[name].name for name in treatments])
    return [_frame(knowledge, frame, facts, treatments=list_of_names, effect=knowledge.effects[effect].name)]


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


def _frame(knowledge: Knowledge, frame: str, facts: Sequence[str], **names: str) -> Answer:
    """Return a frame filled with names."""
    texts = knowledge.frames.frames[frame]
    return framed(texts.website.format(**names), texts.sms.format(**names), facts, f"frames.{frame}")


def _title(knowledge: Knowledge, title: str, **names: str) -> str:
    """Return a title filled with names; a name at its beginning has a capital."""
    capitals = {key.capitalize(): name[:1].upper() + name[1:] for key, name in names.items()}
    return knowledge.frames.titles[title].format(**names, **capitals)


def enumeration(names: Sequence[str]) -> str:
    """Return names as one phrase: "a", "a and b", "a, b, and c"."""
    if len(names) < 3:
        return " and ".join(names)
    return ", ".join(names[:-1]) + f", and {names[-1]}"
