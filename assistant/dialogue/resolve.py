"""From a question, and what was said before, to a reply. Pure functions: no wording, no Rasa."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.dialogue import wording
from assistant.dialogue.each import MOST_AT_ONCE
from assistant.dialogue.memory import Memory
from assistant.dialogue.question import ASK_DETAIL, NEVER_ANSWERED, Question
from assistant.dialogue.referring import other_of_two, refer
from assistant.dialogue.replies import Clarification, Redirect, Reply
from assistant.dialogue.rules import ASPECTS, RULES
from assistant.dialogue.services import asks_what_one_is
from knowledge import lookup
from knowledge.answers import Answer
from knowledge.lookup_facts import answer_stating
from knowledge.reader import TREATMENTS, Knowledge
from knowledge.records import HELP, Aspect, Focus

NOT_COVERED_SUBJECT = "not_covered"
_NOTHING_ON_IT = "out_of_scope_everyday"

_INTENTS = {aspect.value: intent for intent, aspect in ASPECTS.items()} | {
    Aspect.SPECIFIC_SIDE_EFFECT.value: "ask_specific_side_effect",
    Aspect.SIDE_EFFECT_MANAGEMENT.value: "ask_side_effect_management",
    Aspect.WHICH_TREATMENT_CAUSES.value: "ask_specific_side_effect",
    Aspect.COMPARE.value: "ask_compare",
    "supportive_care": "ask_supportive_care",
    "combination": "ask_combination",
}
WITHOUT_ASPECT = ("ask_supportive_care", "ask_combination")
"""Intents whose answers have no aspect of their own: what is remembered as one is their name."""
_REDIRECTED_AGAIN = ("out_of_scope_duration", "out_of_scope_cost", "out_of_scope_procedure", "out_of_scope_prognosis")
"""Intents that are redirected again where another treatment is named: "how long does chemo take", "and radiation?".

After "how long has she got", which is of no treatment, it is told what radiation is."""


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
    if question.intent == ASK_DETAIL:
        detail = answer_stating(knowledge, question.treatments[0], question.fact)
        return Resolved(detail or Redirect(_NOTHING_ON_IT), question)
    if question.named_before:  # of several it may be any, and is asked for
        memory = replace(memory, treatment=question.named_before[0] if len(question.named_before) == 1 else None)
    question = _sharpened(understood(question, memory, knowledge))
    if question.intent == "name_treatment" and not _names_something(question):
        return _asked_back(question, memory, knowledge)
    same_of_another = question.intent == "name_treatment"
    question = _filled_in(question, memory, knowledge)
    if (subject := _outside(question)) is not None:
        return Resolved(Redirect(subject), question)
    rule = RULES.get(question.intent)
    if rule is None:
        # "Will it grow back", of hair, then "and radiation?": the subject is the same, and not how long one lives.
        subject = (memory.last_question or {}).get("subject") if same_of_another else None
        return Resolved(Redirect(subject or question.intent), question)
    reply = rule(question, knowledge)
    if isinstance(reply, Answer) and not reply.known:
        reply = Redirect(question.intent, reply)
    if isinstance(reply, Clarification):
        reply = _of_those_spoken_of(reply, question, memory)
    return Resolved(reply, question)


def understood(question: Question, memory: Memory, knowledge: Knowledge) -> Question:
    """Return `question` with what it asks after what was said: what "it" is, and which list a cause is looked up in."""
    question = refer(question, memory, knowledge)
    causes = (
        question.intent == "out_of_scope_causes"
        and wording.asks_what_causes(question.said)
        and not wording.names_the_disease(question.said)
    )
    if question.intent == "out_of_scope_other_treatment" and question.services:
        care = replace(question, intent="ask_supportive_care")
        return care if asks_what_one_is(care) else question  # "what is naturopathic. is like herb?"
    if causes and any(lookup.treatments_listing(knowledge, effect) for effect in question.effects):
        return replace(question, intent="ask_which_treatment_causes")  # "what causes diarrhea"
    return question


def _names_something(question: Question) -> bool:
    """Say whether a question names anything that it may be about."""
    hints = question.effect_cues or question.treatment_cues
    names = question.treatments or question.effects or question.focuses or question.services or question.not_covered
    return bool(names or hints)


def _asked_back(question: Question, memory: Memory, knowledge: Knowledge) -> Resolved:
    """Return the question which treatment is meant, of those that are not ruled out; one that is left is answered."""
    asked = _asked_again(question, memory)
    before = tuple((memory.last_question or {}).get("choices", ())) or TREATMENTS
    choices = tuple(name for name in before if name not in question.ruled_out_alone)
    if len(choices) == 1:
        return resolve(replace(asked, treatments=choices, ruled_out_alone=(), asked=""), memory, knowledge)
    return Resolved(Clarification(asked.as_slot(), choices or TREATMENTS), asked)


def _of_those_spoken_of(clarification: Clarification, question: Question, memory: Memory) -> Clarification:
    """Return a question back that leaves the choice among the treatments that were just named together, or offered."""
    last = memory.last_question or {}
    spoken_of = tuple(last.get("treatments", ()))
    if question.refers and not spoken_of and len(last.get("choices", ())) <= MOST_AT_ONCE:
        spoken_of = tuple(last.get("choices", ()))  # "which do you mean", "and what is it for"
    if memory.treatment or len(spoken_of) < 2 or not set(spoken_of) <= set(clarification.treatments):
        return clarification
    return replace(clarification, treatments=spoken_of)


def _sharpened(question: Question) -> Question:
    """Return the question with the intent that fits what it names, where its own intent can't."""
    intent = question.intent
    if intent == "book_appointment":
        intent = "ask_appointment"  # as the second question of a message it is answered, not begun
    elif intent == "ask_how_given" and question.effects:
        intent = "ask_side_effect_management"  # a side effect is not given, it is watched and treated
    elif intent in _NOT_OF_HELP and set(HELP) & set(question.focuses):
        intent = "ask_side_effect_management"  # steroids and the like are no treatment, they help with side effects
    elif question.bare and not (question.effects or question.effect_cues) and intent in (*ASPECTS, "ask_combination"):
        intent = "name_treatment"  # "and of chemo?", "chemo and surgery"
    elif intent == "ask_combination" and (question.effects or question.effect_cues):
        intent = "ask_specific_side_effect"  # "do both make you tired?"
    elif intent == "ask_compare" and set(HELP) & set(question.focuses):
        # "are steroids given for the same reason with chemo as with radiation"
        return replace(question, intent="ask_side_effect_management", together=len(question.treatments) > 1)
    elif intent == "ask_compare" and question.ruled_out and len(question.treatments) == 1:
        intent = "ask_side_effects" if question.about_side_effects else "ask_what"  # "radiation, not chemo"
    elif intent == "ask_compare" and question.effects and len(question.treatments) > 1:
        intent = "ask_specific_side_effect"  # "do chemo or radiation make me tired"
    hinted = intent in _ABOUT_EFFECTS and not question.effects
    helped = intent == "ask_side_effect_management" and set(HELP) & set(
        question.focuses
    )  # "why steroids with the beam"
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


def _asks_of_help_of_another(question: Question, memory: Memory, knowledge: Knowledge) -> bool:
    """Say whether help such as steroids is asked about that the page does not name for the treatment spoken of."""
    helping = [Focus(focus) for focus in question.focuses if focus in HELP]
    alone = not (question.treatments or question.effects or question.refers) and memory.treatment in TREATMENTS
    if question.intent != "ask_side_effect_management" or not helping or not alone:
        return False
    entries = knowledge.topics[str(memory.treatment)].entries
    return not any(entry.focus in helping for entry in entries)


def _filled_in(question: Question, memory: Memory, knowledge: Knowledge) -> Question:
    """Complete `question` from `memory`."""
    asks_all_effects = bool(question.treatments) and question.about_side_effects  # "side effects of radiation"
    if question.intent == "name_treatment":
        question = _asked_again(question, memory)
    elif question.intent == "ask_compare" and len(question.treatments) == 1 and (it := other_of_two(question, memory)):
        question = replace(question, treatments=tuple(dict.fromkeys((it, *question.treatments))))
    elif _asks_of_help_of_another(question, memory, knowledge):
        pass  # "blood thinners??", behind interventional radiology: of the treatment that they go with
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
    kept = (*WITHOUT_ASPECT, "ask_compare")
    redirected = last in _REDIRECTED_AGAIN and (before.get("treatments") or before.get("refers"))
    intent = last if last in kept or redirected else _INTENTS.get(memory.aspect or "", "ask_what")
    question = replace(question, intent=intent)
    if intent == "ask_compare":
        return _compared_again(question, memory)
    if intent == "ask_side_effect_management" and not (question.effects or question.focuses or memory.effect):
        question = replace(question, focuses=tuple(focus for focus in before.get("focuses", ()) if focus in HELP))
    if intent == "ask_side_effects" and Focus.REASON.value in before.get("focuses", ()):
        question = replace(question, focuses=(Focus.REASON.value,))  # "why does chemo do that", "and radiation?"
    if intent in ("ask_specific_side_effect", "ask_side_effect_management") and not question.effects:
        question = replace(question, effects=question.effect_cues or memory.effects)  # "and for the hair"
        if question.effect_cues and not question.treatments and memory.treatment:
            question = replace(question, treatments=(memory.treatment,))
    return question


def _compared_again(question: Question, memory: Memory) -> Question:
    """Return a comparison with the treatment that is named, or the question about it where it was compared already."""
    before = memory.last_question or {}
    of_effects = question.about_side_effects or bool(before.get("about_side_effects"))
    if len(question.treatments) > 1:
        return replace(question, about_side_effects=of_effects)  # "compare them all", "just chemo and surgery"
    compared = tuple(before.get("treatments", ())) or ((memory.treatment,) if memory.treatment else ())
    if question.treatments and set(question.treatments) <= set(compared):
        return replace(question, intent="ask_side_effects" if before.get("about_side_effects") else "ask_what")
    return replace(question, treatments=tuple(dict.fromkeys((*compared[:1], *question.treatments))))


_NOT_OF_HELP = {"name_treatment", "ask_what", "ask_goal", "ask_how_given", "ask_combination", "ask_side_effects"}
_ABOUT_EFFECTS = {"ask_specific_side_effect", "ask_which_treatment_causes", "ask_side_effect_management"}
_POINTED_AT = {"ask_what", "ask_goal", "ask_how_given", "ask_recovery"}
"""Intents in which a cue may stand for the treatment."""
_ABOUT_ALL = {"ask_overview", "ask_which_treatment_causes", "ask_supportive_care", "ask_appointment", "ask_source"}
"""Intents that are never narrowed to the treatment talked about before."""

ANSWERED_INTENTS = frozenset(RULES) | {"name_treatment"}
"""Intents that the knowledge may answer."""
