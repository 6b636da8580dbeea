"""Figures for Prometheus: what is counted, and that nothing of a person is in them."""

from __future__ import annotations

import json
import logging
import re
from pathlib import Path

import pytest
from door_fakes import Door, FakeAssistant
from prometheus_client.parser import text_string_to_metric_families
from pydantic import SecretStr

from assistant.booking.phone import read_phone
from assistant.booking.request import AppointmentRequest
from assistant.booking.store import BookingError, BookingStore
from assistant.dialogue.replies import Outcome, Record
from assistant.server.app import create_app
from assistant.settings import ROOT, Settings
from assistant.turn.turns import Said, Turn

WORDS = "my name is Rosalind"


async def figures(door: Door) -> dict[str, float]:
    """Return the samples at /metrics by name and labels."""
    response = await door.http.get("/metrics")
    assert response.status_code == 200
    return {
        sample.name + "".join(f" {key}={value}" for key, value in sorted(sample.labels.items()) if key != "le"): (
            sample.value
        )
        for family in text_string_to_metric_families(response.text)
        for sample in family.samples
    }


async def test_off_unless_asked_for(door: Door) -> None:
    """Without ASSISTANT_METRICS there is nothing at /metrics."""
    assert (await door.http.get("/metrics")).status_code == 404


async def test_turns_are_counted_by_outcome_and_tier(assistant: FakeAssistant) -> None:
    """Answers, urgent help and failures are counted apart and timed; a crash is an error."""
    door = Door(assistant, assistant.store, metrics=True)
    token = (await door.open())["token"]
    await door.say(token, WORDS)
    assistant.turn = Turn("", (Said("Call 911."),), Record(Outcome.URGENT, tier="call_911"))
    await door.say(token, WORDS)
    assistant.fault = RuntimeError(WORDS)
    await door.say(token, WORDS)
    seen = await figures(door)
    assert seen["assistant_conversations_total channel=website"] == 1
    assert seen["assistant_turns_total channel=website outcome=answer tier=none"] == 1
    assert seen["assistant_turns_total channel=website outcome=urgent tier=call_911"] == 1
    assert seen["assistant_turns_total channel=website outcome=error tier=none"] == 1
    assert seen["assistant_turn_seconds_count channel=website"] == 3
    assert seen["assistant_errors_total event=turn.failed"] == 1
    text = (await door.http.get("/metrics")).text
    assert "Rosalind" not in text
    assert token not in text
    assert not any(conversation in text for conversation, _ in assistant.heard)


async def test_long_turns_are_told_apart(assistant: FakeAssistant) -> None:
    """The histogram reaches past the longest that a message may wait and be worked on."""
    door = Door(assistant, assistant.store, metrics=True)
    await door.say((await door.open())["token"], "hello")
    text = (await door.http.get("/metrics")).text
    limits = [float(limit) for limit in re.findall(r'assistant_turn_seconds_bucket{[^}]*le="([0-9.]+)"', text)]
    settings = Settings(_env_file=None)
    assert limits[-1] > settings.answer_seconds
    assert [limit for limit in limits if settings.turn_seconds < limit < settings.answer_seconds]


async def test_an_error_is_counted_by_its_event_and_not_by_its_text(assistant: FakeAssistant) -> None:
    """What follows the event's name in a log line makes no figure of its own."""
    door = Door(assistant, assistant.store, metrics=True)
    logging.getLogger("assistant.anything").error("store.failed error=%s", WORDS)
    assert (await figures(door))["assistant_errors_total event=store.failed"] == 1


async def test_the_outbox_is_counted(assistant: FakeAssistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Deliveries by state, requests of an hour; a database that is down is a figure too, and no failed scrape."""
    settings = Settings(_env_file=None, metrics=True, booking_database=SecretStr(f"sqlite:///{tmp_path}/bookings.db"))
    bookings = BookingStore.open(settings)
    phone = read_phone("212-555-0142", allow_fictional=True)
    bookings.submit(AppointmentRequest(for_whom="self", name="Ana Example", channel="website", phone=phone), "key")
    door = Door(assistant, assistant.store)
    door.http._transport.app = create_app(assistant, assistant.store, settings, bookings=bookings)
    seen = await figures(door)
    assert (seen["assistant_outbox state=waiting"], seen["assistant_outbox state=dead"]) == (1, 0)
    assert seen["assistant_bookings_up"] == 1
    assert seen["assistant_requests_last_hour"] == 1

    def down() -> None:
        raise BookingError("down")

    monkeypatch.setattr(bookings, "reading", down)
    assert (await figures(door))["assistant_bookings_up"] == 0


async def test_readiness_is_a_figure(assistant: FakeAssistant) -> None:
    """1 after a plain question was answered, 0 before and where it was not."""
    door = Door(assistant, assistant.store, metrics=True)
    assert (await figures(door))["assistant_ready"] == 0
    await door.app.state.readiness.check()
    assert (await figures(door))["assistant_ready"] == 1
    assistant.fault = RuntimeError(WORDS)
    await door.app.state.readiness.check()
    assert (await figures(door))["assistant_ready"] == 0


async def test_the_dashboard_asks_for_figures_that_exist(assistant: FakeAssistant, tmp_path: Path) -> None:
    """Every metric that the Grafana dashboard and the alerts name is one of ours."""
    settings = Settings(_env_file=None, metrics=True, booking_database=SecretStr(f"sqlite:///{tmp_path}/bookings.db"))
    door = Door(assistant, assistant.store)
    door.http._transport.app = create_app(assistant, assistant.store, settings, bookings=BookingStore.open(settings))
    token = (await door.open())["token"]
    await door.say(token, "hello")
    logging.getLogger("assistant").error("turn.failed")
    known = {name.partition(" ")[0] for name in await figures(door)}
    board = json.loads((ROOT / "deploy" / "grafana-dashboard.json").read_text(encoding="utf-8"))
    asked = [target["expr"] for panel in board["panels"] for target in panel["targets"]]
    assert len(asked) >= 6
    for expression in asked:
        named = set(re.findall(r"assistant_\w+", expression))
        assert named, expression
        assert named <= known, named - known
