"""The appointment form hears what a person wants of the form itself: to leave it, to begin again, to go on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from form_reading import FORM, read

from assistant.dialogue.appointment.answers import FIELDS, Again, Answer, Cancel, Change, Unreadable, Urgent, Value

ASKED = [name.removeprefix("appointment_") for name in FIELDS]


@pytest.mark.parametrize("field", ASKED)
@pytest.mark.parametrize(
    "text",
    [
        "never mind, cancel",
        "no i said cancel",
        "no, cancel it",
        "never mind, cancel it please",
        "forget it cancel",
        "ok cancel",
        "Cancel. I will call.",
        "i dont want to anymore",
        "please stop asking",
        "i want to cancel the whole thing",
        "can you cancel it?",
        "i dont want to do this, cancel it",
        "i do not want to do this anymore",
        "nvm, cancel",
    ],
)
def test_a_wish_to_leave_is_heard_at_every_question(field: str, text: str) -> None:
    """Whoever plainly wants to leave the form leaves it, and is never taken to have answered."""
    assert read(field, text) == Cancel()


@pytest.mark.parametrize("field", ASKED)
@pytest.mark.parametrize("text", ["i dont want to cancel", "no dont cancel", "do not cancel it please"])
def test_a_wish_to_stay_is_not_one_to_leave(field: str, text: str) -> None:
    """Whoever does not want to cancel is asked the same question again."""
    assert read(field, text) == Again()


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("access", "i can not stop shaking, i need help with forms"),
        ("access", "i need a ride, the last one had to cancel"),
        ("access", "call me if you have to cancel"),
        ("name", "Maria Cancel"),
    ],
)
def test_a_word_for_leaving_within_an_answer_loses_nothing(field: str, text: str) -> None:
    """The word "cancel" within a longer answer is a part of the answer."""
    assert read(field, text) == Value({f"appointment_{field}": text})


def test_an_answer_beside_a_never_mind_is_kept() -> None:
    """Whoever says "never mind" and then answers has not given up."""
    assert read("for", "never mind, its for me") == Value({"appointment_for": "self", "appointment_relation": "self"})
    assert read("known_patient", "never mind i was there") == Value({"appointment_known_patient": "skipped"})
    assert isinstance(read("urgent_check", "never mind the first one"), Unreadable)


def test_a_better_time_changes_the_times_that_were_given() -> None:
    """Whoever says that another day is better is asked for the times again, once they gave some."""
    text = "wait I think Thursday is better than evening"
    given = replace(FORM, filled={"appointment_times": read("times", "any evening").slots["appointment_times"]})
    assert read("access", text, given) == read("language", text, given) == Change(("appointment_times",))
    assert isinstance(read("times", text, given), Unreadable)
    assert isinstance(read("phone", text), Unreadable)


def test_a_message_may_be_left() -> None:
    """To "may we leave a voice message?" the words "leave it" are a yes; elsewhere they give the request up."""
    assert read("voicemail", "leave it") == Value({"appointment_voicemail": True})
    assert read("voicemail", "i dont want to") == Value({"appointment_voicemail": False})
    assert read("name", "leave it") == Cancel()


def test_a_yes_to_the_safety_question_is_heard_before_a_wish_to_leave() -> None:
    """Whoever says yes to the safety question is told what to do, whatever else they want."""
    assert read("urgent_check", "yes, cancel") == Urgent()


@pytest.mark.parametrize("field", ASKED)
@pytest.mark.parametrize(
    "text", ["everything is wrong start again", "no, start over please", "can we start over?", "wait start again"]
)
def test_a_wish_to_begin_again_is_heard_at_every_question(field: str, text: str) -> None:
    """Whoever wants to begin again begins again, however often they were misread."""
    assert read(field, text) == Change(FIELDS)


@pytest.mark.parametrize("text", ["everything is wrong", "its all wrong"])
def test_that_all_is_wrong_asks_what_to_change(text: str) -> None:
    """Whoever says that all is wrong is asked what to change."""
    assert read("language", text) == Change()


@pytest.mark.parametrize("field", ASKED)
@pytest.mark.parametrize("text", ["ok continue", "ok go on", "continue please", "thanks, go on", "sure, lets continue"])
def test_going_on_asks_the_question_again(field: str, text: str) -> None:
    """After a question in between, "ok go on" is no answer: the question is asked again."""
    assert read(field, text) == Again()


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("No, nothing new. Just tired.", Value({"appointment_urgent_check": False})),
        ("no, but I have a question first", Value({"appointment_urgent_check": False})),
        ("no just a checkup", Value({"appointment_urgent_check": False})),
        ("no, continue", Value({"appointment_urgent_check": False})),
        ("ok, nothing is new", Value({"appointment_urgent_check": False})),
        ("no but my leg is numb", Urgent()),
        ("no, just tired, and my legs are weak", Urgent()),
        ("ok yes", Urgent()),
        ("yes continue", Urgent()),
        ("ok i have a fever", Urgent()),
        ("ok maybe", Urgent()),
        ("no but", Unreadable()),
        ("no just tired of living", Unreadable()),
        ("no just tired but my arm feels odd", Unreadable()),
        ("all good no problems", Value({"appointment_urgent_check": False})),
        ("No. Nothing like that. Thanks!", Value({"appointment_urgent_check": False})),
        ("Ok. No.", Value({"appointment_urgent_check": False})),
        ("Yes. It began today", Urgent()),
        ("Ok. Yes.", Urgent()),
        ("No. My arm feels odd", Unreadable()),
        ("Good. Thanks.", Unreadable()),
        ("ok", Unreadable()),
        ("ok lets do this", Unreadable()),
        ("its fine", Unreadable()),
        ("it is fine", Unreadable()),
        ("no problem", Unreadable()),
        ("that is not new", Unreadable()),
    ],
)
def test_only_what_is_plainly_no_sign_may_follow_a_no(text: str, heard: Answer) -> None:
    """A no holds where what follows is plainly no sign; "ok" alone says nothing; in doubt the question stands."""
    assert read("urgent_check", text) == heard


@pytest.mark.parametrize(
    "text",
    ["i am not sure", "i do not know", "no idea", "not really sure", "i dont want to answer that", "rather not"],
)
def test_a_doubt_is_no_no(text: str) -> None:
    """Whoever does not know, or does not want to say, has not said no to the safety question."""
    assert isinstance(read("urgent_check", text), Unreadable)


def test_a_doubt_is_left_out_where_nothing_is_needed() -> None:
    """Whoever is not sure whether they have been here before has not said no."""
    assert read("known_patient", "i am not sure") == Value({"appointment_known_patient": "skipped"})


def test_the_words_of_the_form_are_there() -> None:
    """Each wish has words of its own."""
    assert {"cancel", "leave", "stay", "start_over", "go_on", "around", "around_wish"} <= set(FORM.words.words)


@pytest.mark.parametrize(("field", "text"), [("name", "change the name"), ("language", "fix the language")])
def test_to_change_what_is_asked_is_no_answer(field: str, text: str) -> None:
    """Who wants to change the very thing that is being asked is asked again: "change the name" is nobody's name."""
    assert read(field, text) == Again()
