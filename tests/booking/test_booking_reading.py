"""Numbers, times and codes are read as they were meant, or not at all."""

from __future__ import annotations

import itertools
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from assistant.booking.code import new_code, read_code
from assistant.booking.phone import read_phone, unchecked_phone
from assistant.booking.request import AppointmentRequest
from assistant.booking.times import read_times, unchecked_times

ZONE = "America/New_York"
NOW = datetime(2026, 11, 23, 10, tzinfo=ZoneInfo(ZONE))  # a Monday
DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

WORDS = (
    "next this week tomorrow today morning pm after before 3 10am not but or , any no 12/3 11/23 dec 4th asap weekend "
    "between and -"
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("next tues morning", "Tuesday, December 1, in the morning"),
        ("any afternoon but friday", "any day but Friday, in the afternoon"),
        ("asap", "as soon as possible"),
        ("weekdays after 3", "Monday to Friday, after 3 PM"),
        ("tomorrow or thursday pm", "Tuesday, November 24 or Thursday, November 26, in the afternoon"),
        ("12/3", "Thursday, December 3"),
        ("no mornings", "any day, in the afternoon or in the evening"),
        ("this morning", "Monday, November 23, in the morning"),
        ("mon-fri 9am to 11am", "Monday to Friday, between 9 AM and 11 AM"),
        ("monday", "Monday, November 30"),
        ("dec 3rd at 2", "Thursday, December 3, between 2 PM and 3 PM"),
        ("tusday aftrnoon", "Tuesday, November 24, in the afternoon"),
        ("tusday afternon", "Tuesday, November 24, in the afternoon"),
        ("monday but after 3", "Monday, November 30, after 3 PM"),
        ("whenever", "any day"),
        ("any day but i sleep till 11", "any day, after 11 AM"),
        ("i work until 5", "any day, after 5 PM"),
        ("not home until 5pm", "any day, after 5 PM"),
        ("thursdays he works til 4", "Thursdays, after 4 PM"),
        ("thursday works until 5", "Thursday, November 26, before 5 PM"),
        ("i am free until 3", "any day, before 3 PM"),
        ("asap but no mornings", "any day, as soon as possible, in the afternoon or in the evening"),
    ],
)
def test_times_are_read(text: str, shown: str | None) -> None:
    """What patients type is read back in words that they can check."""
    times = read_times(text, NOW, ZONE)
    assert (times.shown() if times else None) == shown


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "banana",
        "2/30",
        "11/20",
        "december 3 2020",
        "after 7",
        "3",
        "never",
        "not monday, tuesday",
        "not monday morning",
        "next tuesday or wednesday",
        "tuesday 12/3",
        "i cant feel my legs",
        "after 5 before 2",
        "call my daughter",
        "morning after 2",
    ],
)
def test_what_is_not_understood_is_not_guessed(text: str) -> None:
    """A word that is not known, two meanings, or a day that is over: nothing is read."""
    assert read_times(text, NOW, ZONE) is None


def test_today_is_not_offered_when_it_is_over() -> None:
    """At three in the afternoon, this morning is past."""
    assert read_times("this morning", NOW.replace(hour=15), ZONE) is None
    assert read_times("this afternoon", NOW.replace(hour=15), ZONE) is not None


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from([*DAYS, *WORDS.split()]),
        max_size=7,
    ),
    st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31)),
)
def test_no_window_is_in_the_past(words: list[str], now: datetime) -> None:
    """Whatever is said, whenever: no crash, no day that is over, none out of reach, and words for each window."""
    moment = now.replace(tzinfo=ZoneInfo(ZONE))
    times = read_times(" ".join(words), moment, ZONE)
    if times is None:
        return
    assert times.windows
    assert times.shown()
    for window in times.windows:
        assert window.day or window.weekdays or window.soonest
        if window.day:
            assert now.date() <= window.day <= now.date() + timedelta(days=200)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text makes a reader fail, and what is kept unchecked is never empty nor too long."""
    read_times(text, NOW, ZONE)
    read_phone(text)
    read_code(text)
    assert 0 < len(unchecked_phone(text).shown) <= 100
    assert 0 < len(unchecked_times(text, ZONE).text) <= 200


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(DAYS), st.sampled_from(["", "morning", "afternoon", "evening"]), st.integers(0, 400))
def test_a_day_is_the_coming_one(day: str, part: str, later: int) -> None:
    """A day's name means the next such day: within a week, of that name."""
    now = NOW + timedelta(days=later)
    times = read_times(f"{day} {part}", now, ZONE)
    assert times is not None
    (window,) = times.windows
    assert window.day is not None
    assert DAYS[window.day.weekday()] == day
    assert 1 <= (window.day - now.date()).days <= 7
    assert window.parts == ((part,) if part else ())


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(["212", "646", "415", "312"]),
    st.integers(100, 199),
    st.sampled_from(
        ["{a}-555-0{n}", "({a}) 555-0{n}", "+1 {a} 555 0{n}", "{a}5550{n}", "{a}.555.0{n}", "1-{a}-555-0{n}"]
    ),
    st.sampled_from(["{}", "its {} after 5", "call me at {} please", "{}, ask for Ana", "my cell: {}"]),
)
def test_a_number_is_found_in_any_writing(area: str, number: int, writing: str, around: str) -> None:
    """However it is written and whatever stands around it, it is the same number."""
    text = around.format(writing.format(a=area, n=number))
    phone = read_phone(text, allow_fictional=True)
    assert phone is not None
    assert phone.e164 == f"+1{area}5550{number}"
    assert phone.shown == f"({area}) 555-0{number}"
    assert read_phone(text) is None  # reaches nobody


@pytest.mark.parametrize(
    "text",
    [
        "555-0142",
        "123-45-6789",
        "911",
        "call me",
        "12/3 after 3",
        "212-555-0142 and 646-555-0142 is hers",
        "900-234-5678",
        "999-555-0142",
    ],
)
def test_what_cannot_be_called_is_no_number(text: str) -> None:
    """No area code, too short, two numbers, a number that costs extra, or none at all."""
    assert read_phone(text, allow_fictional=True) is None


def test_codes_are_easy_to_read_aloud() -> None:
    """Letters and digits take turns, so that no word comes out; none looks like another; many differ."""
    codes = {new_code() for _ in range(2000)}
    assert len(codes) > 1950
    for code in codes:
        assert not set(code) & set("01OILZ5S8B")
        bare = code.replace("-", "")
        assert not any(a.isalpha() and b.isalpha() for a, b in itertools.pairwise(bare))
        assert read_code(f" {code.lower().replace('-', ' ')} ") == code


@pytest.mark.parametrize(
    "fields", [{"topic": "vaccines"}, {"name": " \u202e "}, {"name": "x" * 101}, {"diagnosis": "x"}]
)
def test_a_request_has_only_its_fields(make_request, fields: dict[str, str]) -> None:
    """Other fields, other choices and too long texts are refused, and the error does not quote them."""
    with pytest.raises(ValidationError) as caught:
        make_request(**fields)
    assert "vaccines" not in str(caught.value)


def test_a_left_over_relation_is_dropped(make_request) -> None:
    """Who changes "someone else" to "myself" leaves no relation behind."""
    request: AppointmentRequest = make_request(relation="daughter")
    assert request.relation is None
