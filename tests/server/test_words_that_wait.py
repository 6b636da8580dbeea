"""Words that wait behind a message without an answer: an emergency among them is met before its turn comes."""

from __future__ import annotations

import asyncio

import httpx
import pytest
from door_fakes import Door, FakeAssistant, error_of

ID = "0123456789abcdef"
NUMB = "i cant move my legs"


async def look(door: Door, token: str, body: object) -> httpx.Response:
    """Have words looked at."""
    return await door.http.post("/api/urgent-help", json=body, headers={"Authorization": f"Bearer {token}"})


async def test_an_emergency_behind_a_slow_turn_gets_urgent_help_at_once(door: Door, assistant: FakeAssistant) -> None:
    """Urgent help comes while the turn before is under way; said in its turn, the message is heard and kept once."""
    token = (await door.open())["token"]
    assistant.seconds = 1
    slow = asyncio.create_task(door.say(token, "slow"))
    await asyncio.sleep(0.1)
    response = await look(door, token, {"text": NUMB})
    assert not slow.done()
    urgent = response.json()
    assert (response.status_code, urgent["number"], urgent["record"]["tier"]) == (200, 0, "call_911")
    assert [call["tel"] for call in urgent["call"]] == ["911"]
    await slow
    assistant.seconds = 0.0
    assert (await door.send(token, {"text": NUMB, "id": ID})).json()["number"] == 3
    assert [text for _, text in assistant.heard] == ["", "slow", NUMB]
    shown = await door.http.get("/api/messages", headers={"Authorization": f"Bearer {token}"})
    assert [turn["you"] for turn in shown.json()["turns"]] == [None, "slow", NUMB]


@pytest.mark.parametrize("text", ["what are the side effects of chemo", ""])
async def test_other_words_wait_for_their_turn(door: Door, assistant: FakeAssistant, text: str) -> None:
    """Words that tell of no emergency get no answer before their turn, and are neither heard nor kept."""
    token = (await door.open())["token"]
    response = await look(door, token, {"text": text})
    assert (response.status_code, response.content) == (204, b"")
    assert [heard for _, heard in assistant.heard] == [""]
    shown = await door.http.get("/api/messages?after=1", headers={"Authorization": f"Bearer {token}"})
    assert shown.json()["turns"] == []


async def test_words_of_any_length_are_looked_at_at_any_pace(assistant: FakeAssistant) -> None:
    """Neither limit keeps an emergency from urgent help."""
    door = Door(assistant, assistant.store, website_messages_per_minute=5)
    token = (await door.open())["token"]
    for _ in range(6):
        await door.send(token, {"text": "a"})
    response = await look(door, token, {"text": "thank you all for the years. " * 60 + "tonight i will end my life"})
    assert response.json()["record"]["tier"] == "crisis"


@pytest.mark.parametrize("body", [{}, {"text": None}, {"text": 1}, {"text": "a", "id": ID}, {"press": "a"}, []])
async def test_only_words_are_looked_at(door: Door, body: object) -> None:
    """Any other form is 422 in the error form."""
    response = await look(door, (await door.open())["token"], body)
    assert response.status_code == 422
    assert error_of(response)["code"] == "bad_request"


async def test_it_needs_a_token(door: Door) -> None:
    """Only who has a chat open can have words looked at."""
    assert (await door.http.post("/api/urgent-help", json={"text": NUMB})).status_code == 401
