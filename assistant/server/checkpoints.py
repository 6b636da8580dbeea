"""Keeps a turn as cheap in a long conversation as in a short one: only its last turns are read and played again.

Rasa reads all events of a session for each message, which takes a hundred times as long after a thousand turns. Here,
every dozen turns, the values of the slots are stored once more behind a mark; reading begins at the last mark but one.
The events are ordinary ones, so that exports, erasing and Rasa's own commands need to know nothing of them.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from rasa.shared.core.events import ConversationResumed, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

TURNS = 12
"""Turns between two marks: what is read holds one to two dozen turns.

It has to be a multiple of three: the three replies to what is not understood are chosen by counting messages.
"""
INDEX = "CREATE INDEX IF NOT EXISTS events_by_kind ON events (sender_id, type_name)"
"""Finds the marks and the beginning of a session without reading the conversation."""
MARK = ConversationResumed.type_name
"""An event of Rasa that changes nothing here: no conversation is ever paused."""


def mark_if_due(tracker: DialogueStateTracker) -> None:
    """Add a mark and the values of the slots at the end of `tracker`, where it is time and no form is under way."""
    if tracker.active_loop_name or not _is_due(tracker):
        return
    tracker.update(ConversationResumed())
    for name, slot in tracker.slots.items():
        if slot.has_been_set or slot.value is not None:
            tracker.update(SlotSet(name, slot.value))


def from_last_marks(query: Any, event: Any, conversation: str) -> Any:
    """Return `query` for the events of a conversation, from the last mark but one where it has two."""
    marks = sa.select(event.id).where(event.sender_id == conversation, event.type_name == MARK)
    start = marks.order_by(event.id.desc()).limit(1).offset(1).scalar_subquery()
    return query.filter(event.id >= sa.func.coalesce(start, 0))


def _is_due(tracker: DialogueStateTracker) -> bool:
    turns = 0
    for event in reversed(tracker.events):
        if isinstance(event, ConversationResumed):
            return False
        turns += isinstance(event, UserUttered)
        if turns >= TURNS:
            return True
    return False
