"""Traps of stock Rasa that no other test closes. docs/rasa-traps.md lists all of them."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any

import pytest

from actions import validate_appointment_form
from actions.speaking import hospital
from actions.validate_appointment_form import ValidateAppointmentForm
from assistant.privacy.quiet import be_quiet
from assistant.settings import ROOT, load_settings
from assistant.turn.action_endpoint import InProcessActions

if TYPE_CHECKING:
    from rasa_sdk.executor import CollectingDispatcher

    from tests.conftest import Trackers

FILLED_BY_ACTIONS = {"code", "call_by", "when", "summary", "subject", "link", "slots", "treatment"}
FILLED_BY_ACTIONS |= {"noted", "time_zone", "days", "name"}


def test_no_message_can_fill_a_slot(domain: dict[str, Any]) -> None:
    """Slots are set by actions only: what Rasa's regex finds in a typed "/intent{...}" has nowhere to go."""
    for name, slot in domain["slots"].items():
        assert {mapping["type"] for mapping in slot["mappings"]} == {"custom"}, name


def test_every_place_in_a_response_is_filled(domain: dict[str, Any]) -> None:
    """A {place} that nobody fills would be shown to the patient as it is, and one stray brace silences the turn."""
    known = {*hospital(), *FILLED_BY_ACTIONS}
    for name, variants in domain["responses"].items():
        for text in (str(variant.get("text") or "") for variant in variants):
            assert set(re.findall(r"\{(.*?)\}", text)) <= known, name
            assert text.count("{") == text.count("}") == len(re.findall(r"\{\w+\}", text)), name


def test_sessions_end_and_carry_nothing_over(domain: dict[str, Any]) -> None:
    """The next person at a shared phone starts afresh, and no conversation grows for ever."""
    session = domain["session_config"]
    assert 0 < session["session_expiration_time"] <= 60
    assert session["carry_over_slots_to_new_session"] is False


def test_telemetry_and_debug_are_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is reported to anybody, and an operator's LOG_LEVEL can't make Rasa print messages."""
    monkeypatch.setenv("RASA_TELEMETRY_ENABLED", "true")
    monkeypatch.setenv("LOG_LEVEL", "DEBUG")
    be_quiet()
    assert (os.environ["RASA_TELEMETRY_ENABLED"], os.environ["LOG_LEVEL"]) == ("false", "ERROR")


def test_a_validation_that_fails_keeps_no_value(
    tracker: Trackers, dispatcher: CollectingDispatcher, domain: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stock Rasa keeps what was typed when its validation crashes; here nothing is kept, and the patient is told."""

    def breaks(*_: Any) -> None:
        raise ValueError("call 212-555-0142")

    monkeypatch.setattr(validate_appointment_form, "read_answer", breaks)
    said = tracker("99999 junk", slots={"requested_slot": "appointment_phone"})
    events = ValidateAppointmentForm().run(dispatcher, said, domain)
    assert not any(event.get("name") == "appointment_phone" for event in events if event["event"] == "slot")
    assert dispatcher.messages[0]["response"] == "utter_technical_problem"


def test_time_limits_are_in_order() -> None:
    """An action ends before its turn, so that the safe reply is said in time."""
    assert 0 < InProcessActions()._seconds < load_settings().turn_seconds


def test_no_server_of_rasa_is_started() -> None:
    """The product imports neither Rasa's server nor its channels' web application."""
    for folder in ("assistant", "actions", "knowledge"):
        for file in (ROOT / folder).rglob("*.py"):
            text = file.read_text(encoding="utf-8")
            assert not re.search(r"rasa\.core\.run\b|rasa\.server|import sanic|from sanic", text), file
