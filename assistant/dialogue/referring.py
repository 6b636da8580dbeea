"""What "it", "that" and "they" ask about: the intent that fits what was said before. Pure functions.

A classifier sees one message. "How are they treated" asks for all treatments where it opens a conversation, and for
help where a list of side effects was read just before.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.dialogue.memory import Memory
from assistant.dialogue.question import Question
from knowledge.lookup import SUPPORTIVE_CARE
from knowledge.records import Aspect

_OF_EFFECTS = {
    Aspect.SIDE_EFFECTS.value,
    Aspect.SPECIFIC_SIDE_EFFECT.value,
    Aspect.SIDE_EFFECT_MANAGEMENT.value,
    Aspect.WHICH_TREATMENT_CAUSES.value,
}
"""Aspects after which "they" are side effects."""


def refer(question: Question, memory: Memory) -> Question:
    """Return `question` with the intent and the names that its pronoun stands for; unchanged where it has none."""
    if not question.refers or question.treatments:
        return question
    last = memory.last_question or {}
    if question.intent == "ask_compare" and last.get("intent") == "ask_compare":
        return replace(question, treatments=tuple(last.get("treatments", ())))
    if question.intent == "ask_goal" and last.get("intent") == "ask_supportive_care":
        return replace(question, treatments=(SUPPORTIVE_CARE,))
    return replace(question, intent=_intent(question, memory))


def _intent(question: Question, memory: Memory) -> str:
    """Return what a question that refers to something asks."""
    of_effects = memory.aspect in _OF_EFFECTS
    match question.intent:
        case "out_of_scope_causes" if question.causing and memory.treatment:
            return "ask_side_effects"  # "what else can it cause"
        case "ask_overview" | "ask_supportive_care" if of_effects:
            return "ask_side_effect_management"  # "how are they treated", "what helps with them"
        case "out_of_scope_diagnosis" if of_effects and memory.effect:
            return "ask_side_effect_management"  # "how do they check that"
        case "ask_overview" if memory.treatment:
            return "ask_goal"  # "what else can it do"
    return question.intent
