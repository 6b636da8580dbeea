"""What a few words ask of the treatment that was spoken of: "who gets it", "and straighter?". Pure functions."""

from __future__ import annotations

import re

from assistant.dialogue.aspects import asks_of_relief, asks_of_shape, how_much_of_the_spine
from assistant.dialogue.memory import Memory
from assistant.dialogue.question import MISUNDERSTOOD, Question
from knowledge.lookup import PAIR
from knowledge.records import Aspect

_WHO_HAS_IT = re.compile(
    r"^(?:so |and |but |ok )*(?:who|(?:what|which)(?: kind of| sort of)? (?:people|patients))"
    r" (?:usually |normally |mostly )?(?:gets?|has|have|needs?|takes?|would (?:get|have|need)|can (?:get|have)"
    r"|(?:is|are) given) (?:it|this|that|them)\W*$"
)
_IN_THAT_CASE = re.compile(
    r"^(?:and|or|but|so|ok|what)(?: what)? (?:if|when|in case)\b.*\b(?:fluid|spread|everywhere|all over|pressure"
    r"|pressing|pain|nerves?|cord|one (?:spot|place|part|area)|other (?:bones|parts|places))\b"
)
_BENEFIT = re.compile(
    r"^(?:(?:and|so|but|ok|oh|well|ha|would|will|does|do|is|it|he|she|they|the|also|less|about|what|help|with|be|get|stand)"
    r"[\s,.]+)*(?:pains?|straight(?:er)?|tall(?:er)?|height|posture|stronger|strength|symptoms?)"
    r"(?: (?:too|then|\w+ hopes?|as well|do they mean|up))*\W*$"
)
_DEPENDS = re.compile(
    r"^(?:and |so |but |ok )*(?:what|on what) (?:does|do|would) (?:it|that|this|they) depend\b|^depends? on what\b"
)
_ANOTHER_WAY = re.compile(
    r"^(?:so |and |but )*(?:is there|are there|any)(?: any)? (?:an)?other ways?\b(?: to (?:get|take|have|give) it)?\W*$"
)
_ALL_OF_THEM = re.compile(
    r"(?:^|[.!?] )(?:and |ok |so |what are |what about )*(?:the )?(?:rest|others?|other ones|remaining)"
    r"(?: of (?:it|them|those|the list))?\W*$"
)
_DOES_TO = re.compile(
    r"\bwhat\b.*\b(?:it|that|this|they)\b.*\bdo(?:es)? to (?:him|her|me|you|them|us|people|someone|a person|the body"
    r"|(?:my|his|her) \w+)\b|\bwhat(?:'s| is|s) (?:that|it|this) do to\b"
)
_ONLY_WHEN_BACK = re.compile(
    r"\bonly (?:if|when|after|for)\b.*\b(?:back|returns?|again)\b|\bfirst time\b|\bfirst treatment\b|\bright away\b"
)
_NOT_OF_THE_SAMPLE = re.compile(r"\b(?:results?|hurts?|pain\w*|long|when|after|days?|weeks?|says?|tell|shows?|mean)\b")
_MAY_ASK_OF_A_SAMPLE = (*MISUNDERSTOOD, "out_of_scope_diagnosis", "out_of_scope_other_treatment")
_MAY_ASK_WHAT_IT_DOES = (*MISUNDERSTOOD, "ask_overview", "ask_goal", "ask_what", "out_of_scope_prognosis")
_MAY_ASK_WHEN = (*MISUNDERSTOOD, "out_of_scope_prognosis", "out_of_scope_personal", "out_of_scope_duration")
_NOT_FROM_IT = re.compile(
    r"\b(?:just|only|being|from)(?: being)? (?:old|age|aging|ageing)\b|\bosteopor\w*|\bnot (?:from )?(?:the )?cancer\b"
)
_ANOTHER_CAUSE = "out_of_scope_other_disease"
_GUIDED = "interventional_radiology"
_MAKES_BETTER = ("surgery", PAIR)
"""Treatments whose goal names what may get better."""
_OF_ONE_EFFECT = Aspect.SPECIFIC_SIDE_EFFECT.value
_SAYS_IT_DEPENDS = ("ask_goal", "ask_side_effects", "ask_specific_side_effect")
"""Intents whose answers say that something depends on more."""


def _asks_of_the_sample(question: Question) -> bool:
    """Say whether a message asks whether a sample is taken, and not what it shows or how it feels."""
    hints = _GUIDED in question.treatment_cues and question.intent in _MAY_ASK_OF_A_SAMPLE
    return hints and _NOT_OF_THE_SAMPLE.search(question.said) is None


def of_the_treatment_spoken_of(question: Question, memory: Memory) -> str | None:
    """Return the intent of a message of a few words, if it asks of the treatment, or the care, spoken of last."""
    last, treatment = (memory.last_question or {}).get("intent"), memory.treatment
    if question.treatments:
        return None
    asked = question.asked
    fitting = (
        # "which treatments have it"
        (
            last == "ask_supportive_care" and question.intent == "ask_which_treatment_causes" and not question.effects,
            last,
        ),
        # "that's only one. the rest of them?"
        (treatment and memory.aspect == _OF_ONE_EFFECT and _ALL_OF_THEM.search(question.said), "ask_side_effects"),
        # "the whole spine omg. whats that do to him after"
        (
            treatment and question.intent in _MAY_ASK_WHAT_IT_DOES and _DOES_TO.search(question.said),
            "ask_side_effects",
        ),
        # "like is it only if it comes back"
        (
            treatment == "targeted_therapy"
            and question.intent in _MAY_ASK_WHEN
            and _ONLY_WHEN_BACK.search(question.said),
            "ask_goal",
        ),
        # "but you just said biopsy"
        (treatment == _GUIDED and _asks_of_the_sample(question), "ask_goal"),
        # "and what if the bone is just from being old"
        (treatment == PAIR and question.intent in _MAY_ASK_WHEN and _NOT_FROM_IT.search(question.said), _ANOTHER_CAUSE),
        # "and would the pain be gone"
        (
            treatment in _MAKES_BETTER and question.intent == "out_of_scope_prognosis" and asks_of_relief(question),
            "ask_goal",
        ),
        # "yes or no, does it put height back"
        (treatment == PAIR and asks_of_shape(question), "ask_goal"),
        # "who gets it"
        (treatment and _WHO_HAS_IT.match(asked), "ask_goal"),
        # "and if there is fluid"
        (treatment and last == "ask_goal" and _IN_THAT_CASE.match(question.said), last),
        # "is there another way"
        (treatment and last == "ask_how_given" and _ANOTHER_WAY.match(asked), last),
        # "and straighter?"
        (treatment in _MAKES_BETTER and last == "ask_goal" and _BENEFIT.match(asked), last),
        # "what does it depend on then"
        (treatment and last in _SAYS_IT_DEPENDS and _DEPENDS.match(asked), last),
        # "all of the spine?"
        (treatment == "radiation" and how_much_of_the_spine(question), "ask_how_given"),
    )
    return next((intent for fits, intent in fitting if fits), None)
