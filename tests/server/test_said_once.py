"""A message whose answer was lost is sent again: it is answered, and said once, whichever process takes it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import httpx
import pytest
from door_fakes import SECRET, Door, FakeAssistant, buttons_of

from assistant.channels.website.tokens import Tokens
from assistant.server.app import create_app
from assistant.settings import Settings

ID = "0123456789abcdef"


def words_of(turn: dict[str, Any]) -> list[str]:
    """Return the texts of a turn."""
    return [message["text"] for message in turn["messages"]]


@pytest.mark.parametrize("text", ["what are the side effects of chemo", "I want to kill myself"])
async def test_a_process_that_died_before_it_could_tell(real: tuple[Any, Any], text: str) -> None:
    """The turn was kept, its answer was not: another process gives the same answer and says nothing again."""
    first, second = Door(*real), Door(*real)  # each has a history of its own: the second knows nothing of the first
    token = (await first.open())["token"]
    said = {"text": text, "id": ID}
    before = (await first.send(token, said)).json()
    after = (await second.send(token, said)).json()
    assert words_of(after) == words_of(before)
    assert after["record"] == before["record"]
    assert buttons_of(after) == buttons_of(before)
    conversation = Tokens(SECRET, 12).conversation_of(token)
    assert [e["text"] for e in real[1].events_of(conversation) if e["event"] == "user"] == [text]


async def test_a_button_that_was_pressed_before_its_answer_was_lost(real: tuple[Any, Any]) -> None:
    """The same for a button, though the turn it led to no longer offers it."""
    first, second = Door(*real), Door(*real)
    opened = await first.open()
    pressed = {"press": buttons_of(opened)["Side effects"], "id": ID}
    before = (await first.send(opened["token"], pressed)).json()
    after = await second.send(opened["token"], pressed)
    assert after.status_code == 200, after.text
    assert words_of(after.json()) == words_of(before)
    other = await second.send(opened["token"], {"press": pressed["press"], "id": "another-message"})
    assert other.status_code == 409


class _NeverFree:
    """Locks of a database that does not answer."""

    def hold(self, name: str) -> AbstractAsyncContextManager[None]:
        """Fail."""

        @asynccontextmanager
        async def fail() -> AsyncIterator[None]:
            raise OSError("no route to host")
            yield

        return fail()


@pytest.mark.parametrize(
    ("text", "says", "outcome"),
    [("what is chemo", "555-0111", "error"), ("i have chest pain and can't breathe", "911", "urgent")],
)
async def test_a_turn_that_never_comes(assistant: FakeAssistant, text: str, says: str, outcome: str) -> None:
    """A message whose turn does not come gets the safe reply, and urgent help where it needs it."""
    door = Door(assistant, assistant.store)
    token = (await door.open())["token"]
    settings = Settings(secret=SECRET, _env_file=None)
    app = create_app(assistant, assistant.store, settings, locks=_NeverFree())
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://door") as http:
        headers = {"Authorization": f"Bearer {token}"}
        turn = (await http.post("/api/messages", json={"text": text, "id": ID}, headers=headers)).json()
    assert says in " ".join(words_of(turn))
    assert turn["record"]["outcome"] == outcome
    assert [heard for _, heard in assistant.heard] == [""]
