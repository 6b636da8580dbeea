"""Nothing wrong goes from the appointment form into the request: names, topics, help needed, consent."""

from __future__ import annotations

from dataclasses import replace

import pytest
from form_reading import FORM, read

from assistant.dialogue.appointment.answers import Again, Answer, Unreadable, Value
from assistant.dialogue.appointment.summary import request_of, summary
from assistant.dialogue.appointment.words import form_words
from knowledge.reader import Knowledge


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ok my name is Lee", "Lee"),
        ("ok so my name is Lee", "Lee"),
        ("ok Anna", "Anna"),
        ("ok anna lopez", "Anna Lopez"),
        ("Yes, it's Anna", "Anna"),
        ("no its Robert", "Robert"),
        ("my name's Lee", "Lee"),
        ("name: Lee", "Lee"),
        ("Anna please", "Anna"),
        ("my name is Robert but people call me Bobby", "Robert"),
        ("it's for my mum, Pearl", "Pearl"),
        ("for my father Ray Fox", "Ray Fox"),
        ("Robert, but everyone calls me Bobby", "Robert"),
        ("Mary-Jo O'Connell Nguyen", "Mary-Jo O'Connell Nguyen"),
        ("mary-jo o'connell nguyen", "Mary-Jo O'Connell Nguyen"),
        ("Oh Sang-Woo", "Oh Sang-Woo"),
        ("So Young Kim", "So Young Kim"),
        ("Do Thi My", "Do Thi My"),
        ("Can Yilmaz", "Can Yilmaz"),
        ("Will May", "Will May"),
        ("K Lopez", "K Lopez"),
        ("Ana Lopez, thank you", "Ana Lopez"),
    ],
)
def test_the_name_alone_is_kept(text: str, name: str) -> None:
    """Of the words around a name nothing is kept, and no name is cut."""
    assert read("name", text) == Value({"appointment_name": name})


@pytest.mark.parametrize(
    "text",
    [
        *("pain", "my back pain", "ok sure", "yes please", "ok thanks", "that is wrong again", "my name is"),
        "same as before",
    ],
)
def test_what_is_no_name_is_not_kept_as_one(text: str) -> None:
    """Words that name nobody are asked about again."""
    assert read("name", text) == Unreadable()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ann Lee, call me after work", "Ann Lee"),
        ("Maria Lopez call me back", "Maria Lopez"),
        ("my name is Ann, call me anytime", "Ann"),
        ("Ana Ruiz, call me on my cell", "Ana Ruiz"),
        ("her name is Ann but call me when you have it", "Ann"),
        ("Ann Lee call me, thanks", "Ann Lee"),
        ("please call me April", "April"),
        ("My name is Katherine, call me Kit", "Kit"),
    ],
)
def test_when_to_call_is_no_name(text: str, name: str) -> None:
    """Nobody is asked for as "After Work": behind "call me" may stand a name, or when and where to call."""
    assert read("name", text) == Value({"appointment_name": name})


@pytest.mark.parametrize("text", ["call me after work", "please call me", "call me back please"])
def test_a_wish_to_be_called_alone_is_no_name(text: str) -> None:
    """Who only says when to call is asked for the name again."""
    answer = read("name", text)
    assert not isinstance(answer, Value) or "appointment_name" not in answer.slots


def test_nobody_is_locked_out_by_their_name() -> None:
    """A name that looks like none is kept once the person has insisted on it: a request needs one."""
    assert read("name", "Jean Pain") == Unreadable()
    assert read("name", "Jean Pain", replace(FORM, tries=2)) == Value({"appointment_name": "Jean Pain"})


@pytest.mark.parametrize("field", ["relation", "language"])
def test_pain_is_nobody_and_no_language(field: str) -> None:
    """A complaint fills no other field either."""
    assert read(field, "pain") == Unreadable()


@pytest.mark.parametrize("text", ["nah", "nah im good", "No, nothing thanks", "not really", "i dont need anything"])
def test_no_help_needed_is_nothing(text: str) -> None:
    """Whoever needs no help is not shown to the staff as needing "nah"."""
    assert read("access", text) == Value({"appointment_access": "nothing"})


def test_an_assent_is_no_help_needed() -> None:
    """A bare "yes" or "ok" names no help: the question is asked again."""
    assert read("access", "yes") == read("access", "ok") == Unreadable()


def test_a_late_button_is_no_topic() -> None:
    """A button of another question is no topic: a request with such a topic could not be kept."""
    assert read("topic", "", choice="self") == Again()
    assert read("topic", "", choice="not_sure") == Value({"appointment_topic": "not_sure"})


def test_no_treatment_is_dropped(knowledge: Knowledge) -> None:
    """Where several treatments are named, the read-back and the request hold all of them."""
    both = read("topic", "chemo and surgery", treatments=("chemotherapy", "surgery"))
    slots = {"appointment_for": "self", "appointment_name": "Ana", **read("phone", "212-555-0142").slots, **both.slots}
    names = ", ".join(knowledge.topics[topic].name for topic in ("chemotherapy", "surgery"))
    assert f"About: {names}" in summary(slots, form_words(), knowledge)
    assert request_of(slots, "website", form_words()).topic == "chemotherapy, surgery"
    assert read("topic", "chemo, you know, chemotherapy", treatments=("chemotherapy", "chemotherapy")) == Value(
        {"appointment_topic": "chemotherapy"}
    )


@pytest.mark.parametrize("text", ["yes send", "ok send it", "that is right, send it now", "yes correct", "its correct"])
def test_several_words_for_sending_send(text: str) -> None:
    """Whoever says in several words at once that it shall be sent is heard."""
    assert read("confirmed", text) == Value({"appointment_confirmed": True})


@pytest.mark.parametrize(
    "text", ["yes but change", "correct it now", "no send", "its fine", "yes send it to my doctor", "did you send it"]
)
def test_nothing_is_sent_on_a_guess(text: str) -> None:
    """Where anything else is said, the request is not sent."""
    assert read("confirmed", text) != Value({"appointment_confirmed": True})


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("its fine", Value({"appointment_voicemail": True})),
        ("It's fine with me", Value({"appointment_voicemail": True})),
        ("i dont mind", Value({"appointment_voicemail": True})),
        ("yes its ok", Value({"appointment_voicemail": True})),
        ("its fine if you dont", Unreadable()),
    ],
)
def test_leave_to_leave_a_message_is_heard(text: str, heard: Answer) -> None:
    """A message is left only where that was allowed."""
    assert read("voicemail", text) == heard
