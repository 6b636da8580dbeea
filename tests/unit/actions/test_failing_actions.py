"""An action that fails is replaced by the safe reply: the patient never meets silence."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING, Any

import pytest
from rasa_sdk.events import SlotSet

from assistant.settings import load_settings
from assistant.turn.action_endpoint import InProcessActions, safe_reply

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Render, Trackers

SECRET = "my name is Rosalind"
NO_HANG = 60.0
"""Seconds after which something hangs: far more than it takes on the slowest machine."""


def raises(*_: Any) -> Any:
    """Fail as a mistake in an action does, with the patient's words in the message."""
    raise ValueError(SECRET)


async def hangs(*_: Any) -> Any:
    """Never come back, as a lost connection does."""
    await asyncio.Event().wait()


def returns_a_number(*_: Any) -> Any:
    """Return what is no list of events."""
    return 7


def returns_an_event_of_no_kind(*_: Any) -> Any:
    """Return what Rasa knows no event for."""
    return [{"event": "remember", "name": "treatment", "value": "surgery"}]


def returns_half_an_event(*_: Any) -> Any:
    """Return an event without what belongs to it."""
    return [{"event": "slot", "name": "treatment"}]


def returns_an_event_of_other_types(*_: Any) -> Any:
    """Return an event with a number where Rasa expects a name."""
    return [{"event": "slot", "name": 7, "value": "surgery"}]


@pytest.fixture
def request_of(tracker: Trackers, domain: dict[str, Any]) -> Callable[..., Any]:
    """Return a function that registers an action under a name and requests it as Rasa does."""

    async def request(action: Any, name: str = "action_fails", seconds: float = 0.2) -> dict[str, Any]:
        endpoint = InProcessActions()
        endpoint._seconds = seconds
        if action is not None:
            endpoint._executor.actions[name] = action
        heard = tracker(SECRET, "ask_what")
        state = {
            "sender_id": "test",
            "slots": heard.slots,
            "latest_message": heard.latest_message,
            "events": heard.events,
        }
        call = {"next_action": name, "sender_id": "test", "tracker": state, "domain": domain}
        return await endpoint.request(json=call, method="post")

    return request


RUBBISH = [returns_a_number, returns_an_event_of_no_kind, returns_half_an_event, returns_an_event_of_other_types]


@pytest.mark.parametrize("action", [raises, hangs, *RUBBISH, None], ids=lambda a: getattr(a, "__name__", "unknown"))
async def test_what_fails_is_said(
    action: Any, request_of: Any, render: Render, caplog: pytest.LogCaptureFixture
) -> None:
    """An action that raises, hangs, returns rubbish or does not exist gives the safe reply, with the number to call."""
    async with asyncio.timeout(NO_HANG):
        result = await request_of(action)
    assert result == safe_reply("action_fails")
    for channel in ("website", "sms"):
        text = render(result["responses"], channel)[0]
        assert load_settings().care_team_phone in text
        assert "911" in text
        assert "{" not in text
    assert result["responses"][0]["record"]["outcome"] == "error"


@pytest.mark.parametrize("action", [raises, returns_a_number])
async def test_the_log_names_the_action_and_no_text(
    action: Any, request_of: Any, caplog: pytest.LogCaptureFixture
) -> None:
    """A failure is logged with the action and the kind of error, and without a word of the patient."""
    await request_of(action)
    assert "action_fails" in caplog.text
    assert SECRET not in caplog.text
    assert not any(record.exc_info for record in caplog.records)


async def test_a_session_start_that_fails_still_starts_the_session(request_of: Any) -> None:
    """Without its events Rasa would never listen: they are in the safe reply."""
    result = await request_of(raises, "action_session_start")
    assert [event["event"] for event in result["events"]] == ["session_started", "action"]
    assert result["responses"]


async def test_an_action_that_blocks_is_timed_out_too(request_of: Any) -> None:
    """An action that blocks does not stop the others: it is timed out like one that waits."""
    begun, free, ended = threading.Event(), threading.Event(), threading.Event()

    def blocks(*_: Any) -> Any:
        """Hang without giving the process back, as a slow disk does."""
        begun.set()
        free.wait(NO_HANG)
        ended.set()
        return []

    assert await request_of(blocks) == safe_reply("action_fails")
    assert begun.is_set()
    assert not ended.is_set()
    free.set()


async def test_what_an_action_does_to_its_tracker_changes_nothing_outside(request_of: Any) -> None:
    """Actions get a copy: what they change in it stays with them."""
    seen: list[Any] = []

    def spoils(_: Any, heard: Any, __: Any) -> list[Any]:
        seen.append(heard.slots)
        heard.slots["treatment"] = "surgery"
        return [SlotSet("treatment", "radiation")]

    result = await request_of(spoils, seconds=10)
    assert seen[0] == {**seen[0], "treatment": "surgery"}
    assert [event["value"] for event in result["events"]] == ["radiation"]
