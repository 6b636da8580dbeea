"""A message that is sent again is not said twice, also where the process that answered it died before it could tell.

Doors remember what they answered; but a turn is kept in the conversation first, and between the two a process may end.
So the client's id of a message stands in the conversation too (Rasa's `message_id`), and is looked for there.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from rasa.core.channels.channel import UserMessage
from rasa.core.processor import MessageProcessor
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker


class SaidBeforeError(RuntimeError):
    """A message is in its conversation already."""

    def __init__(self, messages: list[dict[str, Any]]) -> None:
        """Carry the `messages` that answered it."""
        super().__init__("said before")
        self.messages = messages


class Earlier(NamedTuple):
    """A turn of before: what Rasa was told, and what was said to it, as actions sent it."""

    text: str
    messages: list[dict[str, Any]]


def earlier_turn(tracker: DialogueStateTracker, message: str) -> Earlier | None:
    """Return the turn of the message with this id, or None where it was never said."""
    events = list(tracker.events)
    for place in range(len(events) - 1, -1, -1):
        if isinstance(events[place], UserUttered) and events[place].message_id == message:
            break
    else:
        return None
    answer = []
    for event in events[place + 1 :]:
        if isinstance(event, UserUttered):
            break
        if isinstance(event, BotUttered):
            answer.append(event.message())
    return Earlier(str(events[place].text), answer)


def refuse_repeats(processor: MessageProcessor) -> None:
    """Let a message that is in its conversation already end with `SaidBeforeError`, before anything is made of it."""
    handle = processor._handle_message_with_tracker

    async def handle_if_new(message: UserMessage, tracker: DialogueStateTracker) -> None:
        if (earlier := earlier_turn(tracker, message.message_id)) is not None:
            raise SaidBeforeError(earlier.messages)
        await handle(message, tracker)

    processor._handle_message_with_tracker = handle_if_new  # Rasa offers no other place
