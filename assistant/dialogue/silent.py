"""What the page is silent on, though it is understood as a question that it answers. Pure functions.

Each is redirected as a subject of its own: the nearest answer would sound like one, and is none.
"""

from __future__ import annotations

import re

from assistant.dialogue.memory import Memory
from assistant.dialogue.question import MISUNDERSTOOD, Question
from knowledge.records import Focus

GOING_WITHOUT = "going_without"
"""Treatment is refused, or there is none."""
WHY_FIRST = "why_first"
"""Why one treatment comes before another; the page says of one that it comes after another, and no reason."""
WHICH_FIRST = "which_first"
"""In which order one person gets treatments; the page says only what may be used together, and what comes after it."""
WHY_CELLS_STAY = "why_cells_stay"
"""Why a tumor is not gone for good; the page says only that radiation is for the cells that stay."""
EFFECTS_OF_DRUGS_THAT_HELP = "effects_of_drugs_that_help"
SILENT_ON = (GOING_WITHOUT, WHY_FIRST, WHICH_FIRST, WHY_CELLS_STAY, EFFECTS_OF_DRUGS_THAT_HELP)
"""All that is redirected as what is found here."""

_DRUGS_THAT_HELP = (Focus.STEROIDS.value, Focus.BLOOD_THINNERS.value)
_REFUSES = re.compile(
    r"\b(?:refus\w+|declin\w+|decid\w+ against|say(?:s|ing)? no to|opt\w* out|go(?:es|ing)? without)\b"
    r"|\bturn\w* (?:\w+ ){0,2}down\b"
    r"|(?:n't|\bnot|\bwont|\bdont|\bdoesnt|\bnever) (?:want|take|have|get|do|agree to|go for|accept)"
    r"(?: to (?:take|have|get|do))?(?: the| any| this| that| my)* (?:treatments?|chemo\w*|radiation|surgery|therapy)\b"
    r"|\b(?:no|without|skip\w*|stop\w*|quit\w*)(?: any| all| the| having)* treatments?\b"
    r"|\buntreated\b|\b(?:do|did|does|doing) nothing\b"
)
_ASKS_WHETHER = re.compile(
    r"\bwhat (?:if|happens?|would happen|will happen|when)\b"
    r"|\b(?:can|could|may|must|should|am|are|is|do) (?:i|he|she|we|you|one|they|people|someone|somebody|it|a person"
    r"|(?:my|a|the) \w+)\b"
)
_SOMETHING_ELSE = re.compile(
    r"\b(?:else|instead|others?|another|alternatives?|left|options|then what|what then|rather|how long|side effects?)\b"
)
"""Words that ask for what there is without it, or for something that has a reply of its own."""
_MAY_BE_REFUSING = (
    "ask_overview",
    "ask_what",
    "ask_goal",
    "ask_how_given",
    "ask_combination",
    "affirm",
    "deny",
    "express_worry",
    "out_of_scope_other_treatment",
    "out_of_scope_prognosis",
    "out_of_scope_personal",
    "out_of_scope_everyday",
    "out_of_scope_lifestyle",
    "out_of_scope_procedure",
    "out_of_scope_causes",
    *MISUNDERSTOOD,
)
_WHY_FIRST = re.compile(
    r"\bwhy\b.*\b(?:first|start with|begin with|come before|comes before|done before)\b"
    r"|\breason\b.*\bfirst\b|\bfirst\b.*\bwhy\b"
)
_NO_ORDER = re.compile(
    r"\bfirst (?:time|of all|place|question|thing|step|day|week|month|dose|round|visit|appointment|sign|symptom|meeting"
    r"|answer|one you)s?\b|(?:^|[.!?] )first,"
)
_WHICH_FIRST = re.compile(
    r"\b(?:in|what|which|the|is there an?) (?:\w+ )?order\b(?! (?:to|for|that|an?|my)\b)"
    r"|\b(?:what|which|wich|who)\b(?: (?!next\b)[\w,]+){0,6} first\b"
    r"|\bfirst,? (?:is it )?(?:the )?\w+(?: \w+)? or\b|\w+ first,? (?:or|and then)\b|\bor (?:the )?\w+ first\b"
    r"|\b(?:do|does|is|are|will|comes?|goes|starts?) (?:\w+ ){0,4}first\b"
    r"|\b(?:start|starts|begin|begins) with\b.*\bor\b"
)
_WHAT_HAPPENS_FIRST = re.compile(
    r"\bwhat happens\b|\b(?:should|do|can|must) (?:i|we) (?:do|say|ask|call|tell|see|meet|go|sign)\b"
)
"""What is done at the beginning of one treatment, or by the person: no order of treatments."""
_MAY_ASK_THE_ORDER = (
    "affirm",
    "name_treatment",
    "ask_overview",
    "ask_what",
    "ask_goal",
    "ask_how_given",
    "ask_compare",
    "ask_combination",
    "ask_repeat",
    "out_of_scope_procedure",
    "out_of_scope_everyday",
    "out_of_scope_personal",
    "out_of_scope_duration",
    "out_of_scope_hospital",
    *MISUNDERSTOOD,
)
_MAY_ASK_WHY = (
    "ask_overview",
    "ask_what",
    "ask_goal",
    "ask_how_given",
    "ask_combination",
    "ask_compare",
    "out_of_scope_causes",
    "out_of_scope_personal",
    "out_of_scope_everyday",
    "out_of_scope_procedure",
    *MISUNDERSTOOD,
)
_WHY_CELLS_STAY = re.compile(
    r"\bwhy (?:do|does|did|are|is|would|will|can)(?: (?:the|these|those|some|tiny|tumor|cancer)){0,3}"
    r" (?:cells?|they|it|cancer|tumou?rs?|some|pieces|parts)(?: \w+){0,2}"
    r" (?:stay|stays|remain|remains|left|survive|survives|(?:come|comes|grow|grows) back|return|returns|behind)\b"
)
_OF_CELLS = re.compile(r"\b(?:cells?|cancer|tumou?rs?)\b")
_BAD_EFFECTS = re.compile(
    r"\b(?:side|bad|ill|adverse|nasty|harmful|negative|unwanted)[ -]?effects?\b"
    r"|\b(?:is|are) (?:it|they|those|these|steroids|blood thinners) (?:\w+ )?(?:bad|safe|harmful|dangerous|risky)\b"
    r"|\b(?:harm|harms|hurt) (?:me|you|him|her|people)\b|\brisks?\b"
)
_CAUSE = re.compile(r"\b(?:cause|causes|give|gives|make|makes|lead|leads)\b")
_MAY_ASK_BAD_EFFECTS = (
    "ask_what",
    "ask_side_effects",
    "ask_specific_side_effect",
    "ask_side_effect_management",
    "out_of_scope_drugs",
    "out_of_scope_personal",
    "out_of_scope_causes",
    "out_of_scope_everyday",
    *MISUNDERSTOOD,
)


def silent_on(question: Question, memory: Memory) -> str | None:
    """Return the subject that a question is about on which the page says nothing; None where it may say something."""
    names_more = question.effects or question.focuses or question.services
    if _refuses(question) and not names_more:
        return GOING_WITHOUT
    if asks_why_first(question) and not names_more:
        return WHY_FIRST
    if asks_which_first(question) and not (names_more or question.effect_cues):
        return WHICH_FIRST
    cells = question.intent in _MAY_ASK_WHY and _WHY_CELLS_STAY.search(question.said) and not names_more
    if cells and (_OF_CELLS.search(question.said) or memory.effect is None):
        return WHY_CELLS_STAY
    return EFFECTS_OF_DRUGS_THAT_HELP if _asks_for_bad_effects(question, memory) else None


def asks_why_first(question: Question) -> bool:
    """Say whether it is asked why one treatment comes before another."""
    said = question.said
    asks = question.intent in _MAY_ASK_WHY and _WHY_FIRST.search(said)
    return bool(asks) and _NO_ORDER.search(said) is None


def asks_which_first(question: Question) -> bool:
    """Say whether it is asked in which order treatments come: "which first, chemo or the operation"."""
    said = question.said
    asks = question.intent in (*_MAY_ASK_THE_ORDER, WHICH_FIRST) and _WHICH_FIRST.search(said)
    return bool(asks) and not (_NO_ORDER.search(said) or _WHAT_HAPPENS_FIRST.search(said))


def _refuses(question: Question) -> bool:
    """Say whether it is asked if one may refuse a treatment, or what comes of it."""
    said = question.said
    asks = question.intent in _MAY_BE_REFUSING and _REFUSES.search(said) and _ASKS_WHETHER.search(said)
    return bool(asks) and _SOMETHING_ELSE.search(said) is None


def _asks_for_bad_effects(question: Question, memory: Memory) -> bool:
    """Say whether it is asked what harm a drug does that is given to help: nobody is told its good effects for that."""
    if question.treatments or question.intent not in _MAY_ASK_BAD_EFFECTS:
        return False
    names_one = question.effects or question.effect_cues or question.focuses or question.services
    last = tuple((memory.last_question or {}).get("focuses", ()))
    named = question.focuses or (last if question.refers and not names_one else ())
    if not set(named) & set(_DRUGS_THAT_HELP):
        return False
    causes = question.intent == "out_of_scope_drugs" and question.effects and _CAUSE.search(question.said)
    return bool(causes) or _BAD_EFFECTS.search(question.said) is not None
