"""Takes a question out of an answer in free words: "wheelchair. is it free?" is a wheelchair, and a question."""

from __future__ import annotations

import re

from assistant.dialogue.appointment.answers import Answer, Aside, Form, Told, Typed, Value
from assistant.dialogue.appointment.readers import slots_read
from assistant.dialogue.appointment.words import bare

QUESTION_LEFT = "utter_appointment_question_left"
"""The response of domain.yml to a question that is not answered."""
ASKED_BESIDE = frozenset({"appointment_access", "appointment_topic"})
"""Fields whose answer takes whatever stands beside it."""
_SURE = 0.8
"""How sure understanding has to be of a question to answer it."""
_OF_THE_ANSWER = ("out_of_scope_nonsense", "ask_interpreter")
"""Intents that are in what was answered, and not in the question."""
_PARTS = re.compile(
    r"(?<=[.?!;])\s+|\n+|,\s+|\s+(?:but|and)\s+(?=(?:what|how|when|where|who|why|which|can i|will i)\b)"
)
_ASKS = re.compile(
    r"^(?:(?:and|but|so|also|ok|sorry|please) )*(?:(?:what|whats|what's|which|how|why|when|where|who)\b"
    r"|(?:do|does|did|is|are|can|could|will|would|should|may|must)(?:n'?t)? (?:i|you|we|he|she|they|it|that|this|there"
    r"|the|my|someone|anyone)\b|tell me\b|i wonder\b)"
)
"""A question by its words: "can not walk far" is none."""


def without_question(asked: str, typed: Typed, form: Form, answer: Answer) -> Answer:
    """Return `answer` without the question beside it, answered where it is understood, or left to people."""
    if asked not in ASKED_BESIDE or not isinstance(answer, Value | Aside):
        return answer
    if (asked in answer.slots) is isinstance(answer, Aside):
        return answer
    parts = [part.strip() for part in _PARTS.split(typed.text) if part.strip()]
    told = [part for part in parts if not (part.endswith("?") or _ASKS.match(bare(part)))]
    if len(told) == len(parts) or not told:
        return answer
    slots = slots_read(asked, ", ".join(_without_repeats(told)), form)
    if asked not in slots:
        return answer
    if isinstance(answer, Aside):
        return Aside(slots)
    slots = {**answer.slots, **slots}
    answered = typed.intent.startswith(("ask_", "out_of_scope_")) and typed.intent not in _OF_THE_ANSWER
    return Aside(slots) if answered and typed.confidence >= _SURE else Told(QUESTION_LEFT, slots)


def _without_repeats(parts: list[str]) -> list[str]:
    """Return `parts` without a last one that only says words again: "..., is it free? the interpreter"."""
    before = set(bare(" ".join(parts[:-1]).replace(".", " ")).split()) | {"the", "a", "an"}
    repeats = len(parts) > 1 and set(bare(parts[-1]).split()) <= before
    return [part.rstrip(" .!;,") for part in (parts[:-1] if repeats else parts)]
