"""Who is called, and on which number: whose name is meant, names beside words, numbers taken back or in pieces."""

from __future__ import annotations

from dataclasses import replace

import pytest
from form_reading import FORM, read

from assistant.booking.phone import read_phone
from assistant.dialogue.appointment.answers import Told, Unreadable, Value
from assistant.dialogue.appointment.callers import ASKS_FOR, another_caller
from assistant.dialogue.appointment.readers import WHICH_PHONE
from assistant.dialogue.appointment.told import told_before
from assistant.dialogue.appointment.whose import WHOSE

OLD, NEW = "773-555-0142", "773 555 0178"
NUMBER = "714 555 0142"


@pytest.mark.parametrize(
    "text",
    [
        "name of me or name of mother?",
        "her name or mine?",
        "whose name",
        "my name or my wife's?",
        "the patients name?",
        "should i put my name or his",
        "mine or hers",
        "is it my name you want",
        "who will you ask for",
        "do you want my name or hers",
    ],
)
def test_whose_name_is_told(text: str) -> None:
    """Whoever shall be asked for on the phone: it is no name, and nothing about robots or privacy."""
    assert read("name", text, intent="ask_identity", confidence=0.9) == Told(WHOSE)


@pytest.mark.parametrize(
    "text", ["her name? Sheila", "Orla Price", "Ana or Ann", "her name or mine? it is Tom", "Mina Orr"]
)
def test_a_name_is_no_question_whose(text: str) -> None:
    """What stands behind the question is the answer."""
    assert read("name", text) != Told(WHOSE)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("mother name Nguyen Thi Bich Hanh, first name is Hanh", "Nguyen Thi Bich Hanh"),
        ("Tran Van Duc, family name Tran", "Tran Van Duc"),
        ("it's Chen, first name Li", "Li Chen"),
        ("put my mom first. anita", "Anita"),
        ("call my mother. Rosa", "Rosa"),
        ("dad first, Bob", "Bob"),
        ("its me who answers the phone. Tom Hadley. her name is Joan", "Tom Hadley"),
        ("name of mother is Hanh Nguyen", "Hanh Nguyen"),
        ("patient name Ana Lopez", "Ana Lopez"),
        ("Hanh Nguyen. she is my mother", "Hanh Nguyen"),
    ],
)
def test_the_whole_name_is_found(text: str, name: str) -> None:
    """Beside words on who that is, and with all its parts."""
    assert read("name", text) == Value({"appointment_name": name})


@pytest.mark.parametrize("text", ["my mother. she speaks no english", "put my mom first", "its me", "call my wife"])
def test_words_on_somebody_are_no_name(text: str) -> None:
    """They are asked for the name again."""
    assert isinstance(read("name", text), Unreadable)


@pytest.mark.parametrize(
    "text",
    [
        f"its {OLD}. no hang on thats the old one, {NEW}",
        f"{OLD} wait no, {NEW}",
        f"{OLD}, sorry i mean {NEW}",
        f"{OLD} is my old number, call {NEW}",
        f"not {OLD}, {NEW}",
        f"use {NEW} instead of {OLD}",
        f"{NEW} is the new one, old one was {OLD}",
        f"{NEW}. {OLD} is disconnected",
        f"{OLD} doesn't work anymore, please use {NEW}",
        f"old number {OLD}, new number {NEW}",
        f"i gave you {OLD} but that is wrong, the right one is {NEW}",
    ],
)
def test_a_number_that_is_taken_back_is_not_called(text: str) -> None:
    """The other is."""
    found = read_phone(text, allow_fictional=True)
    assert found is not None
    assert found.e164 == "+17735550178"


@pytest.mark.parametrize(
    "text",
    [
        f"{OLD} and {NEW}",
        f"home {OLD} cell {NEW}",
        f"my number {OLD}, my sister {NEW}",
        f"{OLD} is old. {NEW} is old too",
    ],
)
def test_of_two_numbers_it_is_asked_which(text: str) -> None:
    """Nobody knows which is meant; typed again and again it is kept for people to read."""
    assert read("phone", text) == Unreadable(response=WHICH_PHONE)
    assert isinstance(read("phone", text, replace(FORM, tries=2, typed_before=(text, text))), Value)


@pytest.mark.parametrize(
    "pieces",
    [
        ("714 555", "0142 the rest"),
        ("714", "555 0142"),
        ("area code 714", "the rest is 555-0142"),
        ("555 0142", "714 is the area code"),
        ("starts with 714 555", "ends with 0142"),
        ("714 555 wait", "0142 last four digits"),
    ],
)
def test_a_number_comes_in_pieces(pieces: tuple[str, str]) -> None:
    """With little words around each."""
    found = read("phone", pieces[1], replace(FORM, tries=1, typed_before=pieces[:1]))
    assert found.slots["appointment_phone"]["e164"] == "+17145550142"


@pytest.mark.parametrize("last", ["thank you", "call me at 2", "0142 is my birthday", "at 5 the rest of us are home"])
def test_other_words_are_no_piece_of_a_number(last: str) -> None:
    """A clock or a date is none."""
    found = read("phone", last, replace(FORM, tries=1, typed_before=("714 555",)))
    assert not (isinstance(found, Value) and "appointment_phone" in found.slots)


@pytest.mark.parametrize(
    "text",
    [
        f"{NUMBER} this my phone, i am daughter Linh. mother not speak english",
        f"{NUMBER}, i'm Linh her daughter",
        f"this is my daughter Linh's phone {NUMBER}",
        f"{NUMBER} number of my brother Minh",
    ],
)
def test_who_says_another_name_beside_the_number_hears_which_one_stands(text: str) -> None:
    """The number is taken, and the name in the request is said."""
    found = read("phone", text, replace(FORM, filled={"appointment_name": "Hanh"}))
    assert isinstance(found, Told)
    assert (found.response, set(found.slots)) == (ASKS_FOR, {"appointment_phone"})


@pytest.mark.parametrize(
    "text",
    ["this is my cell", "im deaf", "i am busy in the morning", "i am her daughter", "i'm Hanh", "i am home after 5"],
)
def test_no_other_name_is_heard(text: str) -> None:
    """In everyday words, and in the name that was given."""
    assert another_caller(text, "Hanh Nguyen", FORM.words) is None


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("evening. i want to get her an appointment. for my wife not me", "wife"),
        ("not for me, i need an appointment for my mom", "mother"),
        ("book for my dad, it's not for me", "father"),
    ],
)
def test_not_for_me_beside_whom_it_is_for_is_heard(text: str, relation: str) -> None:
    """It is not asked again who it is for."""
    told = told_before(text, FORM, lambda _: ())
    assert (told["appointment_for"], told["appointment_relation"]) == ("someone_else", relation)


@pytest.mark.parametrize(
    "text",
    [
        "appointment for me not my wife",
        "appointment not for me",
        "an appointment not only for me but my wife",
        "i dont want an appointment for my wife",
        "appointment not for me but for my mom",
    ],
)
def test_any_other_not_tells_nothing(text: str) -> None:
    """What is in doubt is asked."""
    assert told_before(text, FORM, lambda _: ()) == {}
