"""Beside a no to the safety question a pain of long standing is no sign; anything new or worse is asked about again."""

from __future__ import annotations

import pytest
from form_reading import read

from assistant.dialogue.appointment.answers import Unreadable, Urgent, Value


@pytest.mark.parametrize(
    "text",
    [
        "nothing new no. just the pain she allready has",
        "no only back pain long time",
        "no, just her usual back pain",
        "none of that. only the same pain as always",
        "no just the old pain",
        "no, nothing new. it is the pain i have had for months",
    ],
)
def test_an_old_pain_beside_a_no_is_a_no(text: str) -> None:
    """The question names no pain."""
    assert read("urgent_check", text) == Value({"appointment_urgent_check": False})


@pytest.mark.parametrize(
    "text",
    [
        "no only pain that is worse",
        "no just new pain",
        "no just the same pain and my legs are weak",
        "no only leg pain always",
        "no but the pain is worse than before",
        "no just the usual numbness",
        "no just pain since yesterday",
        "no only back pain for two days",
        "yes only the old back pain",
        "no just the old pain, it gets worse",
        "no just her pain, more than before",
        "no only pain all the time",
        "only back pain long time",
        "just the pain she already has",
        "not sure, just the old pain",
        "no just the old pain and i cant pee",
    ],
)
def test_anything_more_is_no_plain_no(text: str) -> None:
    """A yes, a doubt, something new or worse, or no no at all."""
    assert isinstance(read("urgent_check", text), Unreadable | Urgent)
