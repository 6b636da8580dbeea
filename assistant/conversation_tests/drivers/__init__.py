"""The doors through which conversations are run: in this process, over HTTP, over the webhook of text messages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from assistant.conversation_tests.seeing import Seen
from knowledge.records import Channel


class DoorError(RuntimeError):
    """A door can't be used; the message says what to do."""


class NotOfferedError(LookupError):
    """A button was to be pressed that the last turn did not offer."""


class Talk(Protocol):
    """One conversation through a door."""

    async def say(self, text: str) -> Seen:
        """Send what is typed."""

    async def press(self, title: str) -> Seen:
        """Press the button of the last turn with this title.

        Raises:
            NotOfferedError: there is none.
        """

    async def later(self, minutes: int) -> None:
        """Let time pass for this conversation.

        Raises:
            NotImplementedError: the door does not show what is inside (`Driver.shows_inside`), and can't.
        """


class Driver(Protocol):
    """A door."""

    shows_record: bool
    shows_inside: bool
    channels: tuple[Channel, ...]

    async def begin(self, channel: Channel, slots: Mapping[str, Any]) -> tuple[Talk, Seen]:
        """Begin a fresh conversation: the talk, and what the assistant says first."""

    async def close(self) -> None:
        """Let go of what the door holds."""


def not_offered(title: str, offered: tuple[str, ...]) -> NotOfferedError:
    """Return the error for a button that is not there; it names those that are."""
    titles = ", ".join(f'"{one}"' for one in offered) or "none"
    return NotOfferedError(f'there is no button "{title}" to press; offered: {titles}')
