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


@pytest.mark.parametrize(
    ("text", "name", "treatment"),
    [
        ("Ray Jones", "Ray Jones", "radiation"),
        ("Al Ray", "Al Ray", "radiation"),
        ("Kimo Lee", "Kimo Lee", "chemotherapy"),
        ("rad smith", "Rad Smith", "radiation"),
        ("Ray", "Ray", "radiation"),
        ("Dr. Surgeon", "Dr. Surgeon", "surgery"),
    ],
)
def test_a_name_that_sounds_like_a_treatment_is_a_name(text: str, name: str, treatment: str) -> None:
    """Who is called Ray can book: a treatment is the answer only where it is all that was typed."""
    assert read("name", text, intent="name_treatment", confidence=0.9, treatments=(treatment,)) == Value(
        {"appointment_name": name}
    )
    assert not isinstance(read("phone", text, treatments=(treatment,)), Value)


@pytest.mark.parametrize(
    ("text", "treatment"),
    [("the knife one", "surgery"), ("radiation therapy", "radiation"), ("kemo", "chemotherapy"), ("my chemo", "chemo")],
)
def test_a_treatment_is_no_name(text: str, treatment: str) -> None:
    """Nobody is asked for as "The Knife One"."""
    answer = read("name", text, intent="name_treatment", confidence=0.9, treatments=(treatment,))
    assert not (isinstance(answer, Value) and "appointment_name" in answer.slots)


@pytest.mark.parametrize(
    ("text", "intent", "name"),
    [
        ("Will Price", "out_of_scope_cost", "Will Price"),
        ("My name is Will Change", "ask_privacy", "Will Change"),
        ("they call me Mo", "out_of_scope_everyday", "Mo"),
        ("Robert, Bob for short", "out_of_scope_nonsense", "Robert"),
        ("never mind. Tom", "deny", "Tom"),
        ("nvm - Tom Baker", "deny", "Tom Baker"),
        ("forget that, it's Tom", "deny", "Tom"),
        ("Carole Kiefer, her daughter", "greet", "Carole Kiefer"),
        ("Tom Baker (my husband)", "greet", "Tom Baker"),
        ("I'm called Dot", "ask_identity", "Dot"),
        ("she is called Dot", "ask_identity", "Dot"),
        ("it's Chen, first name Li", "out_of_scope_hospital", "Li Chen"),
        ("first name Li, last name Chen", "out_of_scope_hospital", "Li Chen"),
        ("last name is Chen and first name is Li", "out_of_scope_hospital", "Li Chen"),
    ],
)
def test_only_the_name_is_kept(text: str, intent: str, name: str) -> None:
    """What stands around a name, or sounds like a question, is no part of it."""
    assert read("name", text, intent=intent, confidence=0.9) == Value({"appointment_name": name})
    # Words beside the name may be heard as a treatment's ("short", "little").
    cue = ("kyphoplasty_vertebroplasty",)
    assert read("name", text, intent=intent, confidence=0.9, treatments=cue) == Value({"appointment_name": name})


def test_never_mind_alone_gives_up() -> None:
    """Without a name behind it, it is a wish to stop."""
    assert read("name", "never mind") == Cancel()
    assert read("name", "never mind.") == Cancel()


def test_half_a_number_is_asked_for_once_more_after_a_refusal() -> None:
    """A number without its area code is kept only where all ten digits were asked for: a refusal is no try."""
    refused = replace(FORM, tries=3, typed_before=("212 and me", "ana lopez", "i dont want to give my number"))
    assert read("phone", "555-0142", replace(refused, typed_before=refused.typed_before[1:])) == Unreadable()
    again = replace(FORM, tries=4, typed_before=("i dont want to give my number", "555-0142"))
    assert read("phone", "555-0142", again).slots["appointment_phone"]["checked"] is False


def test_the_whole_number_takes_the_place_of_half_of_it() -> None:
    """Who gives all digits later is called under these; a number that can be dialed stays, unless it is put right."""
    half = {"e164": None, "shown": "555-0142", "checked": False}
    later = read("known_patient", "212-555-0142 ext 4", replace(FORM, filled={"appointment_phone": half}))
    assert later.slots["appointment_phone"]["e164"] == "+12125550142"
    whole = later.slots["appointment_phone"]
    assert read("known_patient", "212-555-0143", replace(FORM, filled={"appointment_phone": whole})) == Unreadable()
