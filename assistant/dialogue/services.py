"""What one kind of supportive care is: the page has its name, and what all of it is for. Pure functions."""

from __future__ import annotations

import re

from assistant.dialogue.question import MISUNDERSTOOD, Question
from assistant.language.reading import shared_reader
from knowledge.vocabulary import Kind

_RICHER = ("pain_management",)
"""What there is an answer of its own on."""
_MAY_ASK = ("ask_supportive_care", "ask_what", "ask_goal", "ask_how_given", "name_treatment", *MISUNDERSTOOD)
_WHAT_IS = re.compile(
    r"\bwhat(?: ?'s| is| are|s| does| do| about)?(?: (?:the|an?|this|that|mean|means|exactly|your))*\s*$"
    r"|\b(?:explain|meaning of|understand)(?: the| this)?\s*$"
)
"""Before its name."""
_WHAT_IT_IS = re.compile(
    r"\bwhat(?: ?'s| is| are|s) (?:it|this|that|these|those)\b"
    r"|\bwhat (?:does|do|would|will|can) (?:it|that|this|they)\b"
    r"|\bwhat (?:it|that|this) (?:is|means?|does)\b"
)


def asks_what_one_is(question: Question) -> bool:
    """Say whether it is asked what one kind of supportive care is: "they wrote nutrition therapy. what is this"."""
    if len(question.services) != 1 or question.services[0] in _RICHER or question.intent not in _MAY_ASK:
        return False
    if question.treatments or question.effects:
        return False
    if _WHAT_IT_IS.search(question.said):
        return True
    placed = [one for one in shared_reader().read(question.said).mentions if one.kind is Kind.SERVICE]
    return any(_WHAT_IS.search(question.said[: one.start]) for one in placed)
