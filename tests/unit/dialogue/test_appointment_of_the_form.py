"""What is asked or wished of the form itself, and what stands beside an answer, is never passed over in silence."""

from __future__ import annotations

from typing import Any

import pytest
from form_reading import read
from test_appointment_changes import READ_BACK

from assistant.dialogue.appointment.after_sending import wish_of_a_sent_request
from assistant.dialogue.appointment.answers import Told, Value
from assistant.dialogue.appointment.choices import _SHOWN
from assistant.dialogue.appointment.of_the_form import (
    CHANGE_LATER,
    NOT_PASSED_ON,
    TIME_ZONE,
    WHO_READS,
    reply_of_the_form,
    wishes_for_words,
)
from assistant.dialogue.appointment.words import form_words
from assistant.training.domain_file import own_domain


@pytest.mark.parametrize(
    "text",
    [
        "yes but dont say cancer on the vm my mom will freak",
        "Yes you can, but do not say word cancer please, my mother listens",
        "ok but please never mention the tumor, my kids pick up",
        "yes as long as you don't tell what it is about",
        "please do not leave details about my illness",
        "they must not say which hospital it is",
        "sure but keep it discreet",
        "yes, without saying why you call",
    ],
)
def test_a_wish_for_words_is_not_taken_in_silence(text: str) -> None:
    """The request can not hold what must not be said: that is told, and the yes for the message is asked again."""
    assert read("voicemail", text) == Told(NOT_PASSED_ON)


def test_the_answer_beside_such_a_wish_is_kept() -> None:
    """A number before the wish is a number; nothing is sent for it, and a no to the message is a no."""
    answer = read("phone", "212-555-0142 but dont say its the hospital")
    assert isinstance(answer, Told)
    assert "appointment_phone" in answer.slots
    assert read("confirmed", "put that they shouldnt say cancer on the message", READ_BACK) == Told(NOT_PASSED_ON)
    assert read("voicemail", "no. and never say cancer") == Told(NOT_PASSED_ON, {"appointment_voicemail": False})


@pytest.mark.parametrize(
    "text",
    [
        *(
            "do not leave a message",
            "they did not say whether i have cancer",
            "don't call my husband",
            "not chemo, radiation",
        ),
        *("my doctor did not tell me about chemo", "please don't tell me about chemo", "don't call before ten"),
    ],
)
def test_other_wishes_are_none_for_words(text: str) -> None:
    """No message, no chemo, or nobody told me: that is something else."""
    assert not wishes_for_words(text)


@pytest.mark.parametrize(
    ("text", "response"),
    [
        ("Who will see these answers?", WHO_READS),
        ("who has access to my number", WHO_READS),
        ("where do my answers go", WHO_READS),
        ("But could I still cancel it later if my own doctor explains it all?", CHANGE_LATER),
        ("can I change the day afterwards", CHANGE_LATER),
        ("What is Eastern time, I live in Chicago", TIME_ZONE),
        ("who gets chemo", None),
        ("can chemo change my taste later", None),
        ("what time do you call", None),
        ("can i change the name", None),
    ],
)
def test_questions_on_the_form_have_a_reply_of_their_own(text: str, response: str | None) -> None:
    """Who reads it, whether it can be changed, which hour is meant: whatever the message was understood as."""
    assert reply_of_the_form(text) == response


def test_an_answer_beside_such_a_question_is_kept() -> None:
    """The question is answered, and the answer taken."""
    no = {"appointment_urgent_check": False}
    question = "No, nothing of this is new. Who will see these answers?"
    assert read("urgent_check", question, intent="ask_source", confidence=0.7) == Told(WHO_READS, no)
    english = {"appointment_language": "English"}
    asks = {"intent": "ask_appointment", "confidence": 0.9}
    assert read("language", "english. can i change it later", **asks) == Told(CHANGE_LATER, english)
    answer = read("times", "friday. can i change it later?", intent="book_appointment", confidence=0.98)
    assert isinstance(answer, Told)
    assert answer.response == CHANGE_LATER
    assert "appointment_times" in answer.slots
    text = "In morning no. Tuesday or Thursday from 14 till 17. What is Eastern time, I live in Chicago"
    answer = read("times", text, intent="out_of_scope_everyday", confidence=0.7)
    assert isinstance(answer, Told)
    assert answer.response == TIME_ZONE
    assert "appointment_times" in answer.slots


@pytest.mark.parametrize("text", ["no voicemail", "no voice message", "no, no voice messages please", "No message."])
def test_no_voice_message_is_no_no_to_the_safety_question(text: str) -> None:
    """Who was told "you can say: no voice message" has denied no danger sign."""
    answer = read("urgent_check", text)
    assert not isinstance(answer, Value)


def test_a_question_beside_a_yes_sends_nothing() -> None:
    """Who asks whether it can be cancelled later has not said to send it."""
    text = "Thank you, that is right. But could I still cancel it later if my doctor explains it all?"
    assert read("confirmed", text, READ_BACK) == Told(CHANGE_LATER)


@pytest.mark.parametrize(
    ("field", "text", "more"),
    [
        ("language", "English. Oh, and wait, I gave you my old number. It should be 415-555-0187.", "phone"),
        ("access", "a ramp. Oh, my number is 415-555-0187.", "phone"),
        ("voicemail", "yes. wait, the name should be Dana", "name"),
    ],
)
def test_a_correction_beside_an_answer_is_taken(field: str, text: str, more: str) -> None:
    """What is put right in a sentence beside the answer is never lost."""
    answer = read(field, text, READ_BACK)
    assert isinstance(answer, Value)
    assert {f"appointment_{field}", f"appointment_{more}"} == set(answer.slots)


def test_what_is_said_of_a_name_beside_a_number_is_no_other_name() -> None:
    """Only words that change a name change it."""
    answer = read("phone", "This is my name, it is Polish. Phone 773 555 01 42", READ_BACK)
    assert isinstance(answer, Value)
    assert set(answer.slots) == {"appointment_phone"}


def test_a_number_that_is_asked_about_is_taken() -> None:
    """Who asks whether the new number was taken down gives it."""
    asks = {"intent": "ask_request", "confidence": 0.7}
    answer = read("access", "Did you take down the new number, 415-555-0187?", READ_BACK, **asks)
    assert isinstance(answer, Value)
    assert answer.slots["appointment_phone"]["shown"] == "(415) 555-0187"


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        (
            "First line is not good. Appointment is for me, I am the patient. Daughter only takes the phone",
            {"appointment_for": "self", "appointment_relation": "self"},
        ),
        ("Language is not right, I want Polish", {"appointment_language": "Polish"}),
        (
            "Language please change: Polish. And help needed only: chair with back.",
            {"appointment_language": "Polish", "appointment_access": "chair with back"},
        ),
    ],
)
def test_the_read_back_is_put_right_in_its_own_words(text: str, slots: dict[str, Any]) -> None:
    """The labels of the read-back are called by their names."""
    assert read("confirmed", text, READ_BACK) == Value(slots)


@pytest.mark.parametrize(
    ("field", "text", "slots"),
    [
        ("for", "the second", {"appointment_for": "someone_else"}),
        (
            "for",
            "I am patient, but phone is of my daughter",
            {"appointment_for": "self", "appointment_relation": "self"},
        ),
        (
            "for",
            "dad. his name is raj but call me",
            {"appointment_for": "someone_else", "appointment_relation": "father"},
        ),
        ("name", "me, dev patel", {"appointment_name": "Dev Patel"}),
        ("name", "mine then, hugo brandl", {"appointment_name": "Hugo Brandl"}),
        ("name", "Ask for Agnieszka, she is the daughter", {"appointment_name": "Agnieszka"}),
        ("name", "Mrs. Ruth Hallberg, with two l", {"appointment_name": "Mrs. Ruth Hallberg"}),
        ("language", "English is ok, but Polish is better if you have", {"appointment_language": "Polish"}),
        ("language", "po polsku", {"appointment_language": "Polish"}),
        ("language", "English please, my Polish is bad", {"appointment_language": "English"}),
        ("topic", "the third", {"appointment_topic": "radiation"}),
    ],
)
def test_who_and_which_are_read_in_many_words(field: str, text: str, slots: dict[str, Any]) -> None:
    """A button may be called by its place, a name may have words around it, and one language may be better."""
    assert read(field, text) == Value(slots)


@pytest.mark.parametrize("field", ["urgent_check", "times", "confirmed"])
def test_a_place_means_something_else_elsewhere(field: str) -> None:
    """A danger sign to the safety question, a day to "when", and a line of the read-back."""
    assert not isinstance(read(field, "the second", READ_BACK), Value)


def test_places_are_those_of_the_buttons() -> None:
    """What the second button is stands in domain.yml."""
    responses = own_domain()["responses"]
    for field, choices in _SHOWN.items():
        buttons = responses[f"utter_ask_{field}"][0]["buttons"]
        assert [button["payload"].split('"')[3] for button in buttons] == list(choices)


@pytest.mark.parametrize(
    "text",
    [
        "u just took my appt lol. can you change the day",
        "no i dont wanna start over. i already have a code",
        "Thank you. My daughter asks to change: Thursday only. It is possible?",
        "I do not want new one. I want to change day in my request.",
        "Thank you, but could I still cancel it later if my own doctor explains it all?",
        "She just called and she will come with me on Thursday. I would like to cancel the request, please.",
        "Thank you. And when they call, they do not say about cancer on the recording?",
        "I would need a different day",
        "is it still possible to move it to friday",
        "is it too late to change the time",
    ],
)
def test_a_wish_after_sending_is_of_what_was_sent(text: str) -> None:
    """Whoever wants a request changed or cancelled that was sent is told how, and gets no new form."""
    assert wish_of_a_sent_request(text, form_words()) == "change"


@pytest.mark.parametrize(
    "text",
    [
        *("can chemo change my day", "my doctor says to change the dose", "another appointment please"),
        *("I want a new appointment for my mom", "can i change treatment later", "i do not need another scan"),
        *("will my hair change", "delete this chat now"),
    ],
)
def test_other_changes_are_not_of_the_request(text: str) -> None:
    """A treatment, another appointment or the chat is something else."""
    assert wish_of_a_sent_request(text, form_words()) is None
