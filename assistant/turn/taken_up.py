"""Who gave a request up, and wants it sent after all in the next message, begins it again."""

from __future__ import annotations

from rasa.shared.core.trackers import DialogueStateTracker

from assistant.dialogue.memory import GIVEN_UP
from assistant.dialogue.next_steps import payload


def taken_up(tracker: DialogueStateTracker | None) -> str | None:
    """Return the payload that begins a request where one was given up just before, else None."""
    if tracker is None or tracker.active_loop_name or tracker.get_slot("offered") != GIVEN_UP:
        return None
    return payload("book_appointment")
