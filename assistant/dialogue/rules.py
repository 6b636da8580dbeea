"""The reply to a question with everything filled in: one rule for each intent. Pure functions, no wording, no Rasa."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from assistant.dialogue.question import Question
from assistant.dialogue.replies import Clarification, Redirect, Reply
from assistant.dialogue.services import asks_what_one_is
from knowledge import lookup, lookup_effects, lookup_help, lookup_together
from knowledge.answers import Answer
from knowledge.reader import TREATMENTS, Knowledge
from knowledge.records import HELP, Aspect, Focus

ASPECTS = {
    "ask_what": Aspect.WHAT,
    "ask_goal": Aspect.GOAL,
    "ask_how_given": Aspect.HOW_GIVEN,
    "ask_recovery": Aspect.RECOVERY,
    "ask_side_effects": Aspect.SIDE_EFFECTS,
}
"""Intents that ask for one aspect of a treatment."""
_MOST_IN_TURN = 2
"""The side effects of so many treatments are read one list after the other; of more, each is told in a line."""
_MOST_EFFECTS_IN_TURN = 3
"""Whether so many treatments have a side effect is told one after the other; of more, each in a line."""


def _aspect(question: Question, knowledge: Knowledge) -> Reply:
    """Answer what, goal, how given, recovery or side effects of a treatment."""
    aspect = ASPECTS[question.intent]
    if (answer := _focused(question, knowledge)) is not None:
        return answer
    if asks_what_one_is(question):
        return lookup_help.find_service(knowledge, question.services[0])
    if not question.treatments:
        if question.services or question.focuses:
            return lookup.find_supportive_care(knowledge, None)
        choices = lookup.treatments_with(knowledge, aspect) if aspect is Aspect.RECOVERY else TREATMENTS
        return Clarification(question.as_slot(), choices)
    treatment = question.treatments[0]
    if treatment == lookup.SUPPORTIVE_CARE:
        return lookup.find_supportive_care(knowledge, None, Aspect.GOAL if aspect is Aspect.GOAL else Aspect.WHAT)
    return lookup.find_aspect(knowledge, treatment, aspect)


def _side_effects(question: Question, knowledge: Knowledge) -> Reply:
    """Answer the side effects of a treatment or of several, or why there are any."""
    if Focus.REASON.value in question.focuses and not _has_reason(question, knowledge):
        return Redirect("out_of_scope_everyday")
    several = tuple(name for name in question.treatments if name in TREATMENTS)
    if question.together and len(several) > _MOST_IN_TURN:
        return lookup_together.find_side_effects_of_all(knowledge, several)
    return _aspect(question, knowledge)


def _has_reason(question: Question, knowledge: Knowledge) -> bool:
    """Say whether the page gives a reason for the side effects of a treatment; of one that it does not list, none."""
    listed = all(question.treatments[0] in lookup.treatments_listing(knowledge, effect) for effect in question.effects)
    return _focused(question, knowledge) is not None and listed


def _focused(question: Question, knowledge: Knowledge) -> Answer | None:
    """Return the entry for a narrower point that the question names ("blood thinners", "before chemo starts")."""
    treatment = question.treatments[0] if question.treatments else None
    for focus in question.focuses:
        answer = lookup.find_focus(knowledge, Focus(focus), treatment)
        if answer is not None:
            return answer
    return None


def _specific_side_effect(question: Question, knowledge: Knowledge) -> Reply:
    """Answer whether a treatment has the side effects; without a treatment, say which list them and ask."""
    treatments = tuple(name for name in question.treatments if name in TREATMENTS)
    if question.together and question.effects and len(treatments) > _MOST_EFFECTS_IN_TURN:
        return lookup_effects.find_side_effects_of_each(knowledge, treatments, question.effects)
    if treatments and question.effects:
        return lookup_effects.find_side_effects(knowledge, treatments[0], question.effects)
    if treatments:
        return lookup.find_side_effect(knowledge, treatments[0], None)
    listings = [lookup.treatments_listing(knowledge, effect) for effect in question.effects]
    if not listings:
        return Clarification(question.as_slot(), TREATMENTS)
    listing = tuple(name for name in TREATMENTS if any(name in lists for lists in listings))
    if len(listing) == 1 and all(listings):  # it can be no other
        return lookup_effects.find_side_effects(knowledge, listing[0], question.effects)
    known = lookup_effects.find_treatments_causing_any(knowledge, question.effects)
    return Clarification(question.as_slot(), listing or TREATMENTS, known)


def _management(question: Question, knowledge: Knowledge) -> Reply:
    """Answer how side effects are managed."""
    treatments = tuple(name for name in question.treatments if name in TREATMENTS)
    treatment = treatments[0] if treatments else None
    effect = question.effects[0] if question.effects else None
    for focus in question.focuses:
        if focus in HELP and (answer := lookup_help.find_help(knowledge, Focus(focus), treatment, effect)) is not None:
            return answer
    if len(question.effects) > 1:
        return lookup_effects.find_management_of_several(knowledge, treatment, question.effects)
    return lookup_help.find_management(knowledge, treatment, effect)


def _which_causes(question: Question, knowledge: Knowledge) -> Reply:
    """Answer which treatments list a side effect, or which do not."""
    if question.without and len(question.effects) == 1:
        return lookup.find_treatments_not_listing(knowledge, question.effects[0])
    if question.effects:
        return lookup_effects.find_treatments_causing_any(knowledge, question.effects)
    return Clarification(question.as_slot() | {"intent": "ask_side_effects"}, TREATMENTS)


def _compare(question: Question, knowledge: Knowledge) -> Reply:
    """Put treatments side by side; supportive care is none, and of it is told what there is."""
    if lookup.SUPPORTIVE_CARE in question.treatments:
        others = tuple(name for name in question.treatments if name in TREATMENTS)
        return lookup.find_supportive_care(knowledge, others[0] if others else None)
    if len(question.treatments) == 1 and question.treatments[0] != lookup.PAIR:
        return Clarification(question.as_slot(), tuple(t for t in TREATMENTS if t != question.treatments[0]))
    return lookup_together.find_comparison(knowledge, question.treatments, question.about_side_effects)


def _supportive_care(question: Question, knowledge: Knowledge) -> Reply:
    """Answer which supportive care there is; with a treatment, what the page names with that; for pain, all it has."""
    if question.effects == (lookup.PAIN,) and not question.treatments:
        return lookup_help.find_management(knowledge, None, lookup.PAIN)
    if asks_what_one_is(question):
        return lookup_help.find_service(knowledge, question.services[0])
    treatments = tuple(name for name in question.treatments if name in TREATMENTS)
    return lookup_together.find_with_supportive_care(knowledge, treatments[:1])


def _overview(question: Question, knowledge: Knowledge) -> Reply:
    """Answer which treatments there are, without one that is ruled out; or a word that goes with all of them."""
    if Focus.METASTATIC.value in question.focuses and (answer := _focused(question, knowledge)) is not None:
        return answer
    if question.without and question.treatments:
        return lookup.find_other_treatments(knowledge, question.treatments)
    return lookup.find_aspect(knowledge, lookup.OVERVIEW, Aspect.WHAT)


def _combination(question: Question, knowledge: Knowledge) -> Reply:
    """Answer which treatments are used together, or with supportive care."""
    return lookup_together.find_combination(knowledge, question.treatments)


def _topic(name: str) -> Callable[[Question, Knowledge], Reply]:
    """Return a rule that answers with the one entry of a topic."""

    def rule(question: Question, knowledge: Knowledge) -> Reply:
        answer = lookup.find_aspect(knowledge, name, Aspect.WHAT)
        return replace(answer, aspect=None, topic=None if name == "source" else name)

    return rule


RULES: Mapping[str, Callable[[Question, Knowledge], Reply]] = {
    **dict.fromkeys(ASPECTS, _aspect),
    "ask_side_effects": _side_effects,
    "ask_specific_side_effect": _specific_side_effect,
    "ask_side_effect_management": _management,
    "ask_which_treatment_causes": _which_causes,
    "ask_compare": _compare,
    "ask_supportive_care": _supportive_care,
    "ask_overview": _overview,
    "ask_combination": _combination,
    "ask_appointment": _topic("appointment"),
    "ask_source": _topic("source"),
}
