"""What is said of a request for an appointment after it was sent, in words that would mean nothing without it."""

from __future__ import annotations

import re

from assistant.booking.phone import find_phone
from assistant.dialogue.appointment.words import FormWords, bare

CHANGE, ASK = "change", "ask"
"""What somebody may want of a request that was sent: to change or cancel it, or to know what becomes of it."""
_LONGEST = 16
_REQUEST = r"(?:request|appointment|appt|booking|form|answers?|details|information|info)"
_FIELD = (
    r"(?:(?:phone|cell|mobile|telephone)(?: number)?|number|name|spelling|days?|dates?|times?|language|voice ?mail"
    r"|relation|person|topic|reason)"
)
_OPENING = (
    r"^(?:(?:oops|sorry|wait|no|nope|please|ok|okay|hi|hello|hey|yes|yeah|actually|oh|um|but|and|so|well|can|could|may"
    r"|might|how|do|does|where|i|we|you|id|i'd|we'd|to|want|wants|wanna|need|would|like|have|must|should|just|also"
    r"|still|is|it|possible|there|a|any|way|let|lets|let's|me|us|now|later|then|if|forgot) )*"
)
"""What stands before the verb of a wish of one's own: "can chemo change my days" is no such wish."""
_CHANGES = re.compile(
    _OPENING + r"(?:(?:change|cancel|edit|update|reschedule|undo|withdraw|take back|delete|correct)(?: \w+){0,2}?"
    rf" (?:it|that|this|everything|something|{_REQUEST}|{_FIELD})\b(?! (?:chat|conversation|messages?)\b)"
    rf"|(?:fix|move|remove|switch|add)(?: \w+){{0,2}}? (?:{_REQUEST}|{_FIELD})\b|(?:cancel|undo|reschedule)$"
    r"|(?:make it|should be|i meant|i mean)\b)"
)
_WRONG = re.compile(
    rf"\bwrong (?:\w+ )?{_FIELD}\b|\b{_FIELD}(?: \w+){{0,3}} (?:is|was|are|were)"
    r" (?:wrong|incorrect|not right|not correct)\b"
    r"|\b(?:gave|put|typed|said|wrote|entered|sent|told)(?: \w+){0,3} wrong\b|\bmade a mistake\b"
    rf"|\b(?:my|his|her|our|the) {_FIELD} (?:has |have )?(?:is|are|changed|should be)\b"
)
_WANTS_NONE = re.compile(
    r"\b(?:do not|don'?t|no longer|not)(?: \w+)? (?:want|need)(?: \w+){0,2}"
    r" (?:appointment|appt|call|request|it|anymore)\b"
    r"|\b(?:do not|don'?t|no need to)(?: \w+)? (?:call|phone|ring)\b"
)
_ANOTHER = re.compile(r"\b(?:another|new|second|one more|(?:book|make|schedule) (?:an?|me|us))\b")
"""Words of who wants a second appointment: they get the form."""
_MISSED = re.compile(r"\bmiss(?:ed)? (?:the|your|a|my|their|that) (?:phone )?call\b")


def wish_of_a_sent_request(text: str, words: FormWords) -> str | None:
    """Return `CHANGE` or `ASK` where `text` is plainly about a request that was sent, else None."""
    said = bare(text)
    if len(said.split()) > _LONGEST:
        return None
    if words.says_only(["asked_of_request"], text) or _MISSED.search(said):
        return ASK
    if _ANOTHER.search(said):
        return None
    tells = (_CHANGES, _WRONG, _WANTS_NONE)
    gives_number = find_phone(text, allow_fictional=True) is not None
    return CHANGE if gives_number or any(pattern.search(said) for pattern in tells) else None
