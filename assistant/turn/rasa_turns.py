"""What is changed in how Rasa works on a message.

It is read beside the event loop, others get their turn on the loop between the steps, and the conversation is seen as
it was stored.
"""

from __future__ import annotations

import asyncio
from contextvars import ContextVar
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.core.processor import MessageProcessor
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from assistant.nlu.ahead import read_ahead

_saved: ContextVar[list[DialogueStateTracker]] = ContextVar("saved")
"""The conversation as the turn under way has stored it: reading it back would cost as much as the rest of the turn."""


def saved_in_this_turn() -> list[DialogueStateTracker]:
    """Begin a turn; return the list to which `remember_saved` adds the conversation as the turn stores it."""
    saved: list[DialogueStateTracker] = []
    _saved.set(saved)
    return saved


def remember_saved(processor: MessageProcessor) -> None:
    """Let each turn see the conversation that it has stored."""
    save = processor.save_tracker

    async def save_and_remember(tracker: DialogueStateTracker) -> None:
        await save(tracker)
        if (saved := _saved.get(None)) is not None:
            saved.append(tracker)

    processor.save_tracker = save_and_remember  # Rasa offers no other place


def read_beside_the_loop(processor: MessageProcessor) -> None:
    """Read each message ahead; within the lock of its conversation, so that messages stay in order."""
    handle = processor.handle_message

    async def read_and_handle(message: UserMessage) -> list[dict[str, Any]] | None:
        await read_ahead(message.text or "")
        answered: list[dict[str, Any]] | None = await handle(message)
        return answered

    processor.handle_message = read_and_handle  # Rasa offers no other place


def make_way_between_steps(processor: MessageProcessor) -> None:
    """Let others have the event loop after a message was understood, and after each action.

    Rasa does all of it without waiting for anything: a long message would hold up everybody else's turn.
    """
    parse, act = processor.parse_message, processor._run_action

    async def parse_and_make_way(*arguments: Any, **named: Any) -> Any:
        parsed = await parse(*arguments, **named)
        await asyncio.sleep(0)
        return parsed

    async def act_and_make_way(*arguments: Any, **named: Any) -> Any:
        more = await act(*arguments, **named)
        await asyncio.sleep(0)
        return more

    processor.parse_message = parse_and_make_way  # Rasa offers no other place
    processor._run_action = act_and_make_way


def understood(tracker: DialogueStateTracker | None) -> tuple[str | None, float | None]:
    """Return the intent of the last message and its confidence."""
    message = _last_message(tracker)
    if message is None:
        return None, None
    intent = message.intent
    confidence = intent.get("confidence")
    return intent.get("name"), None if confidence is None else round(float(confidence), 3)


def names_treatment(tracker: DialogueStateTracker | None) -> bool:
    """Say whether the last message names a treatment."""
    message = _last_message(tracker)
    return message is not None and any(found.get("entity") == "treatment" for found in message.entities)


def left_to_say(tracker: DialogueStateTracker | None) -> str | None:
    """Return what is still to be sent of the last answer."""
    more = None if tracker is None else tracker.get_slot("more")
    return None if more is None else str(more)


def asked_slot(tracker: DialogueStateTracker | None) -> str | None:
    """Return the slot that a form asks for now."""
    if tracker is None or not tracker.active_loop_name:
        return None
    requested = tracker.get_slot("requested_slot")
    return None if requested is None else str(requested)


def _last_message(tracker: DialogueStateTracker | None) -> UserUttered | None:
    # Not `latest_message`: a tracker that is read back leaves out what was typed inside a form.
    events = reversed(tracker.events) if tracker else ()
    return next((event for event in events if isinstance(event, UserUttered)), None)
