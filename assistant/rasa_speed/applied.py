"""The events of a conversation that count, where nothing was taken back: all since the session began."""

from __future__ import annotations

from rasa.shared.core.events import (
    ActionReverted,
    ActiveLoop,
    Event,
    Restarted,
    SessionStarted,
    UserUtteranceReverted,
)
from rasa.shared.core.trackers import DialogueStateTracker

RASAS_OWN = DialogueStateTracker.applied_events
"""What is replaced, for comparison and for what is not plain."""
_NOT_PLAIN = (ActionReverted, ActiveLoop, Restarted, UserUtteranceReverted)


def look_at_kinds() -> None:
    """Let `DialogueStateTracker.applied_events` look once at the kinds of events there are.

    Rasa asks each event what it is four times, and asks for all of them seven times a turn.
    """
    DialogueStateTracker.applied_events = _applied_events


def _applied_events(tracker: DialogueStateTracker) -> list[Event]:
    """Return the events to be applied (see Rasa's `applied_events`)."""
    events = list(tracker.events)
    kinds = {type(event) for event in events}
    if any(issubclass(kind, _NOT_PLAIN) for kind in kinds):
        applied: list[Event] = RASAS_OWN(tracker)
        return applied
    if SessionStarted not in kinds:
        return events
    begun = max(place for place, event in enumerate(events) if type(event) is SessionStarted)
    return events[begun + 1 :]
