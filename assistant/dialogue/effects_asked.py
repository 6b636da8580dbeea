"""What is asked of a side effect that is named, whatever else its message was understood as. Pure functions.

A sentence about a side effect is soon taken for one about chances, time or daily life: "would I be tired from it".
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.dialogue.memory import Memory
from assistant.dialogue.question import MISUNDERSTOOD, Question
from assistant.language.reading import shared_reader
from knowledge.lookup import PAIN
from knowledge.vocabulary import Kind

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
    r"|\b(?:what|anything|something)(?: else)? (?:can|could|do|does|should|to|will)? ?"
    r"(?:be |i |we |he |she |one |people )?(?:do|done|take|taken|help|helps) (?:about|for|against|with)\b"
    r"|\bwhat helps\b|\bhelp (?:for|with|against) (?:the|my|his|her)\b"
)
_MAY_ASK_FOR_HELP = (_CAUSES, *_ELSEWHERE)
_WHY = re.compile(
    r"\bwhy\b(?!.*\b(?:giv\w+|gave|need\w*|tak\w+|drugs?|medicines?|pills?|tests?|steroids?|treat\w*|help\w*)\b)"
)
"""Why it comes, and not why something is given against it."""
_MAKES_SICK = re.compile(r"\b(?:mak(?:e|es|ing)|made)(?: (?!\bless\b|\bnot\b)\w+){1,2} (?:feel )?sick\b")
_NAUSEA = "nausea"
_OF_TIME = re.compile(
    r"\b(?:long|when|days?|weeks?|months?|years?|until|till|lasts?|stop\w*|start\w*|begin\w*|ends?|back|grow\w*|away|over"
    r"|often|soon|how|why|which|permanent\w*|forever|should|normal|worr\w+|safe|ok|okay)\b"
)
_COMES = re.compile(
    r"\b(?:fall\w*|lose|loses|losing|goes|out|thin\w*|drop\w*|shed\w*|gets?|getting|be|feels?|ha[sd]|have|comes?|happens?)\b"
)
"""Beside a word that only hints at an effect: "hair fall all", and no "hair dye ok"."""
_SENTENCE_END = re.compile(r"[.;!?]+\s*|,\s+(?:and |so |but )?")
_ASKED_BESIDE_A_DATE = ("out_of_scope_duration", "out_of_scope_personal", *MISUNDERSTOOD)


def of_an_effect(question: Question, memory: Memory) -> Question | None:
    """Return a question about a side effect that is named, or was spoken of, in the intent of its words; else None."""
    named = question.effects or question.effect_cues
    if which_it_is(question) and (named or memory.effect):
        return replace(question, intent=_OF_ONE, effects=named or memory.effects)
    if named and _asks_what_counts_mean(question):
        treatments = question.treatments or ((memory.treatment,) if memory.treatment else (_EXPLAINED_FOR,))
        return replace(question, intent=_OF_ONE, effects=(_COUNTS,), treatments=treatments)
    hints_at_nausea = question.intent == "ask_side_effects" and question.effect_cues == (_NAUSEA,)
    if hints_at_nausea and not question.effects and _MAKES_SICK.search(question.said):
        return replace(question, intent=_OF_ONE, effects=(_NAUSEA,))  # "does radiation make her sick"
    if PAIN in named or not named:
        return None
    intent = _of_named(question, named, memory)
    return None if intent is None else replace(question, intent=intent, effects=named)


def _of_named(question: Question, named: tuple[str, ...], memory: Memory) -> str | None:
    """Return the intent of a question about a side effect that is named, by its words, if they tell."""
    said, intent, hints = question.said, question.intent, not question.effects
    may_come = intent in _ELSEWHERE and _MAY_COME.search(said) and not _HOW_MUCH.search(said)
    fitting = (
        # "chemo starts next week. will all the hair fall out"
        (_asks_beside_a_date(question, named, memory), _OF_ONE),
        # "why does infection come in chemo"
        (not hints and intent == _HELP and _WHY.search(said), _OF_ONE),
        (not hints and intent in _MAY_ASK_FOR_HELP and _IS_DONE.search(said), _HELP),
        (not hints and may_come, _OF_ONE),
    )
    return next((asked for fits, asked in fitting if fits), None)


def _asks_beside_a_date(question: Question, named: tuple[str, ...], memory: Memory) -> bool:
    """Say whether the sentence that names an effect asks nothing of time, which is only told of beside it."""
    if question.intent not in _ASKED_BESIDE_A_DATE or not (question.treatments or memory.treatment):
        return False
    parts = _SENTENCE_END.split(question.said)
    naming = [part for part in parts if {*shared_reader().read(part).ids(Kind.EFFECT), *_cues(part)} & set(named)]
    if len(parts) < 2 or len(naming) != 1 or "?" not in question.said or _OF_TIME.search(naming[0]):
        return False
    return bool(question.effects) or _COMES.search(naming[0]) is not None


def _cues(text: str) -> tuple[str, ...]:
    return shared_reader().read(text).ids(Kind.EFFECT_CUE)


def _asks_what_counts_mean(question: Question) -> bool:
    """Say whether it is asked what blood counts, or few cells of one kind, mean: the page says what comes of it."""
    asks = question.intent in _MAY_ASK_MEANING and _MEANS.search(question.said)
    return bool(asks) and _OF_BLOOD.search(question.said) is not None


def which_it_is(question: Question) -> bool:
    """Say whether it is asked which of two something comes from: "is that the chemo or the cancer"."""
    if len(question.treatments) != 1 or question.intent not in (_OF_ONE, _CAUSES, "ask_compare", *_ELSEWHERE):
        return False
    return _THIS_OR_THE_CANCER.search(question.said) is not None
