"""What the words of a question say beside its intent, and what they do not."""

from __future__ import annotations

import pytest
from asked import question

from assistant.dialogue import wording
from assistant.dialogue.following import WHICH_IS_MOST, follow
from assistant.dialogue.memory import Memory
from assistant.language.reading import shared_reader
from knowledge.reader import load_knowledge

KNOWLEDGE = load_knowledge()


@pytest.mark.parametrize(
    ("text", "again"),
    [
        ("is it the same with chemo", True),
        ("and is that the same for radiation", True),
        ("does the same go for surgery", True),
        ("is the cost the same for radiation", False),
        ("are the side effects the same for surgery", False),
        ("is the recovery the same for kyphoplasty", False),
    ],
)
def test_the_same_again_names_nothing_else(text: str, again: bool) -> None:
    """Who says what shall be the same asks for that, and not for what was spoken of."""
    assert wording.asks_the_same(shared_reader().read(text).asked) is again


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("can i have targeted therapy", True),
        ("can she get radiation too", True),
        ("can i have surgery while pregnant", False),
        ("can he get chemo on weekends", False),
        ("can i have radiation with a cold", False),
    ],
)
def test_whether_one_may_have_a_treatment_at_all(text: str, asked: bool) -> None:
    """A circumstance behind the name asks for something that the page does not say."""
    assert question(text, "out_of_scope_lifestyle").may_have is asked


@pytest.mark.parametrize(
    "text",
    [
        "what is the fastest i can get an appointment",
        "at most how soon can i be seen",
        "best number to call for an appointment",
    ],
)
def test_the_fastest_appointment_ranks_no_treatment(text: str) -> None:
    """How soon one is seen stands on the page."""
    assert follow(question(text, "ask_appointment"), Memory(), KNOWLEDGE).intent == "ask_appointment"
    assert follow(question("which is the fastest", "ask_appointment"), Memory(), KNOWLEDGE).intent == WHICH_IS_MOST


@pytest.mark.parametrize(
    ("text", "books"),
    [
        ("yes book it", True),
        ("ok book", True),
        ("sure, schedule one", True),
        ("yes i read the book", False),
        ("yes a book", False),
    ],
)
def test_a_yes_to_an_appointment(text: str, books: bool) -> None:
    """A book that one reads begins no form."""
    assert wording.agrees_to_book(text) is books


@pytest.mark.parametrize("text", ["not surgery, not chemo", "not surgery and not chemo", "not surgery or chemo"])
def test_two_that_are_ruled_out(text: str) -> None:
    """Neither of them is explained."""
    assert set(question(text, "ask_what").ruled_out_alone) == {"surgery", "chemotherapy"}


def test_effects_stand_in_the_order_of_the_message() -> None:
    """What is only hinted at is not put behind the others, where it might be cut off."""
    effects = question("chemo makes me tired and sick and bruised", "ask_specific_side_effect").effects
    assert effects[0] == "fatigue"
    assert len(effects) == 3
    assert effects[-1] == "bruising"
