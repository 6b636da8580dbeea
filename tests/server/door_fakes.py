"""An assistant and a store without a model, and the shortest way to talk to the door."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import Any

import httpx

from assistant.channels.caller import sender
from assistant.dialogue.replies import Button, Outcome, Record
from assistant.server.app import create_app
from assistant.settings import Settings
from assistant.turn.turns import Said, Turn

SECRET = "a-secret-that-is-only-used-in-tests-0123456789"
OVERVIEW = Button("All treatments", "/ask_overview")
EFFECTS = Button("Side effects", '/ask_side_effects{"treatment": "chemotherapy"}')


class FakeStore:
    """Keeps nothing but what the last turn offered."""

    def __init__(self) -> None:
        self.buttons: dict[str, tuple[Button, ...]] = {}
        self.forgotten: list[str] = []

    async def offered(self, conversation: str) -> tuple[Button, ...]:
        """Return what the last turn offered."""
        return self.buttons.get(conversation, ())

    async def forget(self, conversation: str) -> None:
        """Remember what was to be forgotten."""
        self.forgotten.append(conversation)

    def shut(self) -> None:
        """Have nothing to close."""

    def purge(self, older_than: float) -> int:
        """Have nothing that is old."""
        return 0


class FakeAssistant:
    """Repeats what it hears, and offers two buttons at the start and one after each message."""

    def __init__(self, store: FakeStore) -> None:
        self.store = store
        self.heard: list[tuple[str, str]] = []
        self.channels: set[str] = set()
        self.senders: list[str | None] = []
        self.fault: Exception | None = None
        self.turn: Turn | None = None
        self.open: tuple[Button, ...] = ()
        self.seconds = 0.0
        self.most_at_once: Counter[str] = Counter()
        self._now: Counter[str] = Counter()

    async def start(self, conversation: str, channel: str) -> Turn:
        """Greet."""
        return await self._answer(conversation, "", channel, (OVERVIEW, EFFECTS), "Hello.")

    async def say(self, conversation: str, text: str, channel: str, message: str | None = None) -> Turn:
        """Repeat."""
        return await self._answer(conversation, text, channel, (OVERVIEW,), f"You said {text}")

    async def again(self, conversation: str, message: str, channel: str) -> Turn | None:
        """Remember nothing."""
        return None

    async def open_after_urgent_help(self, conversation: str) -> tuple[Button, ...]:
        """Return what may be pressed though the last turn is not known to have offered it."""
        return self.open

    async def press(self, conversation: str, button: Button, channel: str, message: str | None = None) -> Turn:
        """Repeat the title."""
        return await self._answer(conversation, button.payload, channel, (OVERVIEW,), f"You pressed {button.title}")

    async def _answer(
        self, conversation: str, heard: str, channel: str, offered: tuple[Button, ...], text: str
    ) -> Turn:
        self._now[conversation] += 1
        self.most_at_once[conversation] = max(self.most_at_once[conversation], self._now[conversation])
        await asyncio.sleep(self.seconds)
        self._now[conversation] -= 1
        self.heard.append((conversation, heard))
        self.channels.add(channel)
        self.senders.append(sender())
        if self.fault:
            raise self.fault
        if self.turn:
            return self.turn
        self.store.buttons[conversation] = offered
        return Turn(heard, (Said(text, offered),), Record(Outcome.ANSWER), intent="ask_side_effects")


def error_turn() -> Turn:
    """Return a turn that failed."""
    return Turn("", (Said("Something went wrong. Call 555-0111."),), Record(Outcome.ERROR))


class Door:
    """A client of the application, which runs in this process."""

    def __init__(self, assistant: Any, store: Any, history: Any = None, **settings: Any) -> None:
        chosen = {"secret": SECRET, "_env_file": None, "website_messages_per_minute": 600, **settings}
        self.app = create_app(assistant, store, Settings(**chosen), history=history)
        transport = httpx.ASGITransport(app=self.app)
        self.http = httpx.AsyncClient(transport=transport, base_url="http://door")

    async def open(self) -> dict[str, Any]:
        """Begin a conversation."""
        response = await self.http.post("/api/sessions")
        assert response.status_code == 201, response.text
        return response.json()

    async def send(self, token: str, body: Any) -> httpx.Response:
        """Send a message as JSON."""
        return await self.http.post("/api/messages", json=body, headers={"Authorization": f"Bearer {token}"})

    async def raw(self, token: str, body: bytes) -> httpx.Response:
        """Send a message as bytes."""
        return await self.http.post("/api/messages", content=body, headers={"Authorization": f"Bearer {token}"})

    async def say(self, token: str, text: str) -> dict[str, Any]:
        """Say something that is to be answered."""
        response = await self.send(token, {"text": text})
        assert response.status_code == 200, response.text
        return response.json()


def error_of(response: httpx.Response) -> dict[str, str]:
    """Return the error of a response, after checking that it has the one form."""
    content = response.json()
    assert set(content) == {"error"}
    assert set(content["error"]) == {"code", "message"}
    assert all(isinstance(value, str) and value for value in content["error"].values())
    return content["error"]


def buttons_of(turn: dict[str, Any]) -> dict[str, str]:
    """Return the ids of the buttons of a turn by their titles."""
    return {button["title"]: button["id"] for message in turn["messages"] for button in message["buttons"]}
