"""Live, and ready: ready only when a real message is answered."""

from __future__ import annotations

import asyncio
import time

import pytest
from door_fakes import Door, FakeAssistant, error_turn

from assistant.dialogue.replies import Outcome, Record
from assistant.safety import gate
from assistant.server.app import create_app
from assistant.server.health import Readiness
from assistant.settings import Settings
from assistant.turn.turns import Said, Turn


async def test_live_says_that_the_process_is_up(door: Door, assistant: FakeAssistant) -> None:
    """GET and HEAD /health/live answer 200 without asking the assistant."""
    assistant.fault = RuntimeError()
    assert (await door.http.get("/health/live")).json() == {"status": "live"}
    assert (await door.http.head("/health/live")).status_code == 200


async def test_ready_only_after_a_message_was_answered(door: Door, assistant: FakeAssistant) -> None:
    """Not ready before the first check; ready after a real message was answered; asking for it asks no message."""
    response = await door.http.get("/health/ready")
    assert response.status_code == 503
    assert response.json() == {"status": "not ready", "reason": "the first check is not done yet"}
    await door.app.state.readiness.check()
    heard = len(assistant.heard)
    assert (await door.http.get("/health/ready")).json() == {"status": "ready"}
    assert (await door.http.head("/health/ready")).status_code == 200
    assert len(assistant.heard) == heard == 2


@pytest.mark.parametrize(
    ("turn", "reason"),
    [
        (error_turn(), "technical problem"),
        (Turn("", (), Record(Outcome.ANSWER), intent="ask_side_effects"), "without words"),
        (Turn("", (Said(" "),), Record(Outcome.ANSWER), intent="ask_side_effects"), "without words"),
        (Turn("", (Said("Sorry?"),), Record(Outcome.REDIRECT), intent="nlu_fallback"), "does not understand"),
        (Turn("", (Said("Call 911."),), Record(Outcome.URGENT), intent="ask_side_effects"), "the outcome urgent"),
    ],
)
async def test_not_ready_when_the_answer_is_wrong(
    door: Door, assistant: FakeAssistant, turn: Turn, reason: str
) -> None:
    """A technical problem, silence, or a model that understands nothing is 503, with the reason."""
    assistant.turn = turn
    await door.app.state.readiness.check()
    response = await door.http.get("/health/ready")
    assert response.status_code == 503
    assert reason in response.json()["reason"]


async def test_not_ready_when_the_assistant_fails_and_ready_again_after(door: Door, assistant: FakeAssistant) -> None:
    """A fault makes it not ready until a check succeeds again; the reason names the kind of the fault only."""
    await door.app.state.readiness.check()
    assistant.fault = OSError("/a/path")
    await door.app.state.readiness.check()
    assert (await door.http.get("/health/ready")).json()["reason"] == "the assistant failed: OSError"
    assistant.fault = None
    await door.app.state.readiness.check()
    assert (await door.http.get("/health/ready")).status_code == 200


async def test_a_replica_without_its_database_still_takes_messages(door: Door, assistant: FakeAssistant) -> None:
    """Serving from the first answer on, whatever the store does: no replicas would mean no urgent help."""
    response = await door.http.get("/health/serving")
    assert response.status_code == 503
    assert response.json() == {"status": "not serving", "reason": "the first check is not done yet"}
    await door.app.state.readiness.check()
    assistant.fault = OSError("database")
    await door.app.state.readiness.check()
    assert (await door.http.get("/health/ready")).status_code == 503
    assert (await door.http.get("/health/serving")).json() == {"status": "serving"}


async def test_a_replica_whose_gate_fails_is_neither_ready_nor_serving(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A gate that fails sends everybody to the care team: that is no answer, and another replica should give one."""
    await door.app.state.readiness.check()
    monkeypatch.setattr(gate, "_assess", lambda _: 1 / 0)
    await door.app.state.readiness.check()
    for path in ("/health/ready", "/health/serving"):
        response = await door.http.get(path)
        assert response.status_code == 503
        assert response.json()["reason"] == "the urgent-help gate fails on a plain question"


async def test_checks_leave_nothing_behind(door: Door, assistant: FakeAssistant) -> None:
    """Each check is a conversation of its own, and is deleted after."""
    await door.app.state.readiness.check()
    await door.app.state.readiness.check()
    asked = {conversation for conversation, _ in assistant.heard}
    assert len(asked) == 2
    assert set(assistant.store.forgotten) == asked


async def test_checks_go_on_in_the_background(assistant: FakeAssistant) -> None:
    """While the server runs the assistant is asked again and again, and no more after its end."""
    app = create_app(assistant, assistant.store, Settings(_env_file=None), check_seconds=0.01)
    async with app.router.lifespan_context(app):
        await asyncio.sleep(0.1)
        assert app.state.readiness.reason is None
    heard = len(assistant.heard)
    assert heard >= 4
    await asyncio.sleep(0.05)
    assert len(assistant.heard) == heard


async def test_an_old_result_counts_no_more(assistant: FakeAssistant, monkeypatch: pytest.MonkeyPatch) -> None:
    """When checks stop, the assistant is not taken for ready."""
    readiness = Readiness(assistant, assistant.store, 30)
    assert await readiness.check() is None
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now + 119)
    assert readiness.reason is None
    monkeypatch.setattr(time, "monotonic", lambda: now + 121)
    assert readiness.reason == "no check was done for too long"
