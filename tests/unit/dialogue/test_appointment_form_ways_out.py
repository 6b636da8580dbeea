"""The appointment form where no answer comes: it is left, skipped, changed, asked something, or not understood."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from form_reading import FORM, read
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.dialogue.appointment.answers import (
    FIELDS,
    OPTIONAL,
    SKIPPED,
    Again,
    Aside,
    Cancel,
    Change,
    Typed,
    Unreadable,
    Value,
)
from assistant.dialogue.appointment.fields import read_answer


@pytest.mark.parametrize("field", [name.removeprefix("appointment_") for name in FIELDS])
@pytest.mark.parametrize("text", ["cancel", "never mind", "Forget it!", "i changed my mind"])
def test_it_can_be_given_up_at_every_question(field: str, text: str) -> None:
    """The request can be given up at any point."""
    assert read(field, text) == Cancel()


@pytest.mark.parametrize("name", sorted(OPTIONAL))
@pytest.mark.parametrize("text", ["skip", "rather not say", "pass"])
def test_optional_answers_can_be_left_out(name: str, text: str) -> None:
    """What is not needed can be left out."""
    assert read_answer(name, Typed(text), FORM) in (Value({name: SKIPPED}), Value({name: "not_sure"}))


@pytest.mark.parametrize("field", ["name", "phone", "for"])
def test_needed_answers_can_not_be_left_out(field: str) -> None:
    """A request without a name or a number can't be acted on."""
    assert read(field, "skip") == Unreadable(needed=True)


@pytest.mark.parametrize(
    ("field", "text", "changed"),
    [
        ("confirmed", "change my number", "phone"),
        ("confirmed", "the name is wrong", "name"),
        ("confirmed", "different time please", "times"),
        ("times", "wait change my phone number", "phone"),
        ("access", "i made a mistake in my name, fix it", "name"),
    ],
)
def test_an_earlier_answer_can_be_changed(field: str, text: str, changed: str) -> None:
    """Any answer can be changed before the request is sent."""
    assert read(field, text) == Change((f"appointment_{changed}",))


def test_what_to_change_is_asked() -> None:
    """A wish to change something without saying what is a question back."""
    assert read("confirmed", "change something") == Change()
    assert read_answer("appointment_confirmed", Typed("", choice="change"), FORM) == Change()


def test_back_is_the_question_before() -> None:
    """The word "back" asks the question before again, and at the first one the same."""
    filled = {"appointment_for": "self", "appointment_relation": "self", "appointment_name": "Ana"}
    assert read("phone", "go back", replace(FORM, filled=filled)) == Change(("appointment_name",))
    assert read("name", "back", replace(FORM, filled=filled)) == Change(("appointment_for",))
    assert read("for", "back") == Again()


@pytest.mark.parametrize("field", ["for", "name", "phone", "topic", "access", "voicemail", "confirmed"])
def test_a_question_in_the_middle_is_no_answer(field: str) -> None:
    """A question in the middle of the form is answered as a question."""
    understood: dict[str, Any] = {"intent": "ask_side_effects", "confidence": 0.9, "treatments": ("chemotherapy",)}
    assert read(field, "what are the side effects of chemo?", **understood) == Aside()


@pytest.mark.parametrize("text", ["i want an appointment", "i want an apointment for my mom", "bok an appoinment plz"])
def test_a_wish_for_an_appointment_asks_again(text: str) -> None:
    """Who asks for an appointment inside the form, however it is spelt, is asked the same question again."""
    assert read("name", text, intent="book_appointment", confidence=0.9) == Again()


@pytest.mark.parametrize(
    ("field", "text"),
    [("phone", "call me"), ("phone", "555 0142"), ("times", "purple"), ("name", "12345"), ("for", "?")],
)
def test_what_can_not_be_read_is_asked_again(field: str, text: str) -> None:
    """Nothing is guessed."""
    assert isinstance(read(field, text), Unreadable)


def test_after_two_tries_it_is_kept_as_typed() -> None:
    """What could not be read twice is kept in the person's words, and marked so."""
    tired = replace(FORM, tries=2)
    times = read("times", "when the moon is up", tired)
    assert (
        times.slots["appointment_times"] | {"checked": False, "text": "when the moon is up"}
        == times.slots["appointment_times"]
    )
    asked_twice = replace(tired, typed_before=("555 0142", "555 0142"))
    assert read("phone", "555 0142", asked_twice).slots["appointment_phone"]["checked"] is False
    assert read("phone", "call me", tired) == Unreadable(needed=True)


def test_a_button_of_an_earlier_question_is_no_answer() -> None:
    """A late press on an old button is not taken for an answer to the question that stands."""
    assert read_answer("appointment_phone", Typed("", choice="self"), FORM) == Again()


@settings(max_examples=150, deadline=None)
@given(field=st.sampled_from(FIELDS), text=st.text(max_size=200), tries=st.integers(0, 4))
def test_anything_can_be_typed(field: str, text: str, tries: int) -> None:
    """No text breaks the form, and a value only ever fills slots of the form."""
    answer = read_answer(field, Typed(text), replace(FORM, tries=tries))
    if isinstance(answer, Value):
        assert set(answer.slots) <= set(FIELDS)
        assert all(value is not None for value in answer.slots.values())
