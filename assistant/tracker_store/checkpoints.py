"""Keeps a turn as cheap in a long conversation as in a short one: only its last turns are read and played again.

Rasa reads all events of a session for each message, which takes a hundred times as long after a thousand turns. Here,
every dozen turns, the values of the slots are stored once more behind a mark; reading begins at the last mark but one.
The events are ordinary ones, so that exports, erasing and Rasa's own commands need to know nothing of them.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from rasa.shared.core.events import ActiveLoop, ConversationResumed, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

TURNS = 12
"""Turns between two marks: what is read holds one to two dozen turns.

It has to be a multiple of three: the three replies to what is not understood are chosen by counting messages.
"""
MARK = ConversationResumed.type_name
"""An event of Rasa that changes nothing here: no conversation is ever paused."""


def mark_if_due(tracker: DialogueStateTracker) -> None:
    """Add a mark at the end of `tracker`, where it is time: the values of the slots, and the form that is under way.

    None is added while Rasa treats a turn of a form as an exception: that is over when the form asks again.
    """
    form = tracker.active_loop
    if (form and (form.rejected or form.is_interrupted)) or not _is_due(tracker):
        return
    tracker.update(ConversationResumed())
    for name, slot in tracker.slots.items():
        if slot.has_been_set or slot.value is not None:
            tracker.update(SlotSet(name, slot.value))
    if tracker.active_loop_name:
        tracker.update(ActiveLoop(tracker.active_loop_name))


def last_mark_but_one(events: sa.Table, own: Any) -> Any:
    """Return the query for the id of the event at which reading begins, where a conversation has two marks.

    `own` is the condition that an event is of the conversation.
    """
    marks = sa.select(events.c.id).where(own, events.c.type_name == MARK)
    return marks.order_by(events.c.id.desc()).limit(1).offset(1)


def _is_due(tracker: DialogueStateTracker) -> bool:
    turns = 0
    for event in reversed(tracker.events):
        if isinstance(event, ConversationResumed):
            return False
        turns += isinstance(event, UserUttered)
        if turns >= TURNS:
            return True
    return False
