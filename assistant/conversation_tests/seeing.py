"""What can be seen of a turn: messages, buttons, and as far as a door shows them, record and inner steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Message:
    """One message of the assistant."""

    text: str
    buttons: tuple[str, ...] = ()
    """Titles."""
    payloads: tuple[str, ...] = ()
    """What the buttons ask, where the door shows it."""


@dataclass(frozen=True)
class Inside:
    """What happened inside during one turn; only the door in this process shows it."""

    intents: tuple[tuple[str, float], ...] = ()
    """The nearest intents and how near they were, the nearest first."""
    actions: tuple[str, ...] = ()
    responses: tuple[str, ...] = ()
    slots: Mapping[str, Any] = field(default_factory=dict)
    """Slots after the turn."""
    events: tuple[tuple[str, str], ...] = ()
    """("intent" | "action" | "inner" | "loop", name), in order; "inner" is an action that a form ran."""


@dataclass(frozen=True)
class Seen:
    """One turn."""

    messages: tuple[Message, ...]
    record: Mapping[str, Any] | None = None
    """The record of the turn, or None where the door does not show it (text messages)."""
    inside: Inside | None = None

    @property
    def text(self) -> str:
        """All that is read, a line between messages."""
        return "\n".join(message.text for message in self.messages)

    @property
    def buttons(self) -> tuple[str, ...]:
        """The titles of all buttons."""
        return tuple(title for message in self.messages for title in message.buttons)


@dataclass(frozen=True)
class Exchange:
    """What the patient did, and what came back. `said` is None for the welcome."""

    said: str | None
    pressed: bool
    seen: Seen
    line: int = 0
    expected: tuple[str, ...] = ()
    """What had to hold, in words."""
    kept: bool = True
    """Whether it held."""
    after_minutes: int | None = None
    """How long after the reply before, where the conversation says so."""
