"""What the form says to an answer beside the next question, and what it reads an answer with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from actions.booking import form_of
from actions.validate_appointment_form import ValidateAppointmentForm

if TYPE_CHECKING:
    from rasa_sdk.executor import CollectingDispatcher

    from tests.conftest import Trackers


@pytest.mark.parametrize(
    ("asked", "text", "noted"),
    [
        ("phone", "english", True),
        ("known_patient", "do you speak polish?", True),
        ("phone", "212-555-0142", False),
        ("name", "ana lopez 212-555-0142", False),
        ("language", "do you speak polish?", False),
        ("confirmed", "no, english", False),
    ],
)
def test_an_answer_to_another_question_is_said_to_be_noted(  # noqa: PLR0917 - fixtures are arguments
    asked: str,
    text: str,
    noted: bool,
    tracker: Trackers,
    dispatcher: CollectingDispatcher,
    domain: dict[str, Any],
) -> None:
    """Who answers early reads that it was kept; an answer in its place, or read back at once, needs no word."""
    heard = tracker(text, slots={"requested_slot": f"appointment_{asked}"})
    ValidateAppointmentForm().run(dispatcher, heard, domain)
    assert ("utter_appointment_noted" in [said.get("response") for said in dispatcher.messages]) is noted


def test_what_was_typed_before_is_that_to_the_question_which_stands(tracker: Trackers) -> None:
    """As many messages as could not be read are looked at again, without this one and without buttons."""
    before = [{"text": text, "intent": {"name": "nlu_fallback"}} for text in ("frank", "212", "555")]
    heard = tracker("0142", earlier=before, slots={"appointment_tries": 2})
    assert form_of(heard).typed_before == ("212", "555")
    assert form_of(tracker("0142", earlier=before)).typed_before == ()
    pressed = [*before, {"text": "/ask_overview", "intent": {"name": "ask_overview"}}]
    assert form_of(tracker("0142", earlier=pressed, slots={"appointment_tries": 2})).typed_before == ("555",)
