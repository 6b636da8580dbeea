"""From a question, and what was said before, to a reply. Pure functions: no wording, no Rasa."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from assistant.dialogue.memory import Memory
from assistant.dialogue.question import NEVER_ANSWERED, Question
from assistant.dialogue.referring import HELP, refer
from assistant.dialogue.replies import Clarification, Redirect, Reply
from knowledge import lookup, lookup_help, lookup_together
from knowledge.answers import Answer
from knowledge.reader import TREATMENTS, Knowledge
from knowledge.records import Aspect, Focus

NOT_COVERED_SUBJECT = "not_covered"

_ASPECTS = {
    "ask_what": Aspect.WHAT,
    "ask_goal": Aspect.GOAL,
    "ask_how_given": Aspect.HOW_GIVEN,
    "ask_recovery": Aspect.RECOVERY,
    "ask_side_effects": Aspect.SIDE_EFFECTS,
}
_INTENTS = {aspect.value: intent for intent, aspect in _ASPECTS.items()} | {
    Aspect.SPECIFIC_SIDE_EFFECT.value: "ask_specific_side_effect",
    Aspect.SIDE_EFFECT_MANAGEMENT.value: "ask_side_effect_management",
    Aspect.WHICH_TREATMENT_CAUSES.value: "ask_specific_side_effect",
    Aspect.COMPARE.value: "ask_compare",
}
_ASKED_AGAIN = ("ask_supportive_care", "ask_combination")
"""Intents that have no aspect of their own: the last question says that they were asked."""
_REDIRECTED_AGAIN = ("out_of_scope_duration", "out_of_scope_cost", "out_of_scope_procedure", "out_of_scope_prognosis")
"""Intents that are redirected again where another treatment is named: "how long does chemo take", "and radiation?"."""


@dataclass(frozen=True)
class Resolved:
    """A reply, and the question it replies to with everything filled in that was left out."""

    reply: Reply
    question: Question


def resolve(question: Question, memory: Memory, knowledge: Knowledge) -> Resolved:
    """Return the reply to `question`.

    What the question leaves out is taken from the conversation: the treatment, the side effect, or, where only a
    treatment is named ("and radiation?"), what was asked. A treatment that stays unknown is asked for.
    """
    if question.named_before:  # of several it may be any, and is asked for
        memory = replace(memory, treatment=question.named_before[0] if len(question.named_before) == 1 else None)
    question = _filled_in(_sharpened(refer(question, memory)), memory)
    if (subject := _outside(question)) is not None:
        return Resolved(Redirect(subject), question)
    rule = _RULES.get(question.intent)
    if rule is None:
        return Resolved(Redirect(question.intent), question)
    reply = rule(question, knowledge)
    if isinstance(reply, Answer) and not reply.known:
        reply = Redirect(question.intent, reply)
    return Resolved(reply, question)


def _sharpened(question: Question) -> Question:
    """Return the question with the intent that fits what it names, where its own intent can't."""
    intent = question.intent
    if intent == "book_appointment":
        intent = "ask_appointment"  # as the second question of a message it is answered, not begun
    elif intent == "ask_how_given" and question.effects:
        intent = "ask_side_effect_management"  # a side effect is not given, it is watched and treated
    elif question.bare and not (question.effects or question.effect_cues) and intent in (*_ASPECTS, "ask_combination"):
        intent = "name_treatment"  # "and of chemo?", "chemo and surgery"
    elif intent in _NOT_OF_HELP and HELP & set(question.focuses):
        intent = "ask_side_effect_management"  # steroids and the like are no treatment, they help with side effects
    elif intent == "ask_combination" and (question.effects or question.effect_cues):
        intent = "ask_specific_side_effect"  # "do both make you tired?"
    elif intent == "ask_compare" and question.ruled_out and len(question.treatments) == 1:
        intent = "ask_side_effects" if question.about_side_effects else "ask_what"  # "radiation, not chemo"
    elif intent == "ask_compare" and lookup.SUPPORTIVE_CARE in question.treatments:
        intent = "ask_supportive_care"
    hinted = intent in _ABOUT_EFFECTS and not question.effects
    helped = intent == "ask_side_effect_management" and HELP & set(question.focuses)  # "why steroids with the beam"
    return replace(
        question,
        intent=intent,
        effects=question.effect_cues if hinted else question.effects,
        treatments=question.treatments or (question.treatment_cues if intent in _POINTED_AT or helped else ()),
    )


def _outside(question: Question) -> str | None:
    """Return what a question is about where it names something that the page does not cover, else None."""
    named = set(question.not_covered)
    of_a_service = question.intent == "ask_supportive_care" and question.services  # "meditation, mind-body care"
    if NEVER_ANSWERED & named and not of_a_service:
        return NOT_COVERED_SUBJECT
    if "other_cancer" in named and not question.about_spine:
        return "out_of_scope_other_cancer"
    if "other_disease" in named and not (question.treatments or question.effects or question.about_spine):
        return "out_of_scope_other_disease"
    return None


def _filled_in(question: Question, memory: Memory) -> Question:
    """Complete `question` from `memory`."""
    asks_all_effects = bool(question.treatments) and question.about_side_effects  # "side effects of radiation"
    if question.intent == "name_treatment":
        question = _asked_again(question, memory)
    elif question.intent == "ask_compare" and len(question.treatments) == 1 and memory.treatment:
        question = replace(question, treatments=tuple(dict.fromkeys((memory.treatment, *question.treatments))))
    elif not question.treatments and memory.treatment and question.intent not in _ABOUT_ALL:
        question = replace(question, treatments=(memory.treatment,))
    asks_one_effect = question.intent in ("ask_side_effect_management", "ask_which_treatment_causes")
    if asks_one_effect and not question.effects and not question.focuses and memory.effect and not asks_all_effects:
        question = replace(question, effects=(memory.effect,))
    return question


def _asked_again(question: Question, memory: Memory) -> Question:
    """Return a question that only names treatments, with what was asked before: "and radiation?"."""
    before = memory.last_question or {}
    last = str(before.get("intent"))
    intent = last if last in (*_ASKED_AGAIN, *_REDIRECTED_AGAIN) else _INTENTS.get(memory.aspect or "", "ask_what")
    question = replace(question, intent=intent)
    if intent == "ask_compare":
        return _compared_again(question, memory)
    if intent == "ask_side_effect_management" and not (question.effects or question.focuses or memory.effect):
        question = replace(question, focuses=tuple(focus for focus in before.get("focuses", ()) if focus in HELP))
    if intent in ("ask_specific_side_effect", "ask_side_effect_management") and memory.effect and not question.effects:
        question = replace(question, effects=(memory.effect,))
    return question


def _compared_again(question: Question, memory: Memory) -> Question:
    """Return a comparison with the treatment that is named, or the question about it where it was compared already."""
    before = memory.last_question or {}
    compared = tuple(before.get("treatments", ())) or ((memory.treatment,) if memory.treatment else ())
    if question.treatments and set(question.treatments) <= set(compared):
        return replace(question, intent="ask_side_effects" if before.get("about_side_effects") else "ask_what")
    return replace(question, treatments=tuple(dict.fromkeys((*compared[:1], *question.treatments))))


def _aspect(question: Question, knowledge: Knowledge) -> Reply:
    """Answer what, goal, how given, recovery or side effects of a treatment."""
    aspect = _ASPECTS[question.intent]
    if (answer := _focused(question, knowledge)) is not None:
        return answer
    if not question.treatments:
        if question.services or question.focuses:
            return lookup.find_supportive_care(knowledge, None)
        choices = ("surgery", lookup.PAIR) if aspect is Aspect.RECOVERY else TREATMENTS
        return Clarification(question.as_slot(), choices)
    treatment = question.treatments[0]
    if treatment == lookup.SUPPORTIVE_CARE:
        return lookup.find_supportive_care(knowledge, None, Aspect.GOAL if aspect is Aspect.GOAL else Aspect.WHAT)
    return lookup.find_aspect(knowledge, treatment, aspect)


def _focused(question: Question, knowledge: Knowledge) -> Answer | None:
    """Return the entry for a narrower point that the question names ("blood thinners", "before chemo starts")."""
    treatment = question.treatments[0] if question.treatments else None
    for focus in question.focuses:
        answer = lookup.find_focus(knowledge, Focus(focus), treatment)
        if answer is not None:
            return answer
    return None


def _specific_side_effect(question: Question, knowledge: Knowledge) -> Reply:
    """Answer whether a treatment has a side effect; without a treatment, say which list it and ask."""
    treatments = tuple(name for name in question.treatments if name in TREATMENTS)
    effect = _listed_first(question, treatments, knowledge)
    if treatments:
        return lookup.find_side_effect(knowledge, treatments[0], effect)
    if effect is None:
        return Clarification(question.as_slot(), TREATMENTS)
    known = lookup.find_treatments_causing(knowledge, effect)
    return Clarification(question.as_slot(), lookup.treatments_listing(knowledge, effect) or TREATMENTS, known)


def _listed_first(question: Question, treatments: tuple[str, ...], knowledge: Knowledge) -> str | None:
    """Return the effect that is asked about; of several, one that the treatment lists."""
    for effect in question.effects:
        if treatments and treatments[0] in lookup.treatments_listing(knowledge, effect):
            return effect
    return question.effects[0] if question.effects else None


def _management(question: Question, knowledge: Knowledge) -> Reply:
    """Answer how side effects are managed."""
    helping = replace(question, focuses=tuple(focus for focus in question.focuses if focus in HELP))
    if (answer := _focused(helping, knowledge)) is not None:
        return answer
    treatments = tuple(name for name in question.treatments if name in TREATMENTS)
    effect = question.effects[0] if question.effects else None
    return lookup_help.find_management(knowledge, treatments[0] if treatments else None, effect)


def _which_causes(question: Question, knowledge: Knowledge) -> Reply:
    """Answer which treatments list a side effect, or which do not."""
    if question.without and len(question.effects) == 1:
        return lookup.find_treatments_not_listing(knowledge, question.effects[0])
    if question.effects:
        return lookup.find_treatments_causing(knowledge, question.effects[0])
    return Clarification(question.as_slot() | {"intent": "ask_side_effects"}, TREATMENTS)


def _compare(question: Question, knowledge: Knowledge) -> Reply:
    """Put two treatments side by side."""
    if len(question.treatments) == 1 and question.treatments[0] != lookup.PAIR:
        return Clarification(question.as_slot(), tuple(t for t in TREATMENTS if t != question.treatments[0]))
    return lookup_together.find_comparison(knowledge, question.treatments, question.about_side_effects)


def _supportive_care(question: Question, knowledge: Knowledge) -> Reply:
    """Answer which supportive care there is."""
    treatments = tuple(name for name in question.treatments if name in TREATMENTS)
    return lookup.find_supportive_care(knowledge, treatments[0] if treatments else None)


def _overview(question: Question, knowledge: Knowledge) -> Reply:
    """Answer which treatments there are, without one that is ruled out."""
    if question.without and question.treatments:
        return lookup.find_other_treatments(knowledge, question.treatments)
    return lookup.find_aspect(knowledge, lookup.OVERVIEW, Aspect.WHAT)


def _combination(question: Question, knowledge: Knowledge) -> Reply:
    """Answer which treatments are used together."""
    return lookup_together.find_combination(knowledge, question.treatments)


def _topic(name: str) -> Callable[[Question, Knowledge], Reply]:
    """Return a rule that answers with the one entry of a topic."""

    def rule(question: Question, knowledge: Knowledge) -> Reply:
        answer = lookup.find_aspect(knowledge, name, Aspect.WHAT)
        return replace(answer, aspect=None, topic=None if name == "source" else name)

    return rule


_RULES: Mapping[str, Callable[[Question, Knowledge], Reply]] = {
    **dict.fromkeys(_ASPECTS, _aspect),
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
_NOT_OF_HELP = {"ask_what", "ask_goal", "ask_how_given", "ask_combination", "ask_side_effects"}
_ABOUT_EFFECTS = {"ask_specific_side_effect", "ask_which_treatment_causes", "ask_side_effect_management"}
_POINTED_AT = {"ask_what", "ask_goal", "ask_how_given", "ask_recovery"}
"""Intents in which a cue may stand for the treatment."""
_ABOUT_ALL = {"ask_overview", "ask_which_treatment_causes", "ask_supportive_care", "ask_appointment", "ask_source"}
"""Intents that are never narrowed to the treatment talked about before."""

ANSWERED_INTENTS = frozenset(_RULES) | {"name_treatment"}
"""Intents that the knowledge may answer."""
