"""What a phone company's webhook is to this channel: a message in, texts out. One file per company implements it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from starlette.responses import Response

from assistant.channels.sms.keywords import Keyword


@dataclass(frozen=True)
class WebRequest:
    """A request as it came: the path with its query, the headers by lower-case names, the body's bytes."""

    target: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Incoming:
    """A text message that came in. Its number and words are logged and kept nowhere."""

    identifier: str
    """What the company calls the message; the same for every attempt to deliver it."""
    number: str
    """Who wrote, as the company gives it: +12125550142."""
    text: str
    media: int = 0
    """How many pictures or sounds came with it."""
    answered: Keyword | None = None
    """The keyword that the company has answered by itself already."""


class RefusedError(Exception):
    """A request that is not to be answered, with the status that says why."""

    def __init__(self, status: int, reason: str) -> None:
        """Refuse with an HTTP `status`: 403 where it is not signed, 400 where it is not a message."""
        super().__init__(reason)
        self.status = status
        self.reason = reason


class Transport(Protocol):
    """One phone company."""

    name: str
    """Its webhook is POST /sms/<name>."""

    def read(self, request: WebRequest) -> Incoming:
        """Return the message of a request.

        Raises:
            RefusedError: it is not signed by the company, or not a message.
        """

    def reply(self, texts: Sequence[str]) -> Response:
        """Return the response that has the company send `texts`; none means silence."""
