"""Reads an answer that tells more than was asked: "Grace Hopper 212-555-0142", "212-555-0142, after 5"."""

from __future__ import annotations

import re
from typing import Any

from assistant.booking.phone import find_phone
from assistant.booking.time_words import names_time
from assistant.dialogue.appointment.answers import Form, Typed, Value
from assistant.dialogue.appointment.readers import slots_read

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
    number = find_phone(typed.text, allow_fictional=form.allow_fictional) if asked in _TAKEN_FROM else None
    if number is None:
        return None
    found: dict[str, Any] = {"appointment_phone": number.phone.model_dump(mode="json")}
    for piece in (_AROUND_NUMBER.sub("", number.before).strip(_MARKS), number.after.strip(_MARKS)):
        times = slots_read("appointment_times", piece, form) if names_time(piece) else {}
        if times:
            found = times | found
        elif asked == "appointment_name" and asked not in found:
            found |= slots_read(asked, piece, form)
    if asked not in found:
        return None
    given = {name for name, value in form.filled.items() if value is not None}
    return Value({name: value for name, value in found.items() if name == asked or name not in given})
