"""Tells a wish for an appointment from one about an appointment that there is already."""

from __future__ import annotations

import re

_MADE_BEFORE = re.compile(
    r"\b(?:cancel|reschedule|postpone)\b"
    r"|\b(?:take back|move|change|confirm)\b(?: \w+){0,3} (?:appointments?|appt|visit|booking|request)\b"
)


def is_of_one_made_before(asked: str) -> bool:
    """Say whether what a message asks (`Reading.asked`) is about an appointment that was made already.

    Only the hospital's own people can see those.
    """
    return _MADE_BEFORE.search(asked) is not None
