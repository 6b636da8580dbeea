"""Reading the answers of the appointment form, field by field."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from form_reading import FORM, read

from assistant.dialogue.appointment.answers import (
    CHANGEABLE,
    FIELDS,
    SKIPPED,
    Again,
    Answer,
    Aside,
    Cancel,
    Change,
    Typed,
    Unreadable,
    Urgent,
    Value,
)
from assistant.dialogue.appointment.fields import read_answer
from assistant.dialogue.appointment.summary import request_of, summary
from assistant.dialogue.appointment.words import form_words
from knowledge.reader import Knowledge


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("urgent_check", "no", False),
        ("urgent_check", "Nope, nothing like that", False),
        ("urgent_check", "no im fine", False),
        ("for", "me", "self"),
        ("for", "It's for me.", "self"),
        ("for", "im the patient", "self"),
        ("for", "my mom", "someone_else"),
        ("for", "someone else", "someone_else"),
        ("for", "not for me, for my husband", "someone_else"),
        ("for", "my brother and his wife asked me", "someone_else"),
        ("relation", "my mother", "mother"),
        ("relation", "my mother in law", "mother-in-law"),
        ("relation", "my step mom", "stepmother"),
        ("relation", "nephew", "nephew"),
        ("name", "ana lopez", "Ana Lopez"),
        ("name", "My name is Nguyễn Thị Mai", "Nguyễn Thị Mai"),
        ("name", "please ask for Mr. O'Neil-Smith", "please ask for Mr. O'Neil-Smith"[15:]),
        ("known_patient", "yes i have", True),
        ("known_patient", "never been", False),
        ("known_patient", "first time", False),
        ("known_patient", "we have not", False),
        ("known_patient", "i was there last year", True),
        ("topic", "not sure", "not_sure"),
        ("topic", "a second opinion", "other"),
        ("topic", "i want a second opinion", "other"),
        ("language", "english please", "English"),
        ("language", "español", "Spanish"),
        ("language", "amharic", "amharic"),
        ("access", "nothing", "nothing"),
        ("access", "i use a wheelchair and a walker", "i use a wheelchair and a walker"),
        ("voicemail", "yes you can", True),
        ("voicemail", "please don't", False),
        ("confirmed", "yes", True),
        ("confirmed", "looks right", True),
        ("confirmed", "SEND IT!", True),
    ],
)
def test_answers_are_read(field: str, text: str, value: object) -> None:
    """What people answer in their own words is understood."""
    answer = read(field, text)
    assert isinstance(answer, Value), answer
    assert answer.slots[f"appointment_{field}"] == value


@pytest.mark.parametrize("text", ["212-555-0142", "its (212) 555 0142 after 5", "+1 212 555 0142"])
def test_a_number_is_read(text: str) -> None:
    """A telephone number is found in what was typed, and kept in one form."""
    answer = read("phone", text)
    assert isinstance(answer, Value)
    assert answer.slots["appointment_phone"]["e164"] == "+12125550142"


@pytest.mark.parametrize("text", ["tuesday morning", "any afternoon but friday", "asap", "any time", "tomorrow pm"])
def test_times_are_read(text: str) -> None:
    """Days and parts of day are read."""
    answer = read("times", text)
    assert isinstance(answer, Value)
    assert answer.slots["appointment_times"]["checked"]


def test_the_person_named_at_once_is_not_asked_for_again() -> None:
    """The words "for my mom" say for whom and who that is."""
    assert read("for", "for my mom") == Value({"appointment_for": "someone_else", "appointment_relation": "mother"})


@pytest.mark.parametrize(
    "text",
    [
        "yes",
        "Yes please",
        "yeah my legs are weak",
        "no but i have a fever",
        "no, well a bit of a temperature",
        "no fever, numb legs",
        "numb",
        "chills",
        "maybe",
        "a little",
        "i think so",
        "the first one",
    ],
)
def test_the_safety_question_is_heard(text: str) -> None:
    """A yes to the safety question is urgent, and so are a doubt and a sign by its name, also after a "no"."""
    assert read("urgent_check", text) == Urgent()


@pytest.mark.parametrize(
    "text", ["no fever no weakness", "i am fine", "i have no new symptoms", "no, not new", "no, temperature is normal"]
)
def test_a_plain_no_to_the_safety_question_goes_on(text: str) -> None:
    """Who denies the signs, in whatever words, goes on."""
    assert read("urgent_check", text) == Value({"appointment_urgent_check": False})


@pytest.mark.parametrize("text", ["ok", "good", "no but it is complicated", "no just back pain", "purple"])
def test_half_a_no_to_the_safety_question_is_asked_again(text: str) -> None:
    """Only a plain no lets the form go on."""
    assert read("urgent_check", text) == Unreadable()


def test_a_question_behind_a_no_is_answered() -> None:
    """A question in a later sentence is heard, and the "no" before it answers no safety question."""
    asked = read(
        "urgent_check", "no sorry wrong button. what are the side effects", intent="ask_side_effects", confidence=1.0
    )
    assert asked == Aside()


@pytest.mark.parametrize("field", ["name", "relation", "language", "access"])
@pytest.mark.parametrize(
    ("text", "intent", "heard"),
    [("thank you", "thank", Aside()), ("hello", "greet", Again()), ("wait", "nlu_fallback", Again())],
)
def test_small_talk_is_no_answer(field: str, text: str, intent: str, heard: Answer) -> None:
    """A field that takes any short text does not take "thank you"."""
    assert read(field, text, intent=intent, confidence=0.99) == heard


@pytest.mark.parametrize("field", [name.removeprefix("appointment_") for name in FIELDS])
def test_a_button_of_another_reply_is_no_answer(field: str) -> None:
    """What a pressed button asks is never kept as what was typed."""
    assert read(field, "/book_appointment", intent="book_appointment", confidence=1.0) == Again()
    assert read(field, "/ask_overview", intent="ask_overview", confidence=1.0) == Aside()


@pytest.mark.parametrize("text", ["im the wife of the patient", "I am his wife", "i am the daughter"])
def test_who_writes_is_not_taken_for_the_patient(text: str) -> None:
    """The words "I am his wife" do not say that the patient is the wife."""
    assert read("for", text) == Value({"appointment_for": "someone_else"})
    assert read("relation", text) == Unreadable()


def test_a_language_that_is_not_spoken_is_not_kept() -> None:
    """The words "my English is not good" do not ask for English."""
    assert read("language", "my english is not good") == Unreadable()


@pytest.mark.parametrize("text", ["the number is wrong it is 212-555-0143", "i changed my mind, call 212 555 0143"])
def test_a_number_under_the_read_back_corrects_the_one_in_it(text: str) -> None:
    """Who types the right number at once is not asked for it again."""
    assert (
        read("confirmed", text, replace(FORM, caller="+12125550142"))
        .slots["appointment_phone"]["e164"]
        .endswith("0143")
    )


@pytest.mark.parametrize("text", ["no", "nope", "no thanks"])
def test_no_to_the_read_back_asks_what_to_change(text: str) -> None:
    """A plain no to "Is it right?" is a wish to change something."""
    assert read("confirmed", text) == Change()


@pytest.mark.parametrize("text", ["dont send it", "no, don't send it", "do not send", "cancel my appointment"])
def test_words_against_sending_give_the_request_up(text: str) -> None:
    """Nothing is sent where the person says so."""
    assert read("confirmed", text) == Cancel()


def test_this_number_is_the_one_that_texts() -> None:
    """By text message the number need not be typed."""
    form = replace(FORM, caller="+12125550142")
    for typed in (Typed("this number"), Typed("yes"), Typed("", choice="this_number")):
        answer = read_answer("appointment_phone", typed, form)
        assert isinstance(answer, Value)
        assert answer.slots["appointment_phone"]["e164"] == "+12125550142"


FILLED: dict[str, Any] = {
    "appointment_for": "someone_else",
    "appointment_relation": "mother",
    "appointment_name": "Ana Lopez",
    "appointment_known_patient": SKIPPED,
    "appointment_topic": "radiation",
    "appointment_language": "Spanish",
    "appointment_access": "nothing",
    "appointment_voicemail": True,
}


def test_the_request_holds_what_was_answered(knowledge: Knowledge) -> None:
    """The request and the read-back hold each answer, and nothing that was left out."""
    slots = {
        **FILLED,
        **read("phone", "212-555-0142").slots,
        **read("times", "tuesday morning").slots,
    }
    request = request_of(slots, "website", form_words())
    assert (request.name, request.phone.e164, request.topic) == ("Ana Lopez", "+12125550142", "radiation")
    assert (request.interpreter, request.access, request.known_patient) == (True, None, None)
    lines = summary(slots, form_words(), knowledge).splitlines()
    assert "Ask for: Ana Lopez" in lines
    assert not any(line.startswith(("Been here", "Help needed")) for line in lines)


def test_every_field_can_be_named() -> None:
    """Each field that can be changed has a label and words of its own."""
    assert set(form_words().fields) == set(CHANGEABLE)


@pytest.mark.parametrize("text", ["me and my husband", "for my mom and me", "both of us, my wife too"])
def test_a_request_is_for_one_person(text: str) -> None:
    """Two people at once are asked about again: neither of them is left out unsaid."""
    assert isinstance(read("for", text), Unreadable)


@pytest.mark.parametrize(
    "text", ["my son and daughter", "for my mom or my dad", "son, daughter", "my brother and his wife asked me"]
)
def test_of_two_people_it_is_asked_who_is_meant(text: str) -> None:
    """Two others at once are someone else, and who that is stays open until one of them is named."""
    assert read("for", text) == Value({"appointment_for": "someone_else"})
    assert read("relation", text) == Unreadable()


def test_two_words_for_one_person_are_one_person() -> None:
    """Neither "my mom, my mother" nor "my client or patient" names two."""
    assert read("relation", "my mom, my mother") == Value({"appointment_relation": "mother"})
    assert read("relation", "my client or patient") == Value({"appointment_relation": "patient or client"})


def test_a_time_under_the_read_back_corrects_the_one_in_it() -> None:
    """The new time is read at once; what sends, declines or asks stays what it is."""
    found = read("confirmed", "make it friday morning please")
    assert isinstance(found, Value)
    assert list(found.slots) == ["appointment_times"]
    assert read("confirmed", "yes") == Value({"appointment_confirmed": True})
    assert read("confirmed", "no") == Change()
    assert read("confirmed", "will you call on friday morning?", intent="ask_appointment") == Aside()
