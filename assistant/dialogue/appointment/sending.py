"""Reads a yes to the read-back with a question that the receipt answers: "yes send. when they call me?"."""

from __future__ import annotations

import re

from assistant.dialogue.appointment.words import FormWords, bare

_PARTS = re.compile(r"[.,;!?\n]+|\s+and\s+(?=(?:when|how soon|what)\b)")
_WHO = r"(?:they|you|he|she|someone|somebody|a person|the (?:hospital|nurse|team|care team|office|doctor|staff|people))"
_WHEN_CALLED = re.compile(
    rf"^(?:(?:so|and|then|but|ok|please|tell me) )*(?:when|how soon|what (?:time|day)|how long (?:till|until|before))"
    rf"(?: (?:do|does|will|would|can|are|is|should|i expect))?(?: {_WHO})?(?: (?:going to|gonna|be|will|expect))*"
    r" (?:call|calls|calling|phone|phones|ring|rings|the call|a call|hear(?: back)? from (?:you|them))"
    r"(?: (?:me|us|her|him|back|then|come|comes|please|again))*$"
)
_YES = re.compile(r"\b(?:yes|yeah|yep|send|submit|confirm)\b")


def sends_and_asks_when(text: str, words: FormWords) -> bool:
    """Say whether `text` is a clear yes to sending, and beside it asks nothing but when the call comes."""
    parts = [part.strip() for part in _PARTS.split(text) if bare(part)]
    asks = [part for part in parts if _WHEN_CALLED.match(bare(part))]
    rest = [part for part in parts if part not in asks]
    sends = [words.says_only(["send", "assent"], part, ("around", "around_assent")) for part in rest]
    return bool(asks) and bool(rest) and all(sends) and any(_YES.search(bare(part)) for part in rest)
