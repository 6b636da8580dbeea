"""What channels need of the assistant and of the place where conversations are kept."""

from __future__ import annotations

from typing import Protocol

from assistant.dialogue.replies import Button
from assistant.turn.turns import Turn
from knowledge.records import Channel


class Talks(Protocol):
    """What a channel needs of the assistant."""

    async def start(self, conversation: str, channel: Channel) -> Turn:
        """Begin a conversation."""

    async def say(self, conversation: str, text: str, channel: Channel, message: str | None = None) -> Turn:
        """Send what a person typed; under the id of a message that was sent before, nothing is said again."""

    async def press(self, conversation: str, button: Button, channel: Channel, message: str | None = None) -> Turn:
        """Press a button that was offered; `message` likewise."""

    async def again(self, conversation: str, message: str, channel: Channel) -> Turn | None:
        """Return the turn to which the press with this id led, or None where it was never done."""

    async def open_after_urgent_help(self, conversation: str) -> tuple[Button, ...]:
        """Return the button that may be pressed for some messages after urgent help, whichever turn offered it."""


class Store(Protocol):
    """What a channel needs of the place where conversations are kept."""

    async def offered(self, conversation: str) -> tuple[Button, ...]:
        """Return the buttons of the last turn that was kept."""

    async def forget(self, conversation: str) -> None:
        """Delete a conversation."""

    def purge(self, older_than: float) -> int:
        """Delete the conversations without a word for so many seconds; return how many. Blocks."""
