"""The door over HTTP: a running server's chat endpoint, as the website uses it (docs/http-api.md)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import httpx

from assistant.conversation_tests.drivers import DoorError, not_offered
from assistant.conversation_tests.seeing import Message, Seen
from knowledge.records import Channel

SESSIONS, MESSAGES = "/api/sessions", "/api/messages"
"""The paths of the endpoint. Nothing else here knows them."""

SECONDS = 30.0


class Http:
    """Runs conversations on a running server."""

    shows_record = True
    shows_inside = False
    channels: tuple[Channel, ...] = ("website",)

    def __init__(self, url: str, transport: httpx.AsyncBaseTransport | None = None) -> None:
        """Talk to the server at `url`; `transport` stands in for the network in tests.

        Raises:
            DoorError: the address is none.
        """
        if not url.startswith(("http://", "https://")):
            raise DoorError(f"{url}: an address begins with http:// or https://")
        self._http = httpx.AsyncClient(base_url=url, transport=transport, timeout=SECONDS)

    async def begin(self, channel: Channel, slots: Mapping[str, Any]) -> tuple[_Talk, Seen]:
        """Begin a conversation. Slots can't be set from outside: conversations with fixtures are not run here."""
        answer = await self.post(SESSIONS, {}, None)
        talk = _Talk(self, str(answer["token"]))
        return talk, talk.seen(answer)

    async def post(self, path: str, body: Mapping[str, Any], token: str | None) -> dict[str, Any]:
        """Post to the endpoint and return its answer.

        Raises:
            DoorError: the server can't be reached, or refuses.
        """
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        try:
            response = await self._http.post(path, json=body, headers=headers)
        except httpx.HTTPError as error:
            raise DoorError(
                f"{self._http.base_url}: no answer ({type(error).__name__}). Is the server running?"
            ) from error
        if response.is_error:
            raise DoorError(f"{self._http.base_url}: {path} answered with status {response.status_code}")
        content: dict[str, Any] = response.json()
        return content

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()


class _Talk:
    """One conversation."""

    def __init__(self, door: Http, token: str) -> None:
        self._door, self._token = door, token
        self._ids: dict[str, str] = {}

    async def say(self, text: str) -> Seen:
        """Send what is typed."""
        return self.seen(await self._door.post(MESSAGES, {"text": text}, self._token))

    async def later(self, minutes: int) -> None:
        """Refuse: a server's clock is its own."""
        raise NotImplementedError

    async def press(self, title: str) -> Seen:
        """Press a button of the last turn."""
        ids = {name.casefold(): one for name, one in self._ids.items()}
        if title.strip().casefold() not in ids:
            raise not_offered(title, tuple(self._ids))
        return self.seen(await self._door.post(MESSAGES, {"press": ids[title.strip().casefold()]}, self._token))

    def seen(self, answer: Mapping[str, Any]) -> Seen:
        """Return a turn from the endpoint's answer, and keep the ids of its buttons."""
        buttons = [button for message in answer["messages"] for button in message["buttons"]]
        self._ids = {str(button["title"]): str(button["id"]) for button in buttons}
        messages = tuple(
            Message(str(message["text"]), tuple(str(button["title"]) for button in message["buttons"]))
            for message in answer["messages"]
        )
        return Seen(messages, answer["record"])
