"""Readings of dangerous vital signs: blood pressure, oxygen, blood sugar."""

from __future__ import annotations

import pytest

from assistant.language.folding import fold
from assistant.safety import Tier, assess
from assistant.safety.pain_scores import only_little_pain
from assistant.safety.vital_signs import dangerous_vital_signs, only_usual_vital_signs


@pytest.mark.parametrize(
    "text",
    [
        "bp 182/95",
        "his blood pressure was 190 over 100",
        "BP 150/125",
        "pressure is at 200",
        "195/110",
        "bp: 195",
        "bp=210",
        "blood pressure this morning 195",
        "my blood pressure went up to 200",
        "my bp is in the 190s",
        "bp was 120/80 but now 190",
    ],
)
def test_a_very_high_reading_is_urgent(text: str) -> None:
    """From 180 or 120 on, in any notation, the care team is called now, unless the message sounds like worse."""
    assert [sign.tier for sign in dangerous_vital_signs(fold(text))] == [Tier.CALL_CARE_TEAM_NOW]
    assert assess(text).tier in (Tier.CALL_CARE_TEAM_NOW, Tier.CALL_911)


def test_a_reading_beside_a_question_is_urgent() -> None:
    """Whatever is asked beside it."""
    assert assess("bp 182/95, does targeted therapy do that").tier is Tier.CALL_CARE_TEAM_NOW


@pytest.mark.parametrize(
    ("text", "tier"),
    [
        ("bp 70/40", Tier.CALL_911),
        ("her blood pressure is 78 over 45", Tier.CALL_911),
        ("bp is only 72", Tier.CALL_911),
        ("sats 80", Tier.CALL_911),
        ("spo2 85 at home", Tier.CALL_911),
        ("his oxygen dropped to 83 percent", Tier.CALL_911),
        ("blood sugar 450 on dexamethasone", Tier.CALL_CARE_TEAM_NOW),
        ("my glucose was 520 this morning", Tier.CALL_CARE_TEAM_NOW),
        ("the meter says HI", Tier.CALL_CARE_TEAM_NOW),
        ("glucometer says high", Tier.CALL_CARE_TEAM_NOW),
        ("my sugar dropped to 50", Tier.CALL_CARE_TEAM_NOW),
        ("bg 480", Tier.CALL_CARE_TEAM_NOW),
        ("bp 78-45", Tier.CALL_911),
        ("bp 210-115", Tier.CALL_CARE_TEAM_NOW),
        ("the cuff says 200", Tier.CALL_CARE_TEAM_NOW),
        ("79 on the oximeter", Tier.CALL_911),
        ("83% on the clip", Tier.CALL_911),
        ("hr 165", Tier.CALL_911),
        ("heart rate of 32", Tier.CALL_911),
        ("pain went from 2/10 to 9/10", Tier.CALL_CARE_TEAM_NOW),
        ("my back pain is 8-9/10 lying down", Tier.CALL_CARE_TEAM_NOW),
        ("9 out of 10 pain in my hip", Tier.CALL_CARE_TEAM_NOW),
    ],
)
def test_readings_out_of_bounds_are_urgent(text: str, tier: Tier) -> None:
    """Sepsis and bleeding lower the pressure, clots and infections the oxygen; steroids raise the sugar."""
    assert [sign.tier for sign in dangerous_vital_signs(fold(text))] == [tier]
    found = assess(text).tier
    assert found is not None
    assert found.urgency >= tier.urgency


@pytest.mark.parametrize(
    "text",
    [
        "my bp is 138/85",
        "bp 110-120",
        "copay 190-60",
        "open 24 hr 50 weeks",
        "low sugar 40 calories",
        "pulse ox 97 pulse 88",
        "my oxygen is 99",
        "oxygen 97 percent today",
        "pulse is 64, bp 118/76",
        "an oxygen tank of 80 liters",
        "no sugar in 300 recipes",
        "glucose 102 fasting",
        "sugar free candy, hi there",
        "the bill is 70 over 40 weeks",
        "bp 120 over 80",
        "my bp is 125 over 75 this morning",
        "does targeted therapy raise blood pressure",
        "platelets went from 210 to 120 over 90 days",
        "we drove 200 over 120 miles of bad road",
        "blood pressure pill 200 mg",
        "tire pressure 210 psi",
        "blood pressure clinic at 210 main street",
        "my pressure is fine. i weigh 190",
        "call 555-0142 about blood pressure",
        "pain was 9/10 before surgery, now 2/10",
        "call if pain is 8/10, it says",
        "my surgery is on 9/10, will it hurt",
        "the pain began 9/10",
        "done with 8 out of 10 radiation sessions, skin is sore",
        "do 9 out of 10 people have pain after surgery",
        "my pain is not 9/10",
    ],
)
def test_other_numbers_are_none(text: str) -> None:
    """Usual readings, counts, doses and phone numbers are no alarm."""
    assert dangerous_vital_signs(fold(text)) == ()


def test_usual_readings_are_no_alarm() -> None:
    """A monitor that shows what it should is told of by many, and asks for nothing."""
    for text in ("my oxygen is 99", "oxygen 97 pulse 72 this morning", "pulse is 64, bp 118/76"):
        assert only_usual_vital_signs(fold(text))
        assert assess(text).tier is None
    for text in ("oxygen 97 pulse 140", "bp 170/100", "sats 84", "no reading at all"):
        assert not only_usual_vital_signs(fold(text))


def test_usual_readings_hide_nothing_that_follows() -> None:
    """A good number is told before "but" by who is not well."""
    assert assess("oxygen 98 but i had to hold the wall all the way to the bathroom").tier is not None


@pytest.mark.parametrize(
    "text", ["my pain is 2 out of 10", "pain 2/10, can i stop the pills", "pain is 1 out of 10 today"]
)
def test_a_low_score_of_pain_is_no_alarm(text: str) -> None:
    """Pain of 1 to 3 is mild (NCCN), and told by who feels better."""
    assert only_little_pain(fold(text))
    assert assess(text).tier is None


@pytest.mark.parametrize(
    "text", ["pain went from 2/10 to 9/10", "pain 2/10 in my back but my leg wont lift", "pain 9/10"]
)
def test_a_low_score_of_pain_hides_no_danger(text: str) -> None:
    """Neither a higher score beside it nor another danger."""
    assert assess(text).tier is not None


def test_a_low_score_beside_a_higher_one_is_no_low_pain() -> None:
    """A range counts by its upper end, and what was so this morning is not so now."""
    for text in ("my back pain is 2/10 lying down, 8-9/10 when i stand", "pain was 3/10 this morning now i am crying"):
        assert not only_little_pain(fold(text))
