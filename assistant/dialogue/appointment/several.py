"""Reads an answer that tells more than was asked: "Grace Hopper 212-555-0142", "212-555-0142, after 5"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from assistant.booking.time_words import names_time
from assistant.dialogue.appointment.answers import Form, Typed, Value
from assistant.dialogue.appointment.readers import READERS

_NUMBER = re.compile(r"\+?[\d(][\d\s().-]{6,}\d")
_AROUND_NUMBER = re.compile(
    r"(?:[\s,.;:-]|\b(?:and|my|the|his|her|number|phone|cell|mobile|telephone|tel|is|at|on|it'?s)\b)+$", re.IGNORECASE
)
"""Before a number: "Grace Hopper, my number is"."""
_MARKS = " ,.;:-"
_TAKEN_FROM = ("appointment_name", "appointment_phone")
"""Questions whose answer often holds more."""


def read_several(asked: str, typed: Typed, form: Form) -> Value | None:
    """Return a number and what stands around it, or None where the answer holds no number, or not what was asked.

    What was answered before stays as it is.
    """
    number = _NUMBER.search(typed.text) if asked in _TAKEN_FROM else None
    phone = READERS["appointment_phone"]("appointment_phone", typed, replace(form, caller=None)) if number else None
    if number is None or not isinstance(phone, Value):
        return None
    found: dict[str, Any] = dict(phone.slots)
    for piece in (_AROUND_NUMBER.sub("", typed.text[: number.start()]), typed.text[number.end() :]):
        times = _read("appointment_times", piece.strip(_MARKS), form)
        if times:
            found = times | found
        elif asked == "appointment_name" and asked not in found:
            found |= _read(asked, piece.strip(_MARKS), form)
    if asked not in found:
        return None
    given = {name for name, value in form.filled.items() if value is not None}
    return Value({name: value for name, value in found.items() if name == asked or name not in given})


def _read(slot: str, text: str, form: Form) -> dict[str, Any]:
    if not text or (slot == "appointment_times" and not names_time(text)):
        return {}
    answer = READERS[slot](slot, Typed(text), form)
    return dict(answer.slots) if isinstance(answer, Value) else {}
