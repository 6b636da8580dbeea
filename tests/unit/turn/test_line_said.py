"""The 911 line beside an answer is said where it is new: a line that stands below everything is read by nobody."""

from __future__ import annotations

import pytest
from rasa.shared.core.events import SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from assistant.safety import Assessment, Tier, assess
from assistant.turn.line_said import LATELY, line_needed

UNSURE = Assessment(adds_911_line=True, unsure=True)
ASKS = Assessment(adds_911_line=True, asks_about=(Tier.CALL_911, "numbness"))
DANGER = "i cant move my legs since this morning"
PLAIN = "what is chemo"


def conversation(*said: str) -> DialogueStateTracker:
    """Return a conversation in which these messages were written, the last of which is answered now."""
    found = DialogueStateTracker.from_events("c", [])
    for text in said:
        found.update(UserUttered(text, {"name": "x"}))
    return found


@pytest.mark.parametrize("before", [DANGER, "/only_asking"])
async def test_the_line_is_not_said_again_at_once(before: str) -> None:
    """After urgent help, or where the line stood a moment ago, a message that is only not surely calm gets none."""
    assert await line_needed("x", UNSURE, conversation(before, "x")) == Assessment(unsure=True)
    assert await line_needed("x", UNSURE, conversation(before, *[PLAIN] * LATELY, "x")) == UNSURE


async def test_the_line_is_said_where_it_is_new() -> None:
    """Nothing alarming was said before; or nothing can be read of the conversation."""
    assert assess(PLAIN) == Assessment()
    assert await line_needed("x", UNSURE, conversation(PLAIN, "x")) == UNSURE
    assert await line_needed("x", UNSURE, None) == UNSURE


async def test_a_question_about_danger_signs_always_gets_the_line() -> None:
    """However often it is asked."""
    assert await line_needed("x", ASKS, conversation(DANGER, "x")) == ASKS


async def test_who_writes_no_english_always_reads_that_it_was_not_read() -> None:
    """The line says so in Spanish too."""
    text = "tengo mucho miedo de la operacion de mi madre"
    assert await line_needed(text, UNSURE, conversation(DANGER, text)) == UNSURE


async def test_who_says_that_nothing_is_wrong_gets_no_line() -> None:
    """They have just said so."""
    text = "nothing is happening, is it a pill"
    assert await line_needed(text, UNSURE, conversation(text)) == Assessment(unsure=True)


def named(text: str, name: str) -> DialogueStateTracker:
    """Return a conversation in which the form took `name` out of the message that is answered now."""
    found = conversation(text)
    found.update(SlotSet("appointment_name", name))
    return found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("mother name Nguyen Thi Bich Hanh, first name is Hanh", "Nguyen Thi Bich Hanh"),
        ("Nguyen Thi Bich Hanh", "Nguyen Thi Bich Hanh"),
    ],
)
async def test_a_name_is_no_message_in_another_language(text: str, name: str) -> None:
    """The form has read it."""
    assert await line_needed(text, UNSURE, named(text, name)) == Assessment(unsure=True)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("khong tho duoc", "Khong Tho Duoc"),
        ("Hanh Nguyen, khong tho duoc gap lam", "Hanh Nguyen"),
        ("mi madre no puede respirar", ""),
    ],
)
async def test_a_cry_for_help_in_another_language_keeps_its_line(text: str, name: str) -> None:
    """Words in small letters with no English beside them may be one, whatever the form took them for."""
    assert await line_needed(text, UNSURE, named(text, name)) == UNSURE
