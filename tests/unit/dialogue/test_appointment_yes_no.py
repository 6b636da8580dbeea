"""Yes and no in whole sentences. To the safety question only a plain no is one, and a yes is never read as a no."""

from __future__ import annotations

import pytest
from form_reading import read

from assistant.dialogue.appointment.answers import Urgent, Value


@pytest.mark.parametrize(
    "text",
    [
        *("Not in this. So no.", "The answer is no.", "None of those things are new. The answer is no"),
        *("It is not new. None of those things are new. The answer is no.", "No, nothing of this is new.", "it's a no"),
        *("not one of these signs", "My answer is no to all of it", "none of it applies to me", "So no"),
        *("I don't have any of those", "she has nothing of that list", "it is still no. nothing of that is new"),
        *("None of those, thank the Lord. Just a sore back.", "No. As I said.", "No. I told you already."),
        *("No, I have none of that. Will Monday do, or is it full?", "wow jolly list. nope", "ok. no. thanks"),
    ],
)
def test_a_plain_no_in_other_words_is_a_no(text: str) -> None:
    """Who says no to all of the danger signs goes on, in whatever words."""
    assert read("urgent_check", text) == Value({"appointment_urgent_check": False})


@pytest.mark.parametrize(
    "text",
    [
        *(
            "My legs are a bit stiff but I have had it for years",
            "No. My legs are a bit stiff, I have had it for years.",
        ),
        *("The answer is not no", "not none of these", "none of these except the fever", "No. It is new since monday"),
        *("nothing of this is new but my feet tingle", "i would not say no", "nothing is better. all of this is new"),
        *("No. As I said, the leg.", "wow that is me. no", "No. Will monday do, my legs are weak", "as i said"),
        *("not all of these", "not only one of these", "not in this. but my arm is weak"),
    ],
)
def test_what_is_no_plain_no_stays_open(text: str) -> None:
    """A sign beside a no, or a no that is taken back, is no plain no."""
    assert not isinstance(read("urgent_check", text), Value)


@pytest.mark.parametrize("text", ["so yes", "I had a fever, so yes", "the answer is yes"])
def test_a_yes_in_the_end_is_a_yes(text: str) -> None:
    """Whoever comes to a yes gets urgent help, whatever stands before it."""
    assert read("urgent_check", text) == Urgent()


@pytest.mark.parametrize(
    ("field", "text", "answer"),
    [
        ("known_patient", "I was last week with fever, so yes", True),
        ("known_patient", "Not here, in other hospital I was", False),
        ("known_patient", "Not in this. So no.", False),
        ("known_patient", "I was not here but at another hospital", False),
        ("known_patient", "only elsewhere", False),
        ("known_patient", "we have never been to your hospital", False),
        ("voicemail", "Better no", False),
        ("voicemail", "rather yes", True),
        ("access", "I do not need nothing", "nothing"),
        ("access", "Better no", "nothing"),
        ("access", "she doesn't need anything special", "nothing"),
        ("access", "nothing i can think of", "nothing"),
    ],
)
def test_other_questions_take_a_yes_or_no_in_a_sentence(field: str, text: str, answer: object) -> None:
    """The conclusion counts: "..., so yes"; to have been elsewhere is a no to having been here."""
    assert read(field, text) == Value({f"appointment_{field}": answer})


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("known_patient", "here and in another hospital"),
        ("known_patient", "i was at this hospital and another one"),
        ("voicemail", "i would not say no"),
        ("access", "i use a walker, so no"),
        ("access", "do not need nothing, only a chair"),
    ],
)
def test_what_is_no_clear_no_is_not_taken_for_one(field: str, text: str) -> None:
    """Whoever was here too, or names what would help, has not said no."""
    answer = read(field, text)
    assert not (isinstance(answer, Value) and answer.slots[f"appointment_{field}"] in (False, "nothing"))
