"""A message that is sent again is not said twice, also where the process that answered it died before it could tell.

Doors remember what they answered; but a turn is kept in the conversation first, and between the two a process may end.
So the client's id of a message stands in the conversation too (Rasa's `message_id`), and is looked for there.
"""

from __future__ import annotations

from typing import Any

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


def answer_to(tracker: DialogueStateTracker, message: str) -> list[dict[str, Any]] | None:
    """Return what was said to the message with this id, as actions sent it, or None where it was never said."""
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
    return answer


def refuse_repeats(processor: MessageProcessor) -> None:
    """Let a message that is in its conversation already end with `SaidBeforeError`, before anything is made of it."""
    handle = processor._handle_message_with_tracker

    async def handle_if_new(message: UserMessage, tracker: DialogueStateTracker) -> None:
        if (answer := answer_to(tracker, message.message_id)) is not None:
            raise SaidBeforeError(answer)
        await handle(message, tracker)

    processor._handle_message_with_tracker = handle_if_new  # Rasa offers no other place
