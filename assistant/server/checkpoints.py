"""Keeps a turn as cheap in a long conversation as in a short one: only its last turns are read and played again.

Rasa reads all events of a session for each message, which takes a hundred times as long after a thousand turns. Here,
every dozen turns, the values of the slots are stored once more behind a mark; reading begins at the last mark but one.
The events are ordinary ones, so that exports, erasing and Rasa's own commands need to know nothing of them.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from rasa.shared.core.events import ConversationResumed, SessionStarted, SlotSet, UserUttered
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


def of_this_session(query: Any, event: Any, conversation: str) -> Any:
    """Return `query` for the events of a conversation's last session, from the last mark but one where it has two.

    By ids, not by moments as Rasa does: what is said after the clock was put back would be forgotten at once.
    """
    ids = sa.select(event.id).where(event.sender_id == conversation).order_by(event.id.desc()).limit(1)
    mark = ids.where(event.type_name == MARK).offset(1).scalar_subquery()
    session = ids.where(event.type_name == SessionStarted.type_name).scalar_subquery()
    return query.filter(event.id >= sa.func.coalesce(mark, 0), event.id >= sa.func.coalesce(session, 0))


def _is_due(tracker: DialogueStateTracker) -> bool:
    turns = 0
    for event in reversed(tracker.events):
        if isinstance(event, ConversationResumed):
            return False
        turns += isinstance(event, UserUttered)
        if turns >= TURNS:
            return True
    return False
