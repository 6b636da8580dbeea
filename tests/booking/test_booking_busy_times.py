"""When a call does not suit, in the order in which people say it, and hours of a clock with 24."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from assistant.booking.times import read_times

ZONE = "America/New_York"
NOW = datetime(2026, 11, 23, 10, tzinfo=ZoneInfo(ZONE))  # a Monday


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("thursdays i work so not thurs. afternoons otherwise", "any day but Thursday, in the afternoon"),
        (
            "Wednesday, not before ten. It has to be before Thursday, because I see my doctor on Thursday.",
            "Wednesday, November 25, after 10 AM",
        ),
        ("Wednesday late morning", "Wednesday, November 25, between 10 AM and 12 PM"),
        ("After 15, in morning no. Wednesday not, I have lesson", "any day but Wednesday, after 3 PM"),
        (
            "Tuesday or Thursday, from 14 till 17",
            "Tuesday, November 24 or Thursday, November 26, between 2 PM and 5 PM",
        ),
        ("mondays not, otherwise afternoons", "any day but Monday, in the afternoon"),
        ("friday, not after three", "Friday, November 27, before 3 PM"),
        ("from nine to eleven on tuesday", "Tuesday, November 24, between 9 AM and 11 AM"),
        ("not before ten because i sleep late", "any day, after 10 AM"),
        ("not before ten as i said", "any day, after 10 AM"),
        ("i work mondays. afternoons are good", "any day but Monday, in the afternoon"),
        ("on friday I work, thursday afternoon", "Thursday, November 26, in the afternoon"),
        ("wednesday and friday not, mornings", "Mondays, Tuesdays, Thursdays, Saturdays or Sundays, in the morning"),
        ("i am not free on friday, thursday is good", "Thursday, November 26"),
    ],
)
def test_what_does_not_suit_may_stand_before_or_behind(text: str, shown: str) -> None:
    """A day on which somebody works is not offered to the schedulers, and what else suits is."""
    times = read_times(text, NOW, ZONE)
    assert times is not None
    assert times.shown() == shown


@pytest.mark.parametrize(
    "text",
    [
        *("not monday, tuesday", "monday, tuesday not", "monday, i have chemo", "not thurs. afternoons"),
        *("Monday, I have chemo. Tuesday is good.", "before friday", "friday before thursday", "i work nights"),
        *("monday or tuesday but it must be before tuesday", "wednesday is not bad", "afternoons, not otherwise"),
    ],
)
def test_what_may_mean_two_things_is_asked_again(text: str) -> None:
    """Nothing is guessed: the person is asked once more, and their own words are passed on."""
    assert read_times(text, NOW, ZONE) is None
