"""The appointment form is left in whole sentences, at every question, and never by half a word of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from form_reading import FORM, read

from assistant.dialogue.appointment.answers import FIELDS, Cancel
from assistant.dialogue.appointment.leaving import leaves, takes_up_again

LEAVES = (
    "I think I would rather wait until Friday and ask my own doctor. Please forget about the appointment.",
    "No, I have changed my mind. I do not want an appointment.",
    "nvm nurse just came. i'll do this later",
    "oh no not now, just wanna talk",
    "please drop the whole thing",
    "we don't need the appointment any more, my doctor called",
    "I will finish it another time, I am tired",
    "thank you but I do not want to go on",
    "let's stop this form now",
    "scrap that request please",
    "sorry, changed my mind, just looking for info",
    "my husband says no. so no appointment please",
    "can we do this later?",
    "i have changed my mind, i want no appointment",
    "Ridiculous. I said cancel the appointment, that is all.",
    "lol what no i just dont wanna do the form",
    "actually nvm i do not want to anymore",
)
STAYS = (
    "could i cancel the appointment later?",
    "I don't want an appointment on monday",
    "call me later",
    "thursday, i'll be home later",
    "do i not need an appointment",
    "don't cancel the appointment",
    "not now",
    "no, not today, friday",
    "I changed my mind, Thursday",
    "I do not want a visit with the surgeon",
    "forget the appointment number, it is 415-555-0142",
    "i dont want to answer that",
    "I do not want you to leave a message",
)


@pytest.mark.parametrize("field", [name.removeprefix("appointment_") for name in FIELDS])
@pytest.mark.parametrize("text", LEAVES)
def test_the_form_is_left_at_every_question(field: str, text: str) -> None:
    """Whoever says in a sentence that they want no appointment now is let go, also at the safety question."""
    assert read(field, text) == Cancel()


@pytest.mark.parametrize("text", STAYS)
def test_what_only_sounds_like_leaving_is_none(text: str) -> None:
    """A day that does not suit, a question, and what goes on with the form give nothing up."""
    assert not leaves("appointment_times", text)


def test_a_danger_is_not_left_behind() -> None:
    """Who names a danger sign at the safety question is not let go with "nothing was sent"."""
    assert read("urgent_check", "forget the appointment, my legs are numb") != Cancel()


@pytest.mark.parametrize(
    "text", ["no i dont wanna start over. i already have a code", "I do not want new one", "my code is K7Q-4M9"]
)
def test_who_has_sent_a_request_wants_no_second(text: str) -> None:
    """Who was taken to want another request, and says that there is one, is let out of the form."""
    assert read("urgent_check", text, replace(FORM, sent=True)) == Cancel()
    assert read("urgent_check", text, FORM) != Cancel()


NOT_NOW = (
    "i think ill leave it for now. ask her first",
    "this is too much at midnight. ill ring in the morning. what was the number",
    "not tonight, i'll call tomorrow",
    "im too tired for this, i'll phone them tomorrow",
    "can we leave this until tomorrow",
    "hold off for now please",
    "we'd rather ring the hospital ourselves",
    "let's leave it there",
    "stop here for tonight",
    "i would rather call instead",
)
ASKED_FIRST = (
    "let me talk to her first",
    "i need to ask my wife first",
    "i want to speak to him before i send this",
    "i better wait until monday",
    "not today thanks",
    "save it for later",
    "i will decide tomorrow",
)
NO_WAY_OUT = (
    "leave it at thursday",
    "drop the thursday",
    "keep it for now",
    "call me in the morning",
    "ring in the morning",
    "i'll be home in the morning",
    "my wife will call me tomorrow",
    "leave a message",
    "ask for her first",
    "her first name is Ann",
    "i'll call my son",
    "can they ring in the morning",
    "thursday, i will call in sick",
    "it can wait until thursday, no earlier",
)


@pytest.mark.parametrize("text", NOT_NOW)
def test_who_leaves_it_for_now_or_rings_is_let_go(text: str) -> None:
    """At every question but the one on a voice message, which may be left, and behind which they may ring back."""
    assert leaves("appointment_confirmed", text)
    assert leaves("appointment_times", text)
    assert not leaves("appointment_voicemail", text)


@pytest.mark.parametrize("text", ASKED_FIRST)
def test_under_the_read_back_who_asks_somebody_first_is_let_go(text: str) -> None:
    """At any other question they may only have to ask for that answer."""
    assert leaves("appointment_confirmed", text)
    assert not leaves("appointment_for", text)


@pytest.mark.parametrize("text", NO_WAY_OUT)
def test_when_and_whom_to_call_is_no_way_out(text: str) -> None:
    """Nothing that was typed is lost to it."""
    assert not any(leaves(field, text) for field in FIELDS)


@pytest.mark.parametrize(
    ("text", "again"),
    [
        ("she says yes go on then. can you send it after all", True),
        ("ok send it after all", True),
        ("we talked about it, go ahead and send it", True),
        ("he said yes, lets do it", True),
        ("bring back my request please", True),
        ("ok i want it after all", True),
        ("what is chemo", False),
        ("can you send me a list of treatments", False),
        ("no dont send it", False),
        ("how do they do it", False),
        ("did you send it", False),
        ("will it hurt to do it", False),
    ],
)
def test_a_request_that_was_given_up_is_taken_up_again(text: str, again: bool) -> None:
    """In words of sending it after all."""
    assert takes_up_again(text) is again
