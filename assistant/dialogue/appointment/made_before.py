"""Tells a wish for an appointment from one about an appointment that there is already."""

from __future__ import annotations

import re

from assistant.booking.time_words import names_time

_MADE_BEFORE = re.compile(
    r"\b(?:cancel|reschedule|postpone)\b"
    r"|\b(?:take back|move|change|confirm)\b(?: \w+){0,3} (?:appointments?|appt|visit|booking|request)\b"
)

_NEW = re.compile(r"\b(?:new|another|book|make|schedule|appointments?|appt|visit)\b")
_LONGEST = 8


def is_of_one_made_before(asked: str) -> bool:
    """Say whether what a message asks (`Reading.asked`) is about an appointment that was made already.

    Only the hospital's own people can see those.
    """
    return _MADE_BEFORE.search(asked) is not None


def tells_no_more_than_when(asked: str) -> bool:
    """Say whether a message goes on about when such an appointment is or should be: "it was for Wednesday"."""
    return names_time(asked) and not _NEW.search(asked) and len(asked.split()) <= _LONGEST
