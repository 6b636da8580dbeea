"""Whether a message in the appointment form asks or remarks something of its own."""

from __future__ import annotations

import re

from assistant.dialogue.appointment.answers import Typed
from assistant.dialogue.appointment.words import bare

_QUESTION = re.compile(
    r"^(?:(?:so|and|but|wait|hold on|hang on|one moment|before that|first|actually|also|ok|hi|hey|oh|sorry|please)"
    r"[ .!:-]+)*(?:what|whats|which|how|why|when|where|who|does|do|did|is|are|can|could|will|would|should"
    r"|(?:can|could|is|are|do|does|did|should|would)(?:n'?t|'?t) (?:i|you|we|he|she|they|it|that|this|there)|tell me"
    r"|remind me|show me|help me (?:understand|know)|explain|i (?:want|would like|need|have) to (?:know|ask)"
    r"|i wonder)\b"
)
_PARTS = re.compile(r"[.!?;,]\s+|\b(?:but|and)\b")
_LEAST = 3
"""Words of a part that asks."""
_OF_AN_ANSWER = ("out_of_scope_nonsense", "ask_interpreter", "ask_request")
_PASSED_OVER = re.compile(
    r"\byou (?:have |just )?(?:skip|skipped|miss|missed|ignored?|passed over|jumped over|forgot) (?:my|the|what i)\b"
    r"|\byou (?:have not|haven't|did not|didn't|do not|don't) answer(?:ed)?\b|\banswer my question\b"
)
_SENTENCE_END = re.compile(r"[.!?;]\s")


def begins_as_question(text: str) -> bool:
    """Say whether `text` begins in the words of a question, or of who wants to know something."""
    return _QUESTION.match(bare(text)) is not None


def asks_something(sentence: str) -> bool:
    """Say whether a sentence is a question, with its mark or without."""
    return sentence.rstrip().endswith("?") or begins_as_question(sentence)


def is_aside(typed: Typed) -> bool:
    """Say whether a message asks something of its own."""
    asks = typed.intent.startswith(("ask_", "out_of_scope_", "name_")) and typed.intent != "out_of_scope_nonsense"
    sentences = _SENTENCE_END.split(typed.text)
    return asks and (typed.text.rstrip().endswith("?") or any(begins_as_question(one) for one in sentences))


def asks_beside(typed: Typed) -> bool:
    """Say whether a message asks something beside what it answers: "for my husband, and can i ask, does it hurt"."""
    asks = typed.intent.startswith(("ask_", "out_of_scope_")) and typed.intent not in _OF_AN_ANSWER
    parts = [part for part in _PARTS.split(typed.text) if len(part.split()) >= _LEAST]
    return asks and len(parts) > 1 and any(begins_as_question(part) for part in parts)


def says_it_was_passed_over(text: str) -> bool:
    """Say whether somebody complains that their question got no answer: "you skipped my question"."""
    return _PASSED_OVER.search(bare(text)) is not None


def is_remark(typed: Typed) -> bool:
    """Say whether a message that answers nothing is a remark that has a reply of its own."""
    remarks = {
        "thank",
        "goodbye",
        "complain",
        "express_worry",
        "ask_person",
        "ask_identity",
        "ask_privacy",
        "share_situation",
    }
    asks = typed.intent.startswith("ask_") and len(typed.text.split()) > 2
    asks = asks or (typed.intent == "name_treatment" and bool(typed.treatments))  # "and radiation"
    return typed.confidence >= 0.8 and (asks or typed.intent in remarks)
