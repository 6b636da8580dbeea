"""The events of a conversation that count: all since the session began, without what the turns of a form take back."""

from __future__ import annotations

from dataclasses import dataclass, field
from operator import is_

from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActionReverted,
    ActiveLoop,
    DefinePrevUserUtteredFeaturization,
    Event,
    Restarted,
    SessionStarted,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

RASAS_OWN = DialogueStateTracker.applied_events
"""What is replaced, for comparison and for what is not plain."""
_NOT_PLAIN = (ActionReverted, Restarted, UserUtteranceReverted)
_LOOKED_AT = (ActionExecuted, ActionExecutionRejected, ActiveLoop, SessionStarted, UserUttered)
_OF_A_TURN = (ActionExecuted, UserUttered, DefinePrevUserUtteredFeaturization)
"""What a turn of a form takes back of the turn before it."""
_KEPT = "_counted"
"""The attribute of a tracker that holds what was found."""


@dataclass
class _Counted:
    """The events that were looked at, and those of them that count so far."""

    loops: set[str]
    events: list[Event] = field(default_factory=list)
    applied: list[Event] = field(default_factory=list)

    def holds(self, events: list[Event], loops: set[str]) -> bool:
        """Say whether `events`, with forms of these names, only go on from what was looked at."""
        return self.loops == loops and len(self.events) <= len(events) and all(map(is_, self.events, events))

    def go_on(self, events: list[Event]) -> None:
        """Look at the events that are new."""
        for event in events[len(self.events) :]:
            self.events.append(event)
            if type(event) is SessionStarted:
                self.applied.clear()
            elif type(event) is ActionExecuted and event.action_name in self.loops and self._goes_on(event.action_name):
                self._take_back_turn_of(event.action_name)
            else:
                self.applied.append(event)

    def _goes_on(self, loop: str) -> bool:
        """Say whether a form runs on from its turn before: it is not begun, nor taken up after something else."""
        done_since = False
        for event in reversed(self.applied):
            kind = type(event)
            if kind is ActiveLoop and event.name is None:
                return False
            if kind is ActionExecutionRejected and event.action_name == loop:
                return False
            if kind is UserUttered and done_since:
                return False
            if kind is ActionExecuted:
                if event.action_name == loop:
                    return True
                done_since = True
        return False

    def _take_back_turn_of(self, loop: str) -> None:
        stays: list[Event] = []
        while self.applied:
            last = self.applied[-1]
            if type(last) is ActionExecuted and last.action_name == loop:
                break
            self.applied.pop()
            if not isinstance(last, _OF_A_TURN):
                stays.append(last)
        self.applied.extend(reversed(stays))


def look_at_kinds() -> None:
    """Let `DialogueStateTracker.applied_events` look once at the kinds of events there are, and at new events only.

    Rasa asks each event what it is four times, and asks for all of them seven times a turn, in a form nine times.
    """
    DialogueStateTracker.applied_events = _applied_events


def _applied_events(tracker: DialogueStateTracker) -> list[Event]:
    """Return the events to be applied (see Rasa's `applied_events`)."""
    events = list(tracker.events)
    kinds = set(map(type, events))
    if any(issubclass(kind, _NOT_PLAIN) or _is_kind_of_its_own(kind) for kind in kinds):
        applied: list[Event] = RASAS_OWN(tracker)
        return applied
    if ActiveLoop not in kinds:
        return _since_session_began(events) if SessionStarted in kinds else events
    loops = {event.name for event in events if type(event) is ActiveLoop and event.name}
    counted: _Counted | None = vars(tracker).get(_KEPT)
    if counted is None or not counted.holds(events, loops):
        counted = _Counted(loops)
        setattr(tracker, _KEPT, counted)
    counted.go_on(events)
    return list(counted.applied)


def _is_kind_of_its_own(kind: type[Event]) -> bool:
    """Say whether events of this kind are of one that is looked at, and yet not the same."""
    return kind not in _LOOKED_AT and issubclass(kind, _LOOKED_AT)


def _since_session_began(events: list[Event]) -> list[Event]:
    begun = max(place for place, event in enumerate(events) if type(event) is SessionStarted)
    return events[begun + 1 :]
