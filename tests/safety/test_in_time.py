"""A gate that is slow or hangs holds up nobody, and fails closed."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from assistant.channels import emergencies
from assistant.channels.emergencies import emergency_in_time
from assistant.dialogue.replies import Outcome, Record
from assistant.safety import in_time as gate
from assistant.safety.gate import ERROR
from assistant.safety.tiers import Assessment
from assistant.turn import urgent_help
from assistant.turn.turns import Said, Turn
from assistant.turn.urgent_help import assess_in_time, with_urgent_help

PATIENCE = gate.SECONDS
ANSWER = Turn("what is chemo", (Said("Chemo is ..."),), Record(Outcome.ANSWER))


@pytest.fixture
def hanging(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the gate hang until the test is over, for doors with little patience."""
    over = threading.Event()

    def hang(_: str) -> Assessment:
        over.wait(30)
        return Assessment()

    monkeypatch.setattr(gate, "SECONDS", 0.1)
    monkeypatch.setattr(urgent_help, "assess", hang)
    monkeypatch.setattr(emergencies, "assess", hang)
    yield
    over.set()


@pytest.mark.usefixtures("hanging")
async def test_a_gate_that_hangs_offers_help() -> None:
    """The answer is held back, and the person reads whom to call, on the website and by text."""
    found_in_time = await assess_in_time("what is chemo")
    turn = with_urgent_help("what is chemo", found_in_time, ANSWER, "website", "212-555-0100")
    assert (turn.record.outcome, turn.record.tier) == (Outcome.URGENT, ERROR.tier)
    assert "212-555-0100" in turn.messages[0].text
    found = await emergency_in_time("what is chemo")
    assert found is not None
    assert "212-555-0100" in found.help("sms", "212-555-0100")


async def test_a_slow_gate_holds_up_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """While one message is looked at, the event loop serves the others."""

    def slow(_: str) -> Assessment:
        time.sleep(0.3)
        return Assessment()

    monkeypatch.setattr(emergencies, "assess", slow)
    looking: asyncio.Task[Any] = asyncio.create_task(emergency_in_time("what is chemo"))
    turns = 0
    while not looking.done():
        await asyncio.sleep(0.01)
        turns += 1
    assert turns > 5


def test_nobody_waits_long_for_the_gate() -> None:
    """A person in danger waits for a few seconds at most, also where the gate hangs."""
    assert PATIENCE <= 3.0
