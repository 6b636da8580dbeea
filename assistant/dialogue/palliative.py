"""Palliative care, which is comfort care: the page says who may give it, and no more. Pure functions."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.dialogue.question import MISUNDERSTOOD, Question
from knowledge.lookup import PAIN
from knowledge.records import Focus

_GIVEN_BY = "interventional_radiology"
_NAMED = re.compile(
    r"\bpalliat\w+\b(?! (?:chemo|radiation|radio\w*|surg\w+|dose|team|doctor|nurse|unit|ward))"
    r"|\b(?:comfort|comforting) (?:care|treatments?|measures?|medicine|stuff|things?|procedures?)\b"
    r"|\b(?:just|only|nothing but) comfort\b"
)
"""Words for it; beside the name of a treatment, or of a place, they only say of which kind that is."""
_MAY_ASK = (
    "ask_what",
    "ask_goal",
    "ask_how_given",
    "ask_overview",
    "ask_supportive_care",
    "ask_side_effect_management",
    "name_treatment",
    "express_worry",
    "out_of_scope_other_treatment",
    "out_of_scope_prognosis",
    "out_of_scope_causes",
    "out_of_scope_everyday",
    *MISUNDERSTOOD,
)
_HOW_LONG = re.compile(r"\bhow long\b|\b(?:chances?|odds|surviv\w+|years|months)\b")


def of_palliative_care(question: Question) -> Question | None:
    """Return the question what palliative care is, for one that is about it in whatever words; else None.

    "Does it mean that they gave up", and whether it is hospice, has no answer but that one, and the care team.
    """
    effects = set(question.effects) - {PAIN}
    if question.intent not in _MAY_ASK or effects or not names_palliative_care(question.said):
        return None
    if _HOW_LONG.search(question.said):
        return None
    focuses = (Focus.PALLIATIVE.value,)
    return replace(
        question, intent="ask_what", treatments=(_GIVEN_BY,), focuses=focuses, effects=(), not_covered=(), bare=False
    )


def names_palliative_care(text: str) -> bool:
    """Say whether palliative or comfort care is spoken of."""
    return _NAMED.search(text) is not None
