"""Readings of a very high blood pressure."""

from __future__ import annotations

import pytest

from assistant.language.folding import fold
from assistant.safety import Tier, assess
from assistant.safety.blood_pressure import very_high_blood_pressure


@pytest.mark.parametrize(
    "text",
    ["bp 182/95", "his blood pressure was 190 over 100", "BP 150/125", "pressure is at 200", "195/110"],
)
def test_a_very_high_reading_is_urgent(text: str) -> None:
    """From 180 or 120 on, in any notation, the care team is called now."""
    assert assess(text).tier is Tier.CALL_CARE_TEAM_NOW
    assert assess(text).by == "blood_pressure"


def test_a_reading_beside_a_question_is_urgent() -> None:
    """Whatever is asked beside it."""
    assert assess("bp 182/95, does targeted therapy do that").tier is Tier.CALL_CARE_TEAM_NOW


@pytest.mark.parametrize(
    "text",
    [
        "my bp is 138/85",
        "bp 120 over 80",
        "does targeted therapy raise blood pressure",
        "platelets went from 210 to 120 over 90 days",
        "we drove 200 over 120 miles of bad road",
        "blood pressure pill 200 mg",
        "call 555-0142 about blood pressure",
    ],
)
def test_other_numbers_are_none(text: str) -> None:
    """Usual readings, counts, doses and phone numbers are no alarm."""
    assert very_high_blood_pressure(fold(text)) is None
