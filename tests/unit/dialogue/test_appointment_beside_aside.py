"""An answer of the form that stands beside a question of its own is kept, and the question is answered."""

from __future__ import annotations

import pytest
from form_reading import read

from assistant.dialogue.appointment.answers import Aside, Unreadable, Value

NO = {"appointment_urgent_check": False}
ME = {"appointment_for": "self", "appointment_relation": "self"}


@pytest.mark.parametrize(
    ("field", "text", "intent", "slots"),
    [
        ("urgent_check", "no none of that. when could i come", "ask_appointment", NO),
        ("urgent_check", "no. who reads this, is it a person", "ask_privacy", NO),
        ("urgent_check", "no nothing new, just worrying. does this cost anything to ask", "out_of_scope_cost", NO),
        ("urgent_check", "no but is numbness from chemo?", "ask_specific_side_effect", {}),
        ("urgent_check", "no sorry wrong button. what are the side effects", "ask_side_effects", {}),
        ("urgent_check", "not sure. what counts as a fever?", "out_of_scope_symptoms", {}),
        (
            "for",
            "my dad. wait who sees this",
            "ask_privacy",
            {"appointment_for": "someone_else", "appointment_relation": "father"},
        ),
        ("name", "Arthur Pell, do you need my age", "ask_appointment", {"appointment_name": "Arthur Pell"}),
        ("name", "ok, do you need my age", "ask_appointment", {}),
        ("known_patient", "good. what happens now", "ask_appointment", {}),
    ],
)
def test_an_answer_beside_a_question_is_kept(field: str, text: str, intent: str, slots: dict[str, object]) -> None:
    """The question is answered, and what was answered is not asked again; a courtesy is no answer, nor a doubt."""
    assert read(field, text, intent=intent, confidence=0.9) == Aside(slots)


def test_a_question_beside_a_number_is_answered() -> None:
    """The number is seen wherever it stands; the question is not passed over for it."""
    heard = read("phone", "hang on is that private. 212-555-0142", intent="ask_privacy", confidence=0.9)
    assert isinstance(heard, Aside)
    assert heard.slots["appointment_phone"]["shown"] == "(212) 555-0142"


@pytest.mark.parametrize("text", ["me who else", "my self", "me of course", "for me but my son does the phone"])
def test_who_it_is_for_is_read(text: str) -> None:
    """Nobody says "me" alone."""
    assert read("for", text) == Value(ME)


@pytest.mark.parametrize(
    "text", ["i SAID no", "no nothing new. hes ok", "i said no nothing new", "no. nothing. nuffin"]
)
def test_a_no_in_more_words_is_a_no(text: str) -> None:
    """Who has said no is not asked again."""
    assert read("urgent_check", text) == Value(NO)


@pytest.mark.parametrize(
    "text", ["nothing works below my waist", "said it twice now", "i said numb", "no, he's not ok"]
)
def test_what_only_begins_like_a_no_is_none(text: str) -> None:
    """The safety question is left only by a plain no."""
    assert read("urgent_check", text) != Value(NO)


@pytest.mark.parametrize(
    "text", ["never mind the appointment", "i want to think about it, stop", "let me think about it first"]
)
def test_the_form_is_left_in_more_words(text: str) -> None:
    """Who gives the request up is let go."""
    assert not isinstance(read("name", text), Unreadable | Value)
