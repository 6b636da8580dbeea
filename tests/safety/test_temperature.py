"""Readings of a thermometer, in whatever notation and wherever they stand in a message."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from assistant.language.folding import fold
from assistant.safety import Tier, assess
from assistant.safety.spelled_numbers import in_figures
from assistant.safety.temperature import only_usual_temperatures, readings

FEVERS = {
    "38.0": 100.4,
    "38,5": 101.3,
    "39 degrees": 102.2,
    "100.4": 100.4,
    "101.3 F": 101.3,
    "101 fever": 101.0,
    "one hundred and two": 102.0,
    "a hundred and one point five": 101.5,
    "one oh three": 103.0,
    "39.2C": 102.6,
    "my temp in triage was 102.4": 102.4,
    "i was 101.5 this morning and shaking": 101.5,
    "temperature average 101.5 today": 101.5,
    "my temp after chemo is 101.2": 101.2,
    "i have scoliosis and a fever of 102": 102.0,
    "nurse says since radiation 103": 103.0,
    "in the pool, then i was 102": 102.0,
    "he was 104 an hour ago": 104.0,
    "in the pool my fever was 103": 103.0,
    "her temp outside in the sun was 101": 101.0,
    "what is kyphoplasty for? last night it was 102": 102.0,
    "why is dads temp 103.5": 103.5,
    "what's a normal temperature on chemo? I'm at 39": 102.2,
}


@pytest.mark.parametrize("text", FEVERS)
def test_every_reading_of_a_fever_is_read(text: str) -> None:
    """100.4 F or 38.0 C and above is a matter for the care team now, in figures, words, and the middle of a message."""
    (reading,) = readings(text)
    assert reading.fahrenheit == FEVERS[text]
    assert reading.tier is Tier.CALL_CARE_TEAM_NOW
    assert assess(text).tier


@pytest.mark.parametrize("text", ["99.6 temp", "37.8 C", "temperature of ninety nine point eight"])
def test_a_raised_temperature_is_for_today(text: str) -> None:
    """Below a fever, and above what is usual, the care team is called today."""
    assert [reading.tier for reading in readings(text)] == [Tier.CALL_CARE_TEAM_TODAY]


@pytest.mark.parametrize(
    "text",
    [
        "kyphoplasty 101",
        "i live at 102 elm street",
        "room 102",
        "grandma turned 101",
        "scoliosis curve 42 degrees",
        "it's 104 outside today",
        "the pool is 102",
        "at what temperature do i call, is 100.4 the cutoff",
        "should i call at 101",
        "heart rate 104",
        "i weigh 102 pounds",
        "36 gy in 10 sessions",
        "she's 39 with two kids",
        "temp is 98.6",
        "call me at (555) 101-0238",
        "my phone is 555 102 0144",
        "the bill was 101.50",
        "my bmi is 38.5",
        "we come down the 101",
        "my psa is 101",
        "ca 15-3 is 38.5",
        "order 100.8",
        "the room temperature is 38 in july",
        "our house is 38c in summer",
        "a hot bath at 38 degrees",
        "the next bus stop is 39 km away",
        "101 questions about chemo",
        "how many get an infection, out of a hundred",
        "born in nineteen hundred and forty one",
    ],
)
def test_other_numbers_are_no_reading(text: str) -> None:
    """Addresses, ages, doses, the weather, counts and general questions are no alarm."""
    assert readings(text) == ()


@pytest.mark.parametrize("text", ["my temperature is 37.2", "temp 97.9 this morning, is radiation still on"])
def test_a_usual_temperature_is_no_alarm(text: str) -> None:
    """Who is told to measure tells what was measured."""
    assert only_usual_temperatures(text)
    assert assess(text).tier is None


@pytest.mark.parametrize(
    "text", ["temp 97.9 but my teeth are chattering", "temp 98 at noon, 101 now", "temp 98 and she's not making sense"]
)
def test_a_usual_temperature_hides_no_danger(text: str) -> None:
    """Shivering counts without a fever, and so does all else."""
    assert assess(text).tier is not None


@pytest.mark.parametrize(
    "text",
    [
        "my dad is 97, his temp feels high to the touch",
        "temp was 97 this morning, now burning",
        "i'm 36 and have a temp",
    ],
)
def test_an_age_is_no_usual_temperature(text: str) -> None:
    """Nor is a temperature that was usual once."""
    assert not only_usual_temperatures(text)


def test_numbers_in_words_are_written_in_figures() -> None:
    """Whoever dictates a message spells the number."""
    assert in_figures(fold("one hundred and two point five, and thirty-eight and a half")) == "102.5, and 38.5"
    assert in_figures("one and two") == "one and two"


@pytest.mark.parametrize(
    "text",
    ["I had a fever of 104 with the measles in 1961", "went in for 100.6 last month, cultures were nothing"],
)
def test_a_fever_of_long_ago_is_no_alarm(text: str) -> None:
    """What is told as long past is history, whatever the thermometer showed."""
    assert readings(text)
    assert assess(text).tier is None


@pytest.mark.parametrize(
    "text",
    [
        "had 103 last year and 103 again",
        "had 101 last month and its 101.2",
        "103 when i was a kid. 103 now",
        "he was 102 this morning",
    ],
)
def test_a_fever_of_today_beside_an_old_one_is_seen(text: str) -> None:
    """An old fever hides none of today."""
    assert assess(text).tier is Tier.CALL_CARE_TEAM_NOW


def test_this_month_is_not_long_ago() -> None:
    """What "in November" names is a thing of the past in May, and not in November."""
    assert assess(f"his temp was 101 in {datetime.now(UTC):%B}").tier is Tier.CALL_CARE_TEAM_NOW
