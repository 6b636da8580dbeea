"""Help that is asked for in words of daily life: "something to help her eat", "can she use cream". Pure functions.

Such a message is soon taken for one about food, drugs or how a treatment is given.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.dialogue.memory import Memory
from assistant.dialogue.question import MISUNDERSTOOD, Question
from knowledge.records import HELP, Aspect, Focus

HOW_OFTEN = "how_often"
"""What is redirected as: how often blood is tested; the page says "routine", and no more."""
_MANAGED, _APPETITE, _SKIN = "ask_side_effect_management", "loss_of_appetite", "skin_irritation"
_MAY_ASK = (
    _MANAGED,
    "ask_supportive_care",
    "ask_overview",
    "ask_specific_side_effect",
    "out_of_scope_lifestyle",
    "out_of_scope_drugs",
    "out_of_scope_everyday",
    "out_of_scope_personal",
    "out_of_scope_practical",
    "out_of_scope_other_treatment",
    *MISUNDERSTOOD,
)
_TO_EAT = re.compile(
    r"\b(?:helps?|gets?|makes?)(?: (?!not\b|never\b)\w+){0,3} (?:to )?(?:eat|eating|hungry|appetite)\b"
    r"|\b(?:medicines?|meds|medication|drugs?|pills?|tablets?|something|anything|treatment)"
    r" (?:for|against|to get|to bring back|to help)(?: \w+){0,3} (?:appetite|eat|eating|hunger|hungry)\b"
)
"""Help to eat, and not what may be eaten."""
_A_DRUG_FOR_IT = re.compile(
    r"\b(?:is|are) there (?:an? |any |some )?(?:shots?|jabs?|pills?|tablets?|injections?|medicines?|meds|drugs?)"
    r" (?:for|against) (?:it|that|this|those|them)\W*$"
)
"""Help with the side effect spoken of."""
_WHAT_MAY_BE_EATEN = re.compile(
    r"\b(?:can|could|may|should|must|allowed|safe|ok|okay)(?: not)? (?:i|he|she|we|they|you|to)"
    r" (?:\w+ )?(?:eat|drink)\b"
    r"|\bwhat (?:to|not to|foods?)\b|\bsick\b|\bweight\b"
)
_ON_THE_SKIN = re.compile(r"(?<!ice )\b(?:creams?|lotions?|ointments?|gels?|moisturi\w+|aloe|salves?|powders?)\b")
_BEFORE = re.compile(r"\bbefore\b")
_OR_LATER = re.compile(r"\b(?:or|also|only|both|when|while|during|after|already)\b")
_GETS = re.compile(r"\b(?:gets?|takes?|has|have|gives?|given|start\w*|comes?|need\w*)\b")
_MAY_ASK_WHEN = (
    _MANAGED,
    "ask_how_given",
    "ask_what",
    "name_treatment",
    "out_of_scope_duration",
    "out_of_scope_procedure",
    "out_of_scope_drugs",
    "out_of_scope_everyday",
    *MISUNDERSTOOD,
)
_BEFORE_AND_DURING = ("nausea", "vomiting", "infection")
"""Side effects with drugs that the page says are given before and during treatment."""
_OFTEN = re.compile(
    r"\boften\b|\b(?:every|each|once|twice|times) (?:a )?(?:day|week|month|time|visit)\b"
    r"|\bdaily\b|\bweekly\b|\bmonthly\b|\bhow many\b"
)
_MAY_ASK_HOW_OFTEN = (
    _MANAGED,
    "out_of_scope_diagnosis",
    "out_of_scope_duration",
    "out_of_scope_procedure",
    *MISUNDERSTOOD,
)


def of_help(question: Question, memory: Memory) -> Question | None:
    """Return the question for help that a message asks in such words; None where it asks for none."""
    if asks_how_often(question):
        return replace(question, intent=_MANAGED)
    if _asks_to_eat(question):
        return replace(question, intent=_MANAGED, effects=(_APPETITE,), focuses=())
    of_skin = _SKIN in (*question.effects, *question.effect_cues, *memory.effects)
    if of_skin and question.intent in _MAY_ASK and _ON_THE_SKIN.search(question.said):
        return replace(question, intent=_MANAGED, effects=(_SKIN,))
    drug = _A_DRUG_FOR_IT.search(question.said) and not (question.effects or question.treatments)
    if drug and memory.aspect == Aspect.SPECIFIC_SIDE_EFFECT.value and memory.effects:
        return replace(question, intent=_MANAGED, effects=memory.effects, focuses=(), not_covered=())
    if _asks_when_it_is_given(question, memory):
        return replace(question, intent=_MANAGED, effects=memory.effects, focuses=())
    return None


def asks_how_often(question: Question) -> bool:
    """Say whether it is asked how often blood is tested."""
    of_blood = Focus.BLOOD_TESTS.value in question.focuses and question.intent in _MAY_ASK_HOW_OFTEN
    return of_blood and _OFTEN.search(question.said) is not None


def _asks_to_eat(question: Question) -> bool:
    """Say whether help to eat is asked for, and not what may be eaten, or one service by its name."""
    others = set(question.effects) - {_APPETITE}
    asks = question.intent in _MAY_ASK and _TO_EAT.search(question.said)
    helping = set(HELP) & set(question.focuses)  # "do steroids help with poor appetite"
    return bool(asks) and not (others or helping or question.services or _WHAT_MAY_BE_EATEN.search(question.said))


def _asks_when_it_is_given(question: Question, memory: Memory) -> bool:
    """Say whether it is asked when the drugs are given that were just told of: "before chemo or only when sick"."""
    told = memory.aspect in (Aspect.SIDE_EFFECT_MANAGEMENT.value, Aspect.SPECIFIC_SIDE_EFFECT.value)
    of_these = told and memory.treatment and set(memory.effects) & set(_BEFORE_AND_DURING)
    if not of_these or question.intent not in _MAY_ASK_WHEN or set(question.treatments) - {memory.treatment}:
        return False
    return all(words.search(question.said) for words in (_BEFORE, _OR_LATER, _GETS))
