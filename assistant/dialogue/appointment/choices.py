"""What the buttons of the appointment form stand for."""

from __future__ import annotations

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
