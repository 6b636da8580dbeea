"""What is asked of each of the treatments that were spoken of: "how are they given", "side effects of both"."""

from __future__ import annotations

from dataclasses import replace

from assistant.dialogue import wording
from assistant.dialogue.memory import Memory
from assistant.dialogue.question import Question

MOST_AT_ONCE = 3
"""Of so many treatments the same is told at once; of more it would be too long to read."""
_OF_EACH = ("ask_what", "ask_goal", "ask_how_given", "ask_recovery", "ask_side_effects")
_OF_AN_EFFECT = ("ask_specific_side_effect", "ask_compare", "ask_combination", "name_treatment")
"""Intents that may ask for one side effect of each: "so they both make you tired"."""
_OF_THEM = ("ask_goal", "ask_how_given", "ask_recovery")
"""Intents in which "they" are treatments, and never side effects."""


def of_each(question: Question, memory: Memory) -> Question:
    """Return a question with the two or three treatments that "both", "each" or "they" stand for.

    "They" are treatments only where the last answer was about several; "both" are also two that the same was asked of.
    """
    last = memory.last_question or {}
    told, choices = tuple(last.get("treatments", ())), tuple(last.get("choices", ()))
    spoken_of: tuple[str, ...] = ()
    if question.intent in _OF_EACH and wording.says_each(question.said):
        spoken_of = choices or told
    elif question.intent in _OF_AN_EFFECT and wording.says_each(question.said):
        if question.effects or question.effect_cues:
            spoken_of, question = choices or told, _of_its_effects(question)
    elif question.intent in _OF_THEM and wording.says_they(question.said) and memory.treatment is None:
        spoken_of = told
    if not 1 < len(spoken_of) <= MOST_AT_ONCE:
        return question
    return replace(question, treatments=spoken_of, together=True)


def _of_its_effects(question: Question) -> Question:
    """Return a question about the side effects that it names or hints at."""
    return replace(question, intent="ask_specific_side_effect", effects=question.effects or question.effect_cues)
