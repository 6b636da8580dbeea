"""A rush of messages: each is answered, and none waits without an end."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.dialogue.replies import Outcome, Record
from assistant.safety import assess
from assistant.turn import conversation
from assistant.turn.conversation import Assistant


async def _nothing(_: str) -> None:
    return None


class _SlowAgent:
    """Stands for Rasa on one processor: every turn computes for 30 ms, one after the other."""

    domain = None

    def __init__(self) -> None:
        self._processor = asyncio.Lock()
        self.tracker_store = SimpleNamespace(retrieve=_nothing)

    async def handle_message(self, message: Any) -> None:
        async with self._processor:
            await asyncio.sleep(0.03)
        said = {"text": "An answer.", "custom": {}, "record": Record(Outcome.ANSWER).as_dict()}
        await message.output_channel.send_response(message.sender_id, said)


async def test_the_time_of_a_turn_begins_with_its_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forty-five messages at once are all answered, though the last is begun after longer than the time of a turn."""
    monkeypatch.setattr(
        conversation, "load_settings", lambda: SimpleNamespace(turn_seconds=1.0, care_team_phone="555-0100")
    )
    assess("what is kyphoplasty")  # loaded before the time counts
    assistant = Assistant(_SlowAgent())  # type: ignore[arg-type]  # stands for one
    turns = await asyncio.gather(*(assistant.say(f"c{n}", "what is kyphoplasty", "website") for n in range(45)))
    assert {turn.messages[0].text for turn in turns} == {"An answer."}


async def test_who_finds_no_place_gets_the_safe_reply(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a flood that can't be answered in time, the safe reply comes before a proxy gives up, and urgent help too."""
    limits = SimpleNamespace(turn_seconds=0.05, care_team_phone="555-0100")
    monkeypatch.setattr(conversation, "load_settings", lambda: limits)
    assistant = Assistant(_SlowAgent())  # type: ignore[arg-type]  # stands for one
    monkeypatch.setattr(assistant, "_technical_problem", lambda: "Call 555-0100.")
    for _ in range(conversation._AT_ONCE):
        await assistant._places.acquire()
    turn = await assistant.say("one", "what is kyphoplasty", "website")
    urgent = await assistant.say("two", "i have chest pain and can't breathe", "website")
    assert (turn.messages[0].text, turn.record.outcome) == ("Call 555-0100.", Outcome.ERROR)
    assert urgent.record.outcome is Outcome.URGENT
