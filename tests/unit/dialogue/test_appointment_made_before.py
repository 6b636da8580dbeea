"""A wish about an appointment that there is already is told from one for a new one."""

from __future__ import annotations

import pytest

from assistant.dialogue.appointment.made_before import is_of_one_made_before
from assistant.language.reading import shared_reader


@pytest.mark.parametrize(
    ("text", "made_before"),
    [
        ("cancel my next visit", True),
        ("i need to reschedule", True),
        ("can we postpone it", True),
        ("please move my appointment to friday", True),
        ("i want to change my doctors appointment", True),
        ("can you confrim my appt", True),
        ("i take back my request", True),
        ("i want an appointment", False),
        ("i moved here, can i get an appointment", False),
        ("change the subject, i want an appointment", False),
        ("", False),
    ],
)
def test_what_was_made_before_is_found(text: str, made_before: bool) -> None:
    """To cancel, move, change or confirm one is for the hospital's own people; all else begins a request."""
    assert is_of_one_made_before(shared_reader().read(text).asked) is made_before
