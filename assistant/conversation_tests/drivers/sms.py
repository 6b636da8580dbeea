"""The door of text messages: forms signed as Twilio signs them, posted to the webhook; TwiML comes back.

The form: https://www.twilio.com/docs/messaging/guides/webhook-request. The signature:
https://www.twilio.com/docs/usage/webhooks/webhooks-security.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree as Xml

import httpx
from twilio.request_validator import RequestValidator

from assistant.conversation_tests.drivers import DoorError, not_offered
from assistant.conversation_tests.seeing import Message, Seen
from assistant.settings import load_settings
from knowledge.records import Channel

SECONDS = 30.0
TOKEN = "ASSISTANT_TWILIO_AUTH_TOKEN"  # noqa: S105 - the name of a setting
_HOSPITAL = "+12125550100"
_GREETING = "Hello"
_CHOICE = re.compile(r"^(\d{1,2})[.):]?\s+(\S.*)$")
"""A numbered line of a text: "1 Side effects"."""


def token_of_environment() -> str:
    """Return the token that signs, from the settings.

    Raises:
        DoorError: it is not set.
    """
    token = load_settings().twilio_auth_token.get_secret_value()
    if not token:
        raise DoorError(f"set {TOKEN} to the token of the server, which signs the texts")
    return token


class Sms:
    """Runs conversations over the webhook; each has an invented number of its own."""

    shows_record = False
    shows_inside = False
    channels: tuple[Channel, ...] = ("sms",)

    def __init__(self, url: str, token: str, transport: httpx.AsyncBaseTransport | None = None) -> None:
        """Post to the webhook at its public address `url`, signed with `token`; `transport` is for tests.

        Raises:
            DoorError: the address is none.
        """
        if not url.startswith(("http://", "https://")):
            raise DoorError(f"{url}: an address begins with http:// or https://")
        self._url = url
        self._validator = RequestValidator(token)
        self._http = httpx.AsyncClient(transport=transport, timeout=SECONDS)

    async def begin(self, channel: Channel, slots: Mapping[str, Any]) -> tuple[_Talk, Seen]:
        """Take a number and greet: the first reply to a number introduces the line, as the website's welcome does."""
        talk = _Talk(self, _number())
        return talk, await talk.say(_GREETING)

    async def post(self, number: str, body: str) -> Seen:
        """Send one text and return what comes back.

        Raises:
            DoorError: the webhook can't be reached, refuses, or answers with something else than TwiML.
        """
        form = {"MessageSid": f"SM{secrets.token_hex(16)}", "From": number, "To": _HOSPITAL, "Body": body}
        headers = {"X-Twilio-Signature": self._validator.compute_signature(self._url, form)}
        try:
            response = await self._http.post(self._url, data=form, headers=headers)
        except httpx.HTTPError as error:
            raise DoorError(f"{self._url}: no answer ({type(error).__name__}). Is the server running?") from error
        if response.is_error:
            hint = f" Are {TOKEN} and the public address those of the server?" if response.status_code == 403 else ""
            raise DoorError(f"{self._url} answered with status {response.status_code}.{hint}")
        try:
            content = Xml.fromstring(response.text)  # noqa: S314 - the answer of the server under test
        except Xml.ParseError as error:
            raise DoorError(f"{self._url} answered with something that is no TwiML") from error
        return Seen(tuple(_message("".join(one.itertext()).strip()) for one in content.iter("Message")))

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()


class _Talk:
    """One number's conversation."""

    def __init__(self, door: Sms, number: str) -> None:
        self._door, self._number = door, number
        self._choices: dict[str, tuple[str, str]] = {}

    async def say(self, text: str) -> Seen:
        """Send a text."""
        return self._kept(await self._door.post(self._number, text))

    async def later(self, minutes: int) -> None:
        """Refuse: a server's clock is its own."""
        raise NotImplementedError

    async def press(self, title: str) -> Seen:
        """Send the number of a choice."""
        known = self._choices.get(title.strip().casefold())
        if known is None:
            raise not_offered(title, tuple(name for name, _ in self._choices.values()))
        return self._kept(await self._door.post(self._number, known[1]))

    def _kept(self, seen: Seen) -> Seen:
        self._choices = {
            title.casefold(): (title, number)
            for message in seen.messages
            for title, number in zip(message.buttons, message.payloads, strict=True)
        }
        return seen


def _message(text: str) -> Message:
    """Return a text with its numbered lines as choices; they stay in the text, for they are read and counted."""
    found = [match for line in text.splitlines() if (match := _CHOICE.match(line.strip()))]
    return Message(text, tuple(match[2].strip() for match in found), tuple(match[1] for match in found))


def _number() -> str:
    """Return an invented number: 555-01xx, which is nobody's, below one of many area codes."""
    return f"+1{200 + secrets.randbelow(800)}55501{secrets.randbelow(100):02d}"
