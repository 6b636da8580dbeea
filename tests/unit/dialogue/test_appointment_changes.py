"""What is said under the read-back, and of answers that are being changed: nothing wrong may be sent."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from form_reading import FORM, read

from assistant.dialogue.appointment.answers import CHANGEABLE, Again, Cancel, Change, Kept, Unreadable, Value

GIVEN: dict[str, Any] = {
    "appointment_urgent_check": False,
    "appointment_for": "self",
    "appointment_relation": "self",
    "appointment_name": "Dan",
    "appointment_phone": read("phone", "212-555-0142").slots["appointment_phone"],
    "appointment_known_patient": False,
    "appointment_topic": "chemotherapy",
    "appointment_times": read("times", "tuesday").slots["appointment_times"],
    "appointment_language": "English",
    "appointment_access": "wheelchair",
    "appointment_voicemail": True,
}
READ_BACK = replace(FORM, filled=GIVEN)
ASKED_WHICH = replace(READ_BACK, before={})
SENT = Value({"appointment_confirmed": True})


def changing(field: str) -> Any:
    """Return the form in which an answer is being changed."""
    name = f"appointment_{field}"
    return replace(FORM, filled={**GIVEN, name: None}, before={name: GIVEN[name]})


@pytest.mark.parametrize(
    "text",
    [
        *("correct", "yes correct", "yes it is", "that is me", "yes thats me", "fine with me", "everything is right"),
        *("it all looks good", "all good, thank you so much", "please book it", "\N{THUMBS UP SIGN}"),
    ],
)
def test_a_yes_in_many_words_sends(text: str) -> None:
    """Whoever says that what was read back is right has it sent."""
    assert read("confirmed", text, READ_BACK) == SENT


@pytest.mark.parametrize(
    "text", ["is it right?", "is it correct", "correct it", "all of it is wrong", "yes but", "ok?"]
)
def test_what_is_no_plain_yes_does_not_send(text: str) -> None:
    """A question, a doubt or a wish to correct sends nothing."""
    assert read("confirmed", text, READ_BACK) != SENT


def test_a_yes_to_what_to_change_sends_nothing() -> None:
    """Asked what to change, a yes is no yes to the read-back: that is read once more. "Send it" sends."""
    for text in ("yes", "ok", "correct", "nothing", "never mind", "no", "leave it"):
        assert read("confirmed", text, ASKED_WHICH) == Again(), text
    assert read("confirmed", "send it", ASKED_WHICH) == SENT
    assert read("confirmed", "cancel", ASKED_WHICH) == Cancel()


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("the time", ("appointment_times",)),
        ("my phone number", ("appointment_phone",)),
        ("the name please", ("appointment_name",)),
        ("all of it", CHANGEABLE),
    ],
)
def test_a_field_that_is_named_is_changed(text: str, fields: tuple[str, ...]) -> None:
    """Asked what to change, the name of an answer is enough, and "all of it" is all but the safety question."""
    assert read("confirmed", text, ASKED_WHICH) == Change(fields)


def test_all_can_be_changed_at_once() -> None:
    """Whoever wants to change everything is not asked what to change."""
    assert read("confirmed", "i want to change everything", READ_BACK) == Change(CHANGEABLE)


@pytest.mark.parametrize("field", ["phone", "name", "times", "language"])
@pytest.mark.parametrize(
    "text", ["never mind", "leave it", "keep it", "same as before", "i changed my mind", "dont change it", "no", "same"]
)
def test_an_answer_can_stay_as_it_was(field: str, text: str) -> None:
    """Whoever thinks better of a change keeps the answer, and the whole request."""
    assert read(field, text, changing(field)) == Kept({f"appointment_{field}": GIVEN[f"appointment_{field}"]})


def test_a_no_answers_a_question_of_yes_or_no() -> None:
    """Where "no" is an answer it is taken as one; who it is for stays with who the patient is to them."""
    assert read("voicemail", "no", changing("voicemail")) == Value({"appointment_voicemail": False})
    form = replace(FORM, before={"appointment_for": "someone_else", "appointment_relation": "mother"})
    assert read("for", "keep it", form) == Kept({"appointment_for": "someone_else", "appointment_relation": "mother"})


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("its for my dad actually", {"appointment_for": "someone_else", "appointment_relation": "father"}),
        ("not for me, for my son", {"appointment_for": "someone_else", "appointment_relation": "son"}),
        ("his name is Amos", {"appointment_name": "Amos"}),
        ("change the name to Mary Ann", {"appointment_name": "Mary Ann"}),
        ("yes but change the name to Ruth", {"appointment_name": "Ruth"}),
        ("wrong name, its Lena", {"appointment_name": "Lena"}),
        ("my last name is Osei", {"appointment_name": "Dan Osei"}),
        ("it is Lena, not Dan", {"appointment_name": "Lena"}),
        ("i also need a walker", {"appointment_access": "wheelchair, walker"}),
        ("i dont need a wheelchair", {"appointment_access": "nothing"}),
        ("not chemo, surgery", {"appointment_topic": "surgery"}),
        ("surgery, not chemo", {"appointment_topic": "surgery"}),
        ("change it to radiation", {"appointment_topic": "radiation"}),
        ("add radiation", {"appointment_topic": "chemotherapy, radiation"}),
        ("please dont leave any messages", {"appointment_voicemail": False}),
        ("the language should be polish", {"appointment_language": "Polish"}),
    ],
)
def test_a_correction_is_taken_at_once(text: str, slots: dict[str, Any]) -> None:
    """What is corrected under the read-back is filled in, so that the next yes sends what is right."""
    assert read("confirmed", text, READ_BACK) == Value(slots)


@pytest.mark.parametrize(
    ("text", "slot", "shown"),
    [
        ("no, thursday", "times", "text"),
        ("i meant thursday", "times", "text"),
        ("change the number to 212-555-0143", "phone", "shown"),
        ("the phone is wrong, its 212-555-0143", "phone", "shown"),
    ],
)
def test_other_times_and_numbers_are_taken(text: str, slot: str, shown: str) -> None:
    """Days and numbers under the read-back take the place of those in it."""
    (found,) = read("confirmed", text, READ_BACK).slots.items()
    assert found[0] == f"appointment_{slot}"
    assert found[1][shown] in ("thursday", "(212) 555-0143")


@pytest.mark.parametrize("text", ["no its not right", "that is not correct", "no"])
def test_that_it_is_not_right_asks_what_to_change(text: str) -> None:
    """Whoever says that it is not right is asked what to change."""
    assert read("confirmed", text, READ_BACK) == Change()


@pytest.mark.parametrize(
    ("text", "field"),
    [("that isnt my name", "name"), ("my number has changed", "phone"), ("i am not the patient", "for")],
)
def test_the_field_that_is_not_right_is_asked_again(text: str, field: str) -> None:
    """Whoever says which answer is not right is asked for it again."""
    assert read("confirmed", text, READ_BACK) == Change((f"appointment_{field}",))


@pytest.mark.parametrize("text", ["chemo makes me tired", "the name is wrong", "name is not Dan", "add my husband too"])
def test_nothing_is_corrected_on_a_guess(text: str) -> None:
    """What is no plain correction fills nothing in."""
    assert not isinstance(read("confirmed", text, READ_BACK), Value)


@pytest.mark.parametrize(
    "text",
    [
        *("name is correct", "my number is correct", "the time is correct", "the relation is correct", "days correct"),
        "yes the name is correct",
    ],
)
def test_what_is_called_correct_stays(text: str) -> None:
    """Who says that an answer is correct does not lose it."""
    assert read("confirmed", text, READ_BACK) == Unreadable()
    assert read("confirmed", "correct my name please", READ_BACK) == Change(("appointment_name",))
    assert read("confirmed", "the name is incorrect", READ_BACK) == Change(("appointment_name",))


def test_a_change_is_heard_at_every_question() -> None:
    """An answer given before can be put right with its new value, whatever is asked."""
    form = replace(FORM, filled={"appointment_name": "Dan"})
    assert read("access", "change the name to Bea", form) == Value({"appointment_name": "Bea"})


def test_a_part_of_the_day_is_meant_for_the_day_that_was_given() -> None:
    """The answer "mornings" after "Tuesday" is Tuesday morning; another day takes its place."""
    for form, field in ((changing("times"), "times"), (READ_BACK, "confirmed")):
        (window,) = read(field, "mornings", form).slots["appointment_times"]["windows"]
        assert (window["day"], window["parts"]) == ("2026-11-24", ["morning"])
        (window,) = read(field, "friday", form).slots["appointment_times"]["windows"]
        assert window["day"] == "2026-11-27"
        (window,) = read(field, "any morning", form).slots["appointment_times"]["windows"]
        assert window["day"] is None
