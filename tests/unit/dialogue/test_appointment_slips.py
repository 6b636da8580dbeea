"""Slips of tired and frightened people in the appointment form: early, late, in part, in doubt."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from form_reading import FORM, read

from assistant.dialogue.appointment.answers import Aside, Cancel, Unreadable, Value, Why


def test_a_name_in_full_takes_the_place_of_its_beginning() -> None:
    """Who types the first name, and then both, is asked for by both; another name changes nothing."""
    form = replace(FORM, filled={"appointment_name": "Dolores"})
    assert read("phone", "dolores vance", form) == Value({"appointment_name": "Dolores Vance"})
    assert read("phone", "anna vance", form) == Unreadable()


@pytest.mark.parametrize(
    ("field", "text", "found"),
    [
        ("times", "english", {"appointment_language": "English"}),
        ("topic", "she is deaf", {"appointment_access": "deaf"}),
        ("known_patient", "she is deaf", {"appointment_access": "deaf"}),
        ("voicemail", "i am hard of hearing", {"appointment_access": "hard of hearing"}),
    ],
)
def test_an_answer_that_comes_early_is_kept(field: str, text: str, found: dict[str, Any]) -> None:
    """A language or what helps, said before it is asked for, is not asked for again."""
    assert read(field, text) == Value(found)


@pytest.mark.parametrize("field", ["known_patient", "voicemail"])
def test_a_no_that_takes_something_back_is_no_answer(field: str) -> None:
    """The words "no, thursday" put the times right, whatever else could be answered with a no."""
    form = replace(FORM, filled={"appointment_times": read("times", "tuesday").slots["appointment_times"]})
    assert set(read(field, "no, thursday", form).slots) == {"appointment_times"}
    assert read(field, "no", form) == Value({f"appointment_{field}": False})
    assert read(field, "no thanks", form) == Value({f"appointment_{field}": False})


@pytest.mark.parametrize("text", ["im scared", "i am worried", "im sick"])
def test_a_worry_is_no_name(text: str) -> None:
    """Nobody is asked for as "Scared"."""
    assert read("name", text) == Unreadable()
    assert read("name", text, intent="express_worry", confidence=0.95) == Aside()


def test_a_question_is_no_second_refusal() -> None:
    """Who has no phone, and asks for an e-mail, is told once more whom to call: what was typed is not thrown away."""
    assert read("phone", "can you email me", replace(FORM, tries=3)) == Unreadable(needed=True)
    assert read("phone", "just email me", replace(FORM, tries=3)) == Cancel()


def test_words_of_tired_people_are_read() -> None:
    """A yes in doubt, a visit of somebody else, a possessive, a name behind a sigh, and a wish to do it later."""
    assert read("known_patient", "i think so") == Value({"appointment_known_patient": True})
    assert read("known_patient", "she was there in 2019") == Value({"appointment_known_patient": True})
    assert read("for", "my moms sick").slots["appointment_relation"] == "mother"
    assert read("name", "fine. rosa diaz") == Value({"appointment_name": "Rosa Diaz"})
    assert read("name", "what is his name for") == Why()
    assert read("language", "can i do this later") == Cancel()
