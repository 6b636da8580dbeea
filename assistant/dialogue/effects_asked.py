"""What is asked of a side effect that is named, whatever else its message was understood as. Pure functions.

A sentence about a side effect is soon taken for one about chances, time or daily life: "would I be tired from it".
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.dialogue.memory import Memory
from assistant.dialogue.question import MISUNDERSTOOD, Question
from knowledge.lookup import PAIN

_OF_ONE, _HELP = "ask_specific_side_effect", "ask_side_effect_management"
_CAUSES = "ask_which_treatment_causes"
_COUNTS, _EXPLAINED_FOR = "low_blood_counts", "chemotherapy"
"""What low counts do to a person, and the treatment for which the page says so."""
_ELSEWHERE = (
    "out_of_scope_prognosis",
    "out_of_scope_causes",
    "out_of_scope_duration",
    "out_of_scope_everyday",
    "out_of_scope_personal",
    "out_of_scope_procedure",
    "out_of_scope_lifestyle",
    "out_of_scope_symptoms",
    *MISUNDERSTOOD,
)
"""Intents that such a question is taken for."""
_THIS_OR_THE_CANCER = re.compile(
    r"\b(?:from|is|was|are|it|that|this|the|his|her|my|be)\b.{0,60}\bor\b"
    r"(?: (?:is|are|it|that|this|they|just|only|more|from|because|due|of|to|by|with)){0,4}"
    r"(?: the| my| his| her| their)? (?:cancer|tumou?rs?|disease|illness|age|something else|getting old\w*)\b"
    r"|\b(?:cancer|tumou?rs?|disease|illness|age|something else)\b.{0,20}\bor\b"
)
_MAY_COME = re.compile(
    r"\b(?:would|will|could|can|might|may|do|does|am|are|is|'ll|'d) (?:i|he|she|we|you|they|one|people|(?:my|the) \w+)"
    r"(?: \w+){0,2} (?:be|get|feel|become|have|lose|throw)\b(?! (?:able|allowed|to)\b)(?: \w+){1,5}"
    r" (?:from|with|during|after|by|on|because of) (?:it|this|that|them|(?:the |my |this )?(?:treatments?|therapy))\W*$"
)
_HOW_MUCH = re.compile(r"\bhow (?:long|much|many|bad|badly|soon|often|likely)\b")
"""What the page says of no side effect."""
_MEANS = re.compile(
    r"\bmeans? what\b|\bwhat\b.{0,40}\b(?:mean|means|meaning)\b"
    r"|\bwhat (?:is|are|'s) (?:the )?(?:platelets?|blood counts?)\b"
)
_OF_BLOOD = re.compile(r"\bplatelets?\b|\b(?:white|red)(?: blood)? (?:cells?|counts?)\b|\b(?:blood|cell) counts?\b")
_MAY_ASK_MEANING = (_CAUSES, _OF_ONE, "ask_what", "out_of_scope_diagnosis", *_ELSEWHERE)
_IS_DONE = re.compile(
    r"\bwhat (?:(?:do|does|can|could|will|would|should) )?(?:they|you|(?:the )?(?:doctors?|nurses?|team))"
    r"(?: \w+)? (?:do|does|give|gives)\b"
    r"|\bhow (?:do|does|can|could|will|would|should) (?:they|you|i|we|one|(?:the )?(?:doctors?|nurses?|team))(?: \w+)?"
    r" (?:keep|stop|prevent|avoid|protect|fight|treat|help)\b"
    r"|\b(?:prevent|avoid|protect)\b"
)
_MAY_ASK_FOR_HELP = (_CAUSES, *_ELSEWHERE)


def of_an_effect(question: Question, memory: Memory) -> Question | None:
    """Return a question about a side effect that is named, or was spoken of, in the intent of its words; else None."""
    named = question.effects or question.effect_cues
    if which_it_is(question) and (named or memory.effect):
        return replace(question, intent=_OF_ONE, effects=named or memory.effects)
    if named and _asks_what_counts_mean(question):
        treatments = question.treatments or ((memory.treatment,) if memory.treatment else (_EXPLAINED_FOR,))
        return replace(question, intent=_OF_ONE, effects=(_COUNTS,), treatments=treatments)
    if not question.effects or PAIN in question.effects:
        return None
    if question.intent in _MAY_ASK_FOR_HELP and _IS_DONE.search(question.said):
        return replace(question, intent=_HELP)
    may_come = _MAY_COME.search(question.said) and not _HOW_MUCH.search(question.said)
    if question.intent in _ELSEWHERE and may_come:
        return replace(question, intent=_OF_ONE)
    return None


def _asks_what_counts_mean(question: Question) -> bool:
    """Say whether it is asked what blood counts, or few cells of one kind, mean: the page says what comes of it."""
    asks = question.intent in _MAY_ASK_MEANING and _MEANS.search(question.said)
    return bool(asks) and _OF_BLOOD.search(question.said) is not None


def which_it_is(question: Question) -> bool:
    """Say whether it is asked which of two something comes from: "is that the chemo or the cancer"."""
    if len(question.treatments) != 1 or question.intent not in (_OF_ONE, _CAUSES, "ask_compare", *_ELSEWHERE):
        return False
    return _THIS_OR_THE_CANCER.search(question.said) is not None
