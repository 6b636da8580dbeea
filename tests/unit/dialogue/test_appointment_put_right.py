"""What is put right of answers that were given: in words that name no field, by its label, and in several parts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from form_reading import FORM, read

from assistant.booking.times import Times, read_times
from assistant.dialogue.appointment.answers import Change, Form, Told, Unreadable, Value
from assistant.dialogue.appointment.changes import PARTLY_CHANGED
from assistant.dialogue.appointment.labels import labelled
from assistant.dialogue.appointment.sending import sends_and_asks_when


def given(times: str, **slots: Any) -> Form:
    """Return a filled form with these times."""
    said = read_times(times, FORM.now, FORM.time_zone)
    assert said is not None
    filled = {
        "appointment_for": "self",
        "appointment_name": "Linh Tran",
        "appointment_phone": read("phone", "714 555 0142").slots["appointment_phone"],
        "appointment_known_patient": False,
        "appointment_topic": "radiation",
        "appointment_times": said.model_dump(mode="json"),
        "appointment_language": "English",
        "appointment_access": "wheelchair",
        "appointment_voicemail": True,
    }
    return replace(FORM, filled=filled | slots)


THURSDAY, BOTH = "thursday afternoon", "tuesday and thursday after 3 pm"


def shown(answer: object) -> str | None:
    """Return the times of an answer as they are read back; "" where none are left."""
    assert isinstance(answer, Value | Told), answer
    kept = answer.slots["appointment_times"]
    return "" if kept is None else Times.model_validate(kept).shown()


@pytest.mark.parametrize(
    ("times", "text", "then"),
    [
        (THURSDAY, "sorry, it should be friday not thursday. my sister has the car thursday", "Friday, afternoon"),
        (THURSDAY, "oh no i meant friday", "Friday, afternoon"),
        (THURSDAY, "thursday should be friday", "Friday, afternoon"),
        (THURSDAY, "friday instead of thursday please", "Friday, afternoon"),
        (THURSDAY, "change the day to friday", "Friday, afternoon"),
        (THURSDAY, "change the day to friday morning", "Friday, morning"),
        (THURSDAY, "we can't come thursday, but friday is fine", "Friday, afternoon"),
        (THURSDAY, "it is wrong, friday morning i said", "Friday, morning"),
        (BOTH, "friday not thursday", "Tuesday or Friday, after 3 PM"),
        (BOTH, "thursday is no good", "Tuesday, after 3 PM"),
        (BOTH, "not thursday after all", "Tuesday, after 3 PM"),
        (BOTH, "drop the thursday", "Tuesday, after 3 PM"),
        (BOTH, "i have to be at work thursday", "Tuesday, after 3 PM"),
        (BOTH, "its not thursday its friday", "Tuesday or Friday, after 3 PM"),
        (BOTH, "i work on thursday", "Tuesday, after 3 PM"),
        (BOTH, "thursday not good. only tuesday after 4", "Tuesday, after 4 PM"),
        (BOTH, "only tuesday please", "Tuesday, after 3 PM"),
        (BOTH, "sorry, no mornings", "Tuesday or Thursday, afternoon or in the evening"),
    ],
)
def test_times_are_put_right_without_their_name(times: str, text: str, then: str) -> None:
    """A day that takes the place of another keeps its hours; one that does not suit goes, and the others stay."""
    days = ("Tuesday", "Thursday", "Friday")
    said = shown(read("confirmed", text, given(times))) or ""
    for word in (", November 24", ", November 26", ", November 27", "in the "):
        said = said.replace(word, "", 1)
    assert said == then
    assert any(day in said for day in days)


@pytest.mark.parametrize("text", ["thursday is no good", "not thursday", "i can't do thursday anymore"])
def test_where_no_day_is_left_it_is_asked_when(text: str) -> None:
    """The only day that was given goes: nothing may stand in its place that was not said."""
    assert shown(read("confirmed", text, given(THURSDAY))) == ""


@pytest.mark.parametrize(
    "text",
    [
        "my sister has the car thursday",
        "what happens on thursday?",
        "she is very tired on thursdays",
        "it is ok i think",
    ],
)
def test_a_day_that_is_only_spoken_of_changes_nothing(text: str) -> None:
    """Whatever is not read to the last word changes no answer, and is said not to have."""
    assert isinstance(read("confirmed", text, given(BOTH)), Unreadable | Change)


@pytest.mark.parametrize(
    ("field", "text", "answer"),
    [
        ("voicemail", "yes but sorry i change, thursday not good. only tuesday after 3", True),
        ("voicemail", "ok but not on thursdays", True),
        ("access", "a walker. sorry, tuesday instead of thursday", "a walker"),
    ],
)
def test_a_correction_of_times_inside_another_answer_is_taken(field: str, text: str, answer: object) -> None:
    """The answer and the change both count."""
    found = read(field, text, given(BOTH, **{f"appointment_{field}": None}))
    assert shown(found) == "Tuesday, November 24, after 3 PM"
    assert found.slots[f"appointment_{field}"] == answer


def test_times_corrected_late_take_the_place_of_those_given() -> None:
    """What is only added is kept beside them, for people to read."""
    form = given(BOTH, appointment_language=None)
    assert shown(read("language", "sorry not thursday, friday", form)).startswith("Tuesday, November 24 or Friday")
    assert shown(read("language", "wednesday is also fine", form)) == f"{BOTH}; wednesday is also fine"


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        (
            "help needed change: wheelchair, vietnamese interpreter",
            {"appointment_access": "wheelchair, vietnamese interpreter"},
        ),
        ("change help needed: walker and oxygen", {"appointment_access": "walker and oxygen"}),
        ("language change: spanish", {"appointment_language": "Spanish"}),
        ("Ask for: Dana Lee", {"appointment_name": "Dana Lee"}),
        ("About: surgery", {"appointment_topic": "surgery"}),
        ("voice message change: no", {"appointment_voicemail": False}),
        ("name: Dana. language: polish", {"appointment_name": "Dana", "appointment_language": "Polish"}),
    ],
)
def test_a_field_is_changed_by_its_label(text: str, slots: dict[str, object]) -> None:
    """As the read-back calls it, also where the new words name another field."""
    assert read("confirmed", text, given(BOTH)) == Value(slots)


@pytest.mark.parametrize(
    "text",
    ["about the surgery", "call me at 5", "for my wife", "i need help to change it", "she asked: why me", "the time"],
)
def test_an_everyday_word_is_no_label(text: str) -> None:
    """Only before a colon, and only at the beginning."""
    assert labelled(text, FORM.words) == {}


def test_several_corrections_all_count() -> None:
    """And what could not be read is said not to have been changed."""
    text = "thursday not good. only tuesday after 3. and call name is Ana, not Linh"
    both = read("confirmed", text, given(BOTH))
    assert (shown(both), both.slots["appointment_name"]) == ("Tuesday, November 24, after 3 PM", "Ana")
    partly = read("confirmed", "thursday no good and the number is not right", given(BOTH))
    assert isinstance(partly, Told)
    assert (partly.response, set(partly.slots)) == (PARTLY_CHANGED, {"appointment_times"})


@pytest.mark.parametrize(
    "text",
    [
        "yes send. when they call me?",
        "yes, send it. when will you call?",
        "send it please, how soon will they call",
        "yes that is right and when do you call me",
        "yes. when do they ring?",
    ],
)
def test_a_clear_yes_sends_and_the_receipt_says_when(text: str) -> None:
    """Nothing else may stand beside it."""
    assert read("confirmed", text, given(BOTH)) == Value({"appointment_confirmed": True})


@pytest.mark.parametrize(
    "text",
    [
        "when will you call?",
        "ok when do you call",
        "yes send. when is chemo?",
        "no dont send. when will you call?",
        "yes but change the day. when will they call",
        "not yet. when will they call me?",
    ],
)
def test_a_question_without_a_clear_yes_sends_nothing(text: str) -> None:
    """Who asks has not said to send."""
    assert not sends_and_asks_when(text, FORM.words)
