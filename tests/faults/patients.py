"""People who talk to the whole application: on the website and by text."""

from __future__ import annotations

import itertools
from typing import Any

import httpx

from assistant.channels.sms.simulated import SimulatedPhone
from assistant.channels.website.tokens import Tokens

SECRET = "a-secret-that-is-only-used-in-tests-0123456789"
TOKEN = "a-token-that-is-only-used-in-tests"
URL = "https://chat.hospital.example"
CARE_TEAM = "555-0111"
"""The number that a safe reply names."""
WEAK = "i can't move my legs since this morning"
"""An emergency."""

_numbers = itertools.count(1)


class Visitor:
    """Talks on the website."""

    def __init__(self, app: Any) -> None:
        self._http = httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url=URL)
        self._token = ""
        self.buttons: dict[str, str] = {}

    @property
    def conversation(self) -> str:
        """The conversation that the chat's token opens."""
        return Tokens(SECRET, 10_000).conversation_of(self._token)

    async def open(self) -> dict[str, Any]:
        """Begin a chat."""
        response = await self._http.post("/api/sessions")
        assert response.status_code == 201, response.text
        self._token = response.json()["token"]
        return self._seen(response)

    async def say(self, text: str, **more: str) -> dict[str, Any]:
        """Type something, in a chat that is begun where there is none; return the turn."""
        return await self._send({"text": text, **more})

    async def press(self, title: str = "") -> dict[str, Any]:
        """Press the button with this title, or the first one."""
        return await self._send({"press": self.buttons[title] if title else next(iter(self.buttons.values()))})

    async def fill_in_the_form(self) -> dict[str, Any]:
        """Ask for an appointment and answer all questions, up to the read-back; return its turn."""
        await self.say("i want to book an appointment")
        turn: dict[str, Any] = {}
        for typed in (
            "no",
            "",
            "Ana Example",
            f"212-555-01{next(_numbers):02}",
            "",
            "",
            "tuesday morning",
            "",
            "skip",
            "",
        ):
            turn = await (self.say(typed) if typed else self.press())
        assert turn["asks"] == "appointment_confirmed", turn
        return turn

    async def get(self, path: str) -> httpx.Response:
        """Ask for something with the chat's token."""
        return await self._http.get(path, headers=self._headers)

    async def post(self, path: str, body: Any = None) -> httpx.Response:
        """Send something with the chat's token."""
        return await self._http.post(path, json=body, headers=self._headers)

    async def _send(self, body: dict[str, str]) -> dict[str, Any]:
        if not self._token:
            await self.open()
        response = await self.post("/api/messages", body)
        assert response.status_code == 200, response.text
        return self._seen(response)

    @property
    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._token}"}

    def _seen(self, response: httpx.Response) -> dict[str, Any]:
        turn: dict[str, Any] = response.json()
        assert turn["messages"], "silence"
        assert all(message["text"].strip() for message in turn["messages"]), "silence"
        offered = {button["title"]: button["id"] for message in turn["messages"] for button in message["buttons"]}
        self.buttons = offered or self.buttons
        return turn


def texter(app: Any) -> SimulatedPhone:
    """Return a phone with a number of its own."""
    http = httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url=URL)
    return SimulatedPhone(http, TOKEN, URL, f"+1212555{100 + next(_numbers):04}")


def is_safe(turn: dict[str, Any]) -> bool:
    """Say whether a turn is the safe reply: it says that something failed, and names 911 and the care team."""
    words = " ".join(message["text"] for message in turn["messages"])
    return turn["record"]["outcome"] == "error" and "911" in words and CARE_TEAM in words


def is_urgent(turn: dict[str, Any]) -> bool:
    """Say whether a turn gives urgent help."""
    return turn["record"]["outcome"] == "urgent" and "911" in turn["messages"][0]["text"]
