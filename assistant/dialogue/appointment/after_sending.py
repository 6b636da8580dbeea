"""What is said of a request for an appointment after it was sent, in words that would mean nothing without it."""

from __future__ import annotations

import re

from assistant.booking.code import read_code
from assistant.booking.phone import find_phone
from assistant.booking.time_words import names_time
from assistant.dialogue.appointment.of_the_form import wishes_for_words
from assistant.dialogue.appointment.offer import wants_none
from assistant.dialogue.appointment.words import FormWords, bare
from assistant.language.reading import shared_reader
from knowledge.vocabulary import Kind

CHANGE, ASK = "change", "ask"
"""What somebody may want of a request that was sent: to change or cancel it, or to know what becomes of it."""
_LONGEST = 16
_FIELDS = frozenset(f"appointment_{name}" for name in ("relation", "name", "phone", "times", "language"))
"""Answers that are called by words which mean little else; a "patient", a "treatment" or a "ride" may be any."""
_REQUEST = re.compile(r"\b(?:request|appointment|appt|booking|form|answers?|details|information|info|voice ?mails?)\b")
_OPENING = (
    r"^(?:(?:oops|sorry|wait|no|nope|please|thank|thanks|u|my \w+|she|he|they|asks?|asked|says?|said|could|be|able"
    r"|maybe|ok|okay|hi|hello|hey|yes|yeah|actually|oh|um|but|and|so|well|can|may|might|how|do|does|where|i|we|you"
    r"|id|i'd|we'd|to|want|wants|wanna|need|would|like|have|must|should|just|also|still|is|it|possible|am|are|an"
    r"|after all|always|too|late|there|a|any|way|let|lets|let's|me|us|now|later|then|if|forgot) )*"
)
"""What stands before the verb of a wish of one's own: "can chemo change my days" is no such wish."""
_ALL_OF_IT = re.compile(
    _OPENING + r"(?:(?:change|cancel|edit|update|reschedule|undo|withdraw|take back|delete|correct)(?: \w+){0,2}?"
    r" (?:it|that|this|everything|something)\b(?! (?:chat|conversation|messages?)\b)"
    r"|(?:change|cancel|undo|reschedule)$)"
)
_CHANGES = re.compile(
    _OPENING + r"(?:change|cancel|edit|update|reschedule|undo|withdraw|take back|delete|correct|fix|move|remove|switch"
    r"|add)(?P<what>(?: \w+){1,3})"
)
_SHOULD_BE = re.compile(_OPENING + r"(?:make it|should be|i meant?) (?P<what>.+)$")
_OTHER_ANSWER = re.compile(
    _OPENING + r"(?:different|diff|other|another|earlier|later|new) (?:day|date|time|hour|number|name|phone)\b"
)
_SENTENCES = re.compile(r"[.!?;\n]+(?:\s|$)|,? \b(?:but|so|because)\b ")
_CODE = re.compile(r"\b[A-Za-z]\d[A-Za-z][ -]?\d[A-Za-z]\d\b")
_HAS_ONE = re.compile(
    r"\b(?:i|we)(?: have|'ve)? (?:already|just) (?:have|has|had|got|sent|made|asked for|gave|did)"
    r"(?: \w+)? (?:code|request|appointment|appt|one|it)\b"
    r"|\b(?:i|we) (?:have|got) (?:a|my|the|one) (?:code|request)(?: already)?\b"
    r"|\b(?:change|cancel)(?: \w+){0,4} (?:in|on|of) my (?:first |old |sent )?request\b"
)
_NO_NEW_ONE = re.compile(
    r"\b(?:do not|don'?t|not|no|without)(?: (?:want|need|wanna|like|asking|to|for|make|start|send|fill|a|an|any|this|in"
    r"|the|would))* (?:(?:new|another|second)(?: (?:one|request|appointment|form)\b|$|\.)|start over|start again"
    r"|begin again)"
)
"""Words of who was taken to want another request: "i do not want new one", "i already have a code"."""
_FOR_WHOM = re.compile(r"^for (?:me|myself|my|our|him|her)\b")
_ASKS = re.compile(r"\b(?:how|what|which|why|who|does|do|will)\b")
_WRONG = re.compile(
    r"\bwrong (?P<named>\w+(?: \w+)?)|(?P<before>\w+(?: \w+){0,3}) (?:is|was|are|were)"
    r" (?:wrong|incorrect|not right|not correct)\b|\b(?:gave|said|sent|told)(?P<behind>(?: \w+){0,3}) (?=wrong\b)"
)
_MISTAKE = re.compile(
    r"\b(?:i|we)(?: \w+)? (?:put|typed|wrote|entered)(?: \w+){0,3} wrong\b|\b(?:i|we)(?: \w+)? made a mistake\b"
)
_IS_NOW = re.compile(
    r"\b(?:my|his|her|our|the) (?P<named>\w+(?: \w+)?) (?:has |have )?(?P<now>(?:is|are|changed|should be)\b.*)$"
)
_OF_TREATMENT = re.compile(r"\b(?:dos(?:e|es|age)|pills?|meds?|medic\w+|drugs?|treatments?|therapy|prescriptions?)\b")
_ANOTHER = re.compile(
    r"\b(?:(?:another|new)(?! (?:day|time|date|hour|number|name)\b)|second|one more|(?:book|make|schedule) (?:an?|me"
    r"|us))\b"
)
"""Words of who wants a second appointment: they get the form."""
_MISSED = re.compile(r"\bmiss(?:ed)? (?:the|your|a|my|their|that) (?:phone )?call\b")


def wish_of_a_sent_request(text: str, words: FormWords) -> str | None:
    """Return `CHANGE` or `ASK` where `text` is plainly about a request that was sent, else None.

    Of a message in several sentences each is read: "she comes with me. i would like to cancel the request".
    """
    if words.says_only(["asked_of_request"], text):
        return ASK
    if is_of_the_one_sent(text) or wishes_for_words(text):
        return CHANGE
    if _ANOTHER.search(bare(text)):
        return None
    sentences = [one for one in _SENTENCES.split(text) if one.strip()]
    wishes = [_wish_in(one, words) for one in (text, *sentences)]
    return next((wish for wish in wishes if wish is not None), None)


def is_of_the_one_sent(text: str) -> bool:
    """Say whether `text` names a request that was sent before, and so wants no new one: by its code, or as theirs."""
    said = bare(text)
    named = any(read_code(found[0]) for found in _CODE.finditer(text))
    return named or _HAS_ONE.search(said) is not None or _NO_NEW_ONE.search(said) is not None


def _wish_in(text: str, words: FormWords) -> str | None:
    said = " ".join(bare(text.replace(":", " ")).split())
    if len(said.split()) > _LONGEST:
        return None
    if words.says_only(["asked_of_request"], text) or _MISSED.search(said):
        return ASK
    if wants_none(text):
        return CHANGE
    changes = _changes(said, words) or _is_wrong(said, words) or find_phone(text, allow_fictional=True) is not None
    return CHANGE if changes and not _is_of_treatment(text) else None


def _changes(said: str, words: FormWords) -> bool:
    """Say whether a change of the request or of an answer in it is asked for: "make it evenings"."""
    if _ALL_OF_IT.match(said):
        return True
    if wish := _CHANGES.match(said):
        return _REQUEST.search(wish["what"]) is not None or _tells_answer(wish["what"].replace("now", ""), words)
    if _OTHER_ANSWER.match(said):
        return True
    other = _SHOULD_BE.match(said)
    return other is not None and not _ASKS.search(other["what"]) and _tells_answer(other["what"], words)


def _is_wrong(said: str, words: FormWords) -> bool:
    """Say whether an answer is called wrong, or another is given: "the day is wrong", "my number has changed"."""
    if _MISTAKE.search(said):
        return True
    wrong = [part for found in _WRONG.finditer(said) for part in found.groups() if part]
    if wrong:
        return any(_tells_answer(part, words) for part in wrong)
    other = _IS_NOW.search(said)
    if other is None or (name := words.named_field(other["named"])) not in _FIELDS:
        return False
    return name != "appointment_times" or not other["now"].startswith(("is", "are")) or names_time(other["now"])


def _names_answer(text: str, words: FormWords) -> bool:
    return words.named_field(text) in _FIELDS


def _tells_answer(text: str, words: FormWords) -> bool:
    """Say whether `text` names an answer, or is one."""
    is_one = names_time(text) or find_phone(text, allow_fictional=True) or _FOR_WHOM.search(text)
    return bool(is_one) or _names_answer(text, words)


def _is_of_treatment(text: str) -> bool:
    """Say whether `text` is about a treatment or an effect rather than the request; "my chemo appointment" is not."""
    if _REQUEST.search(bare(text)):
        return False
    reading = shared_reader().read(text)
    return bool(_OF_TREATMENT.search(bare(text)) or reading.ids(Kind.TREATMENT) or reading.ids(Kind.EFFECT))
