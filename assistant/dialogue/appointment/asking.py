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
