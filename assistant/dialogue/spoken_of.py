"""What a few words ask of the treatment that was spoken of: "who gets it", "and straighter?". Pure functions."""

from __future__ import annotations

import re

from assistant.dialogue.aspects import how_much_of_the_spine
from assistant.dialogue.memory import Memory
from assistant.dialogue.question import Question
from knowledge.lookup import PAIR

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
_IN_WHICH_ORDER = re.compile(
    r"^(?:so |and |but )*(?:in )?(?:which|what) order\b|\bwhich (?:one )?(?:comes|goes|is) first\b"
)
_ANOTHER_WAY = re.compile(
    r"^(?:so |and |but )*(?:is there|are there|any)(?: any)? (?:an)?other ways?\b(?: to (?:get|take|have|give) it)?\W*$"
)
_MAKES_BETTER = ("surgery", PAIR)
"""Treatments whose goal names what may get better."""
_SAYS_IT_DEPENDS = ("ask_goal", "ask_side_effects", "ask_specific_side_effect")
"""Intents whose answers say that something depends on more."""


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
        # "in which order"
        (last == "ask_combination" and _IN_WHICH_ORDER.search(question.said), last),
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
