"""Answers that tell more or less than was asked: nothing given is lost, and nothing wrong is kept."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from form_reading import FORM, read

from assistant.booking.times import Times
from assistant.dialogue.appointment.answers import FIELDS, SKIPPED, Aside, Cancel, Unreadable, Value, Why
from assistant.dialogue.appointment.told import told_before

PHONE = "(212) 555-0142"


def _found(field: str, text: str) -> dict[str, Any]:
    """Return what was read, numbers and times in the words of the read-back."""
    slots = read(field, text).slots
    plain = {
        name: value.get("shown") or value["text"] if isinstance(value, dict) else value for name, value in slots.items()
    }
    return {name.removeprefix("appointment_"): value for name, value in plain.items()}


@pytest.mark.parametrize(
    ("field", "text", "found"),
    [
        ("name", "Ida Wells 212-555-0142", {"name": "Ida Wells", "phone": PHONE}),
        ("name", "Ida Wells, my cell is 212-555-0142", {"name": "Ida Wells", "phone": PHONE}),
        ("name", "212-555-0142 Ida Wells", {"name": "Ida Wells", "phone": PHONE}),
        (
            "name",
            "Ida Wells 212-555-0142 evenings only",
            {"name": "Ida Wells", "phone": PHONE, "times": "evenings only"},
        ),
        ("name", "Ida Wells 212-555-o142", {"name": "Ida Wells", "phone": PHONE}),
        ("name", "Ida Wells two one two five five five oh one four two", {"name": "Ida Wells", "phone": PHONE}),
        ("phone", "212-555-0142 or 212-555-0143, evenings", {"phone": PHONE, "times": "evenings"}),
        ("phone", "call 212-555-0142 after 6", {"phone": PHONE, "times": "after 6"}),
        ("phone", "(212) 555 0142 but dont call before noon", {"phone": PHONE, "times": "but dont call before noon"}),
        ("phone", "212-555-0142 its my cell", {"phone": PHONE}),
        ("for", "her name is Ida Wells", {"for": "someone_else", "name": "Ida Wells"}),
        ("for", "my baby", {"for": "someone_else", "relation": "child"}),
        ("for", "for him", {"for": "someone_else"}),
    ],
)
def test_what_is_told_beside_is_kept(field: str, text: str, found: dict[str, Any]) -> None:
    """Who answers more than was asked is not asked for it again."""
    assert _found(field, text) == found


def test_what_was_answered_before_stays() -> None:
    """A number beside a name does not replace one that was given."""
    given = replace(FORM, filled={"appointment_phone": {"shown": PHONE}})
    assert read("name", "Ida Wells 646-555-0142", given) == Value({"appointment_name": "Ida Wells"})


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("his name? Omar", "Omar"),
        ("my sister Bea will pick up", "Bea"),
        ("spelled O-S-E-I", "Osei"),
        ("Osei spelled O-S-E-I", "Osei"),
        ("just Kim", "Kim"),
        ("O'Dell not Odell", "O'Dell"),
        ("my name is Katherine but please call me Kit", "Kit"),
        ("Will Young", "Will Young"),
    ],
)
def test_the_name_to_ask_for_is_kept(text: str, name: str) -> None:
    """The name that they want to be asked for is kept, without the words around it."""
    assert read("name", text) == Value({"appointment_name": name})


@pytest.mark.parametrize("tries", [0, 2, 5])
@pytest.mark.parametrize("text", ["me", "my daughter", "oh fuck this", "idiot"])
def test_what_is_never_a_name_is_never_sent(text: str, tries: int) -> None:
    """Nobody is asked for by a curse, or as "me", however often that is typed."""
    assert isinstance(read("name", text, replace(FORM, tries=tries)), Unreadable)


def test_a_treatment_is_no_name() -> None:
    """An answer to a later question is no name."""
    for tries in (0, 4):
        heard = read("name", "targeted", replace(FORM, tries=tries), treatments=("targeted_therapy",))
        assert isinstance(heard, Unreadable)


@pytest.mark.parametrize("field", ["name", "phone"])
@pytest.mark.parametrize("text", ["i dont want to give it", "skip", "rather not say", "no", "i wont tell you"])
def test_a_refusal_reads_the_way_out_and_then_ends(field: str, text: str) -> None:
    """Who does not give what is needed is told so once; who refuses again is not asked on."""
    assert read(field, text) == Unreadable(needed=True)
    assert read(field, text, replace(FORM, tries=3)) == Cancel()


@pytest.mark.parametrize("field", ["urgent_check", "for", "confirmed"])
@pytest.mark.parametrize("tries", [0, 2, 3, 6])
@pytest.mark.parametrize("text", ["not sure", "idk", "skip"])
def test_a_doubt_elsewhere_ends_nothing(field: str, tries: int, text: str) -> None:
    """Only who gives no name or no number can't be called: at any other question a doubt keeps what was typed."""
    assert isinstance(read(field, text, replace(FORM, tries=tries)), Unreadable)


def test_who_the_patient_is_to_them_can_be_left_out() -> None:
    """Nobody is known as somebody's "skip": a request can be acted on without the relation."""
    for text in ("skip", "rather not say", "idk"):
        assert read("relation", text) == Value({"appointment_relation": SKIPPED})


@pytest.mark.parametrize("tries", [0, 3])
@pytest.mark.parametrize("field", [name.removeprefix("appointment_") for name in FIELDS])
def test_why_is_told_and_counts_as_no_try(field: str, tries: int) -> None:
    """Who asks what a question means, or what its answer is for, is told so, and has used up no try."""
    form = replace(FORM, tries=tries)
    for text in ("why", "why do you need that", "what do you mean?", "i dont understand"):
        assert read(field, text, form) == Why()


def test_who_can_not_be_called_reads_the_way_out() -> None:
    """Who asks for an e-mail in place of a call is told that a number is needed, and whom to call."""
    assert read("phone", "i cant talk, please email me") == Unreadable(needed=True)


@pytest.mark.parametrize("text", ["0142", "oct 12", "i have 2 phones"])
def test_what_nobody_can_dial_is_no_number(text: str) -> None:
    """A number that can't be called is not kept, however often it is typed."""
    for tries in (0, 2, 6):
        assert isinstance(read("phone", text, replace(FORM, tries=tries)), Unreadable)


@pytest.mark.parametrize(
    "text",
    [
        *("212-555-0142 or 212-555-0143", "212-555-0142 / 212-555-0143", "212555O142", "212-555-o142"),
        *("two one two five five five oh one four two", "two one two 555 0142", "one 212 five five five 0142"),
        "call me at two one two, 555, zero one four two",
    ],
)
def test_a_number_in_other_shapes_is_read(text: str) -> None:
    """Of two numbers of which either will do the first is taken; digits may be words, and an O a zero."""
    assert _found("phone", text) == {"phone": PHONE}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("after work", "any day, after 5 PM"),
        ("on my lunch break", "any day, between 12 PM and 1 PM"),
        ("first thing thursday", "Thursday, November 26, in the morning"),
        ("whenever you have time", "any day"),
        ("i dont mind", "any day"),
        ("half past 3 on mondays", "Mondays, between 3:30 PM and 4:30 PM"),
        ("before half past 3", "any day, before 3:30 PM"),
        ("after half past 3", "any day, after 3:30 PM"),
        ("between quarter past 2 and half past 3", "any day, between 2:15 PM and 3:30 PM"),
        ("after lunch", "any day, after 1 PM"),
        ("tuesday before lunch", "Tuesday, November 24, before 12 PM"),
        ("after my class is over at 4", "any day, after 4 PM"),
    ],
)
def test_times_as_people_put_them(text: str, shown: str) -> None:
    """When a call suits is read from everyday words."""
    assert Times.model_validate(read("times", text).slots["appointment_times"]).shown() == shown


def test_weeks_from_now_are_no_one_day() -> None:
    """The words "in two weeks" mean the working days of that week, and no single day."""
    windows = read("times", "in two weeks").slots["appointment_times"]["windows"]
    assert [window["day"] for window in windows] == [f"2026-12-{day:02}" for day in range(7, 12)]


def test_a_date_that_does_not_suit_is_no_day_of_the_week() -> None:
    """The words "any time except the 2nd" do not rule out every Wednesday: they are asked about."""
    assert read("times", "any time except the 2nd") == Unreadable()
    assert isinstance(read("times", "any day but friday"), Value)


def test_what_tells_no_time_is_not_kept_as_one() -> None:
    """After two tries words on times are kept as they are; others are left out."""
    tired = replace(FORM, tries=2)
    assert read("times", "deaf", tired) == Value({"appointment_times": SKIPPED})
    kept = read("times", "when my nephew can drive me", tired, intent="out_of_scope_practical", confidence=0.9)
    assert kept.slots["appointment_times"]["checked"] is False


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("polish and some english", "Polish"),
        ("a little english, mostly korean", "Korean"),
        ("russian or english", "Russian"),
        ("english or russian", "English"),
    ],
)
def test_the_language_that_they_speak_well(text: str, language: str) -> None:
    """Of two languages the one of which they have a little needs an interpreter for the other."""
    assert read("language", text) == Value({"appointment_language": language})


@pytest.mark.parametrize(("field", "text"), [("language", "any"), ("access", "spanish"), ("access", "mornings")])
def test_an_answer_out_of_place_is_not_kept(field: str, text: str) -> None:
    """What answers another question is no answer to this one."""
    answer = read(field, text)
    assert answer == Unreadable() or answer.slots.keys() <= {"appointment_times", "appointment_language"}


@pytest.mark.parametrize("text", ["spanish", "yes", "friday"])
def test_nobody_is_asked_the_same_for_ever(text: str) -> None:
    """An answer out of place is left out at the third time, and what was said before stays."""
    times = read("times", "friday").slots["appointment_times"]
    form = replace(FORM, filled={"appointment_times": times, "appointment_language": "English"})
    assert read("access", text, form) == Unreadable()
    assert read("access", text, replace(form, tries=2)) == Value({"appointment_access": SKIPPED})


@pytest.mark.parametrize(("field", "text"), [("known_patient", "today"), ("topic", "monday")])
def test_an_answer_out_of_place_replaces_none_that_was_given(field: str, text: str) -> None:
    """The times that were given stay, unless they are put right in so many words."""
    form = replace(FORM, filled={"appointment_times": read("times", "tuesday").slots["appointment_times"]})
    assert read(field, text, form) == Unreadable()
    assert set(read(field, text).slots) == {"appointment_times"}
    assert set(read("topic", "sorry, monday", form).slots) == {"appointment_times"}


def test_a_name_is_put_right_wherever_it_is_said() -> None:
    """Who says their name once more means it, whatever was asked."""
    form = replace(FORM, filled={"appointment_name": "Omer", "appointment_for": "self", "appointment_relation": "self"})
    assert read("phone", "my name is Omar", form) == Value({"appointment_name": "Omar"})
    assert read("phone", "for my wife", form) == Unreadable()


@pytest.mark.parametrize(
    ("field", "text", "intent"),
    [("voicemail", "mornings", "greet"), ("times", "nothing", "complain"), ("known_patient", "fri", "greet")],
)
def test_an_answer_out_of_place_is_no_small_talk(field: str, text: str, intent: str) -> None:
    """A short answer gets no greeting and no excuse, whatever it was taken for."""
    assert not isinstance(read(field, text, intent=intent, confidence=0.99), Aside)


@pytest.mark.parametrize(
    ("field", "text", "slot"),
    [
        ("phone", "no, my name is Omar", "name"),
        ("for", "my name is Omar", "name"),
        ("topic", "thursday after work", "times"),
        ("language", "mornings", "times"),
        ("name", "afternoons", "times"),
        ("times", "the language should be polish", "language"),
    ],
)
def test_what_answers_another_question_is_not_lost(field: str, text: str, slot: str) -> None:
    """A plain answer to another question is kept for that one, and what is asked is asked again."""
    assert set(read(field, text).slots) == {f"appointment_{slot}"}


def test_the_wish_may_hold_all_of_it() -> None:
    """A wish in short sentences tells for whom it is, the name, the number and the language."""
    given = told_before("I need an appointment on Friday at 2 for my sis", FORM, lambda part: ())
    assert given["appointment_times"]["windows"][0]["after"] == "14:00:00"
    told = told_before("appointment for dad. name Omar. phone 212-555-0142. russian", FORM, lambda part: ())
    assert told["appointment_relation"] == "father"
    assert told["appointment_name"] == "Omar"
    assert told["appointment_language"] == "Russian"
    assert told["appointment_phone"]["shown"] == PHONE
    assert told_before("need apt 4 my sis", FORM, lambda part: ())["appointment_relation"] == "sister"
    assert "appointment_for" not in told_before("appointment for radiation", FORM, lambda part: ())
