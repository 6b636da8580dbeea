"""What people make of an offered appointment, and what they say of a request that was sent."""

from __future__ import annotations

import pytest

from assistant.dialogue.appointment.after_sending import ASK, CHANGE, wish_of_a_sent_request
from assistant.dialogue.appointment.offer import only_heard, only_names_a_person, wants_none
from assistant.dialogue.appointment.words import form_words

WORDS = form_words()


@pytest.mark.parametrize(
    "text", ["ok", "Ok, I see.", "alright", "k", "hmm", "oh", "oh ok thanks", "i understand", "right"]
)
def test_what_was_read_agrees_to_nothing(text: str) -> None:
    """Words that say no more than that it was read begin no form."""
    assert only_heard(text, WORDS)


@pytest.mark.parametrize(
    "text", ["yes", "ok please", "sure", "ok sure", "ok book", "yes please", "please do", "ok yes"]
)
def test_a_yes_is_more_than_that(text: str) -> None:
    """A yes takes up the offer."""
    assert not only_heard(text, WORDS)


def test_who_wants_no_appointment_is_heard() -> None:
    """A refusal is one, however it is put; a wish with a "not" beside it is a wish."""
    for text in (
        "no i dont want an appointment",
        "i'm not asking for an appointment",
        "i do not need to book a visit",
        "dont want an appointment",
        "i dont want a call",
        "please dont call me",
        "no not an appointment",
    ):
        assert wants_none(text), text
    for text in (
        "i want an appointment",
        "not an appointment for me, for my mom",
        "i dont want to wait, book me an appointment",
        "why cant i get an appointment",
        "do i not need an appointment",
        "dont you need an appointment",
        "do not call me stupid",
    ):
        assert not wants_none(text), text


def test_a_person_alone_is_no_wish() -> None:
    """The words "for my wife" alone tell whom the question was about."""
    assert only_names_a_person("for my wife", WORDS)
    assert only_names_a_person("its for my dad", WORDS)
    assert not only_names_a_person("an appointment for my dad", WORDS)
    assert not only_names_a_person("for me", WORDS)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "oh no, wrong phone, its 212-555-0142",
            "can i change the time",
            "we want to cancel it",
            "cancel that please",
        ),
        *(
            "change my number",
            "i typed the wrong name",
            "the day is wrong",
            "delete my request",
            "my number has changed",
        ),
        *("i dont need the appointment anymore", "please dont call me", "i made a mistake", "reschedule"),
        *("actually make it evenings", "it should be for my dad", "i meant thursday", "my days are mondays now"),
        *("cancel my chemo appointment", "my name is Omar", "i gave you the wrong number", "i typed it wrong"),
        *("the number should be 212-555-0143", "please dont call me before noon", "update my phone number"),
    ],
)
def test_a_wish_to_change_what_was_sent(text: str) -> None:
    """Whoever wants to change or cancel what was sent is understood, whichever word they use."""
    assert wish_of_a_sent_request(text, WORDS) == CHANGE


@pytest.mark.parametrize(
    "text",
    ["when is it?", "is it booked", "did that work", "what if i miss your call", "what now", "resend the code please"],
)
def test_a_question_on_what_was_sent(text: str) -> None:
    """Whoever asks what becomes of it is understood."""
    assert wish_of_a_sent_request(text, WORDS) == ASK


@pytest.mark.parametrize(
    "text",
    [
        *("can chemo change my days", "can i change my mind about surgery", "how do i fix it", "can they remove it"),
        *("i meant radiation", "they gave me the wrong dose", "my days are numbered", "i mean chemo"),
        *("make it stop hurting", "my time is short", "i dont need it", "should be ok to eat?"),
        *("do not call me stupid", "can i move my morning pills", "the treatment is wrong", "change the topic"),
        *(
            "i mean how many days does it take",
            "my doctor made a mistake",
            "is it wrong to cry",
            "delete this chat now",
        ),
        *("i want another appointment", "what is chemo", "delete this chat", "when is it given", "thanks", "stop"),
    ],
)
def test_what_is_about_something_else_goes_its_way(text: str) -> None:
    """What is about a treatment, this chat or a new appointment is answered as ever."""
    assert wish_of_a_sent_request(text, WORDS) is None
