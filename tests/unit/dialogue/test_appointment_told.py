"""What a wish for an appointment tells already is not asked again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from form_reading import FORM

from assistant.booking.times import Times
from assistant.dialogue.appointment.told import told_before
from assistant.language.reading import shared_reader
from knowledge.vocabulary import Kind

MOTHER = {"appointment_for": "someone_else", "appointment_relation": "mother"}
SELF = {"appointment_for": "self", "appointment_relation": "self"}


def treatments_in(text: str) -> tuple[str, ...]:
    """Name the treatments as the action does."""
    return shared_reader().read(text).ids(Kind.TREATMENT)


def told(text: str) -> dict[str, Any]:
    """Return what `text` tells, with numbers and times as they are read back."""
    slots = told_before(text, FORM, treatments_in)
    if phone := slots.get("appointment_phone"):
        slots["appointment_phone"] = phone["shown"]
    if "appointment_times" in slots:
        slots["appointment_times"] = True
    return slots


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("I want to book an appointment for my mom", MOTHER),
        ("can you make an appt for my mother's chemo", MOTHER),
        ("book a visit for my wife's sister", {"appointment_for": "someone_else", "appointment_relation": "sister"}),
        ("an appointment for my mother, the patient", MOTHER),
        ("please book an appointment for me", SELF),
        (
            "apointment 4 my mum on thursdy abuot radiaton",
            MOTHER | {"appointment_topic": "radiation", "appointment_times": True},
        ),
        ("appointment for myself", SELF),
        ("book something for him thursday mornings", {"appointment_for": "someone_else", "appointment_times": True}),
        ("an appointment for her please", {"appointment_for": "someone_else"}),
        ("appointment for tuesday for my mom", MOTHER | {"appointment_times": True}),
        ("Appointment please, my number is 212-555-0142", {"appointment_phone": "(212) 555-0142"}),
        ("can i get an appointment, my name is ana lopez", {"appointment_name": "Ana Lopez"}),
        ("My name is Ana Lopez and I need an appointment", {"appointment_name": "Ana Lopez"}),
        ("i need an appointment about radiation", {"appointment_topic": "radiation"}),
        ("can i have an appointment tuesday morning", {"appointment_times": True}),
        ("any appointment for my mom on friday?", MOTHER | {"appointment_times": True}),
        (
            "Book an appointment for my mom, Tuesday morning, 212-555-0142 about chemo",
            MOTHER
            | {"appointment_phone": "(212) 555-0142", "appointment_topic": "chemotherapy", "appointment_times": True},
        ),
    ],
)
def test_what_is_told_is_taken(text: str, slots: dict[str, Any]) -> None:
    """Who it is for, the number, the name, the subject and the times, in the words of the wish."""
    assert told(text) == slots


@pytest.mark.parametrize(
    "text",
    [
        "I want an appointment",
        "an appointment for my mom and me",
        "an appointment for my mom and my dad",
        "i need an appointment for my son and daughter",
        "i need an appointment for my son or daughter",
        "i need an appointment for my son, daughter",
        "a visit for my brother and his wife",
        "book for me an appointment, its about my mom",
        "an appointment but not on tuesday",
        "an appointment, i can't come friday",
        "don't call 212-555-0142, i want an appointment",
        "my doctor saw me on tuesday and told me to book an appointment",
        "i am on chemo and want an appointment",
        "i want an appointment about surgery or radiation",
        "an appointment 555-0142",
        "an appointment at the usual place around then",
        "my name is on the list already, i want an appointment",
        "is my appointment about chemo not on friday",
        "an appointment for december on a tuesday",
        "an appointment for rosa on friday",
        "",
    ],
)
def test_what_is_not_plain_is_asked(text: str) -> None:
    """What could mean something else is asked, as if nothing had been said."""
    assert told(text) == {}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("make me an appointment for tuesday morning", "Tuesday, November 24, in the morning"),
        ("can i get an appointment for thursday at 3pm", "Thursday, November 26, between 3 PM and 4 PM"),
        ("appointment for friday please", "Friday, November 27"),
        ("an appointment for next tuesday", "Tuesday, December 1"),
        ("an appointment tuesday at 4 pm", "Tuesday, November 24, between 4 PM and 5 PM"),
        ("an appointment for my mom for friday", "Friday, November 27"),
    ],
)
def test_a_day_behind_for_is_no_person(text: str, shown: str) -> None:
    """Who asks for an appointment "for tuesday morning" is booked for that day, not for any."""
    found = told_before(text, FORM, treatments_in)
    assert Times.model_validate(found["appointment_times"]).shown() == shown


@pytest.mark.parametrize("text", ["no fever, book an appointment", "nothing new, book an appointment for me"])
def test_the_safety_question_is_never_answered_by_the_wish(text: str) -> None:
    """Urgent help comes first: the safety question is asked of everybody."""
    assert "appointment_urgent_check" not in told(text)


def test_a_yes_gives_no_number() -> None:
    """Who says yes to an offered appointment by text is still asked which number to call."""
    texting = replace(FORM, caller="+12125550142")
    assert told_before("yes", texting, treatments_in) == {}


def test_a_number_that_reaches_nobody_is_asked_again() -> None:
    """Outside of demonstration, fictional numbers are not taken."""
    hospital = replace(FORM, allow_fictional=False)
    assert told_before("book an appointment 212-555-0142", hospital, treatments_in) == {}
