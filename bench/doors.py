"""How each assistant is talked to over HTTP."""

from __future__ import annotations

from typing import Protocol

import httpx


class Door(Protocol):
    """One person's way to an assistant."""

    async def begin(self) -> None:
        """Begin a conversation."""

    async def say(self, text: str) -> bool:
        """Send a message; return whether it was answered with words."""


class OurDoor:
    """The endpoint of the website (docs/http-api.md)."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        """Talk through `client`, whose base is the server's address."""
        self._client = client
        self._headers: dict[str, str] = {}

    async def begin(self) -> None:
        """Begin a conversation with a token of its own."""
        answer = await self._client.post("/api/sessions")
        self._headers = {"Authorization": f"Bearer {answer.raise_for_status().json()['token']}"}

    async def say(self, text: str) -> bool:
        """Send a message; return whether it was answered with words."""
        answer = await self._client.post("/api/messages", json={"text": text}, headers=self._headers)
        if answer.status_code != 200:
            return False
        turn = answer.json()
        return bool(turn["messages"]) and turn["record"]["outcome"] != "error"


class StockDoor:
    """Rasa's REST channel."""

    _begun = 0

    def __init__(self, client: httpx.AsyncClient) -> None:
        """Talk through `client`, whose base is the server's address."""
        self._client = client
        self._sender = ""

    async def begin(self) -> None:
        """Take a sender that no other conversation has."""
        StockDoor._begun += 1
        self._sender = f"sender-{StockDoor._begun}"

    async def say(self, text: str) -> bool:
        """Send a message; return whether it was answered with words."""
        body = {"sender": self._sender, "message": text}
        answer = await self._client.post("/webhooks/rest/webhook", json=body)
        return answer.status_code == 200 and any(message.get("text") for message in answer.json())
