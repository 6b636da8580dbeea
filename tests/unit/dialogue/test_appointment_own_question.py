"""A question beside an answer in free words is not passed on to the staff, and not swallowed; who is unsure is read."""

from __future__ import annotations

from typing import Any

import pytest
from form_reading import read

from assistant.dialogue.appointment.answers import Aside, Told, Value
from assistant.dialogue.appointment.own_question import QUESTION_LEFT


@pytest.mark.parametrize(
    ("field", "text", "kept"),
    [
        (
            "access",
            "interpreter vietnamese and wheel chair, she walk slow. it is free? the interpreter",
            "interpreter vietnamese and wheel chair, she walk slow",
        ),
        ("access", "wheelchair. is it free", "wheelchair"),
        ("access", "a wheelchair, can my daughter come with me", "a wheelchair"),
        ("access", "walker. how do i get there", "walker"),
        ("topic", "the radiation, how many goes she would need", "radiation"),
        ("topic", "surgery, will it hurt", "surgery"),
    ],
)
def test_the_question_is_left_to_people_or_answered(field: str, text: str, kept: str) -> None:
    """Where it is plain what is asked it is answered as anywhere; else who can answer is said."""
    known: dict[str, Any] = {"treatments": (kept,) if field == "topic" else ()}
    assert read(field, text, **known) == Told(QUESTION_LEFT, {f"appointment_{field}": kept})
    asked = read(field, text, intent="out_of_scope_cost", confidence=0.9, **known)
    assert asked == Aside({f"appointment_{field}": kept})


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("access", "wheelchair, can not walk far"),
        ("access", "she is deaf, does not hear the phone"),
        ("access", "a ramp and a wide door"),
        ("access", "will need a walker"),
        ("access", "wheelchair. and help when we arrive"),
    ],
)
def test_what_helps_is_no_question(field: str, text: str) -> None:
    """Words of who can not do something begin as questions do."""
    assert read(field, text) == Value({f"appointment_{field}": text})


@pytest.mark.parametrize(
    ("text", "access", "language"),
    [
        ("wheelchair and vietnamese interpreter", "wheelchair and vietnamese interpreter", "Vietnamese"),
        ("spanish interpreter and help to hear", "spanish interpreter and help to hear", "Spanish"),
        ("vietnamese interpreter please", None, "Vietnamese"),
    ],
)
def test_help_and_an_interpreter_are_both_noted(text: str, access: str | None, language: str) -> None:
    """What is asked for is filled too, where there is more than the language."""
    slots = {"appointment_language": language} | ({"appointment_access": access} if access else {})
    assert read("access", text) == Value(slots)


@pytest.mark.parametrize(
    "text",
    ["i not sure then", "not sure", "im honestly not sure", "no idea sorry", "i do not know which one", "dunno really"],
)
def test_who_is_not_sure_of_the_topic_is_read(text: str) -> None:
    """As the button is."""
    assert read("topic", text) == Value({"appointment_topic": "not_sure"})


@pytest.mark.parametrize("text", ["not sure, maybe radiation", "i am sure it is radiation", "radiation"])
def test_a_treatment_that_is_named_is_the_topic(text: str) -> None:
    """Whatever doubt stands beside it."""
    assert read("topic", text, treatments=("radiation",)) == Value({"appointment_topic": "radiation"})
