"""Reads answers as the appointment form does, on a Monday in New York."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from assistant.dialogue.appointment.answers import Form, Typed
from assistant.dialogue.appointment.fields import read_answer
from assistant.dialogue.appointment.words import form_words

ZONE = "America/New_York"
FORM = Form(form_words(), datetime(2026, 11, 23, 10, tzinfo=ZoneInfo(ZONE)), ZONE, allow_fictional=True)


def read(field: str, text: str, form: Form = FORM, **understood: Any) -> Any:
    """Read `text` as the answer to the question for `field`."""
    return read_answer(f"appointment_{field}", Typed(text, **understood), form)
