"""What the buttons of the appointment form stand for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from assistant.booking.request import OTHER_TOPICS
from assistant.dialogue.appointment.answers import (
    CHANGEABLE,
    SKIPPED,
    Again,
    Answer,
    Cancel,
    Change,
    Form,
    Typed,
    Urgent,
    Value,
)
from assistant.dialogue.appointment.readers import READERS, this_number
from assistant.dialogue.appointment.words import bare
from knowledge.reader import TREATMENTS

_Choices = Mapping[str, Answer | Callable[[Form], Answer]]


def _values(name: str, values: Mapping[str, Any]) -> _Choices:
    return {choice: Value({name: value}) for choice, value in values.items()}


def _typed(name: str, text: str) -> Callable[[Form], Answer]:
    """Return what gives the answer of who types `text`: words whose value depends on the day."""
    return lambda form: READERS[name](name, Typed(text), form)


_SKIP = {"skip": SKIPPED}
_YES_NO = {"yes": True, "no": False}

CHOICES: Mapping[str, _Choices] = {
    "appointment_urgent_check": {"yes": Urgent(), "no": Value({"appointment_urgent_check": False})},
    "appointment_for": {
        "self": Value({"appointment_for": "self", "appointment_relation": "self"}),
        "someone_else": Value({"appointment_for": "someone_else"}),
    },
    "appointment_relation": {},
    "appointment_name": {},
    "appointment_phone": {"this_number": this_number},
    "appointment_known_patient": _values("appointment_known_patient", _YES_NO | _SKIP),
    "appointment_topic": _values("appointment_topic", {topic: topic for topic in (*TREATMENTS, *OTHER_TOPICS)}),
    "appointment_times": {
        "asap": _typed("appointment_times", "as soon as possible"),
        "any": _typed("appointment_times", "any time"),
        **_values("appointment_times", _SKIP),
    },
    "appointment_language": _values("appointment_language", {"English": "English", "Spanish": "Spanish"} | _SKIP),
    "appointment_access": _values(
        "appointment_access",
        {"nothing": "nothing", "wheelchair": "wheelchair", "help with hearing": "help with hearing"}
        | {"help with seeing": "help with seeing"},
    ),
    "appointment_voicemail": _values("appointment_voicemail", _YES_NO),
    "appointment_confirmed": _values("appointment_confirmed", {"send": True}),
}
"""What each choice answers to the question for each slot. The wishes of `wish_of` stand beside them."""


_SHOWN: Mapping[str, tuple[str, ...]] = {
    "appointment_for": ("self", "someone_else"),
    "appointment_known_patient": ("yes", "no", "skip"),
    "appointment_topic": (
        *("surgery", "chemotherapy", "radiation", "targeted_therapy", "kyphoplasty_vertebroplasty"),
        *("other", "not_sure"),
    ),
    "appointment_language": ("English", "Spanish", "skip"),
    "appointment_access": ("nothing", "wheelchair", "help with hearing", "help with seeing"),
    "appointment_voicemail": ("yes", "no"),
}
"""The buttons of domain.yml in their order, where a place in it can mean nothing else.

To the safety question "the first" is a danger sign, to "when" a day, and under the read-back a line of it.
"""
_POINTS = re.compile(
    r"^(?:(?:the|i|take|choose|pick|want|it is|it'?s|that is|my|answer|is|please|yes|number|option|button) )*"
    r"(?P<place>first|second|third|fourth|fifth|sixth|last|1st|2nd|3rd|4th|5th|6th)"
    r"(?: (?:one|option|button|choice|answer|of (?:the|these|those|them)(?: two| buttons)?|please))*$"
)
_PLACES = {
    word: place
    for place, words in enumerate(("first 1st", "second 2nd", "third 3rd", "fourth 4th", "fifth 5th", "sixth 6th"))
    for word in words.split()
} | {"last": -1}


def pointed_at(asked: str, text: str) -> str | None:
    """Return the choice whose button is called by its place: "the second"; None where it is not, or has no place."""
    found = _POINTS.match(bare(text)) if asked in _SHOWN else None
    place = _PLACES[found["place"]] if found else None
    return None if place is None or place >= len(_SHOWN[asked]) else _SHOWN[asked][place]


def chosen(asked: str, choice: str, form: Form) -> Answer:
    """Return what a pressed button answers to the question for the slot `asked`.

    A button of another question is no answer to this one, which is asked again.
    """
    if (wish := wish_of(choice)) is not None:
        return wish
    answer = CHOICES[asked].get(choice, Again())
    return answer(form) if callable(answer) else answer


def wish_of(choice: str) -> Cancel | Change | None:
    """Return the wish of the form itself that a button stands for, whatever was asked, None where it is an answer."""
    if choice == "cancel":
        return Cancel()
    kind, _, name = choice.partition(":")
    if kind != "change":
        return None
    return Change((name,)) if name in CHANGEABLE else Change()
