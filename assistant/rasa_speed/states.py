"""The states of a conversation that policies predict from, worked out once for all of them.

Rasa plays the whole conversation again, and describes it anew behind each of its actions, for each policy at each
prediction: seven times a turn. Here what was described stays with the tracker, and only new events are played.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from rasa.shared.core.constants import PREVIOUS_ACTION
from rasa.shared.core.domain import Domain, State
from rasa.shared.core.events import ActionExecuted, Event
from rasa.shared.core.trackers import DialogueStateTracker

RASAS_OWN = Domain.states_for_tracker_history
"""What is replaced, for comparison."""
_KEPT = "_described"
"""The attribute of a tracker that holds what was described."""


@dataclass(frozen=True)
class _Moment:
    """What is known of a conversation before one of its actions."""

    state: State
    previous_action: Any
    keeps_hidden: bool
    """Whether the action leaves it as it was whether the turn is hidden from policies that learn from stories."""
    hides: bool


@dataclass
class _Described:
    """The events that were played, in `player`, and the moments among them."""

    player: DialogueStateTracker
    domain: Domain
    omit_unset_slots: bool
    events: list[Event] = field(default_factory=list)
    moments: list[_Moment] = field(default_factory=list)

    def holds(self, events: list[Event], domain: Domain, omit_unset_slots: bool) -> bool:
        """Say whether `events` only go on from what was played."""
        same = self.domain is domain and self.omit_unset_slots == omit_unset_slots
        return same and len(self.events) <= len(events) and all(map(_is, self.events, events))

    def play(self, events: list[Event]) -> None:
        """Play the events that are new."""
        for event in events[len(self.events) :]:
            if isinstance(event, ActionExecuted):
                self.moments.append(self.now(event.hide_rule_turn))
            self.player.update(event)
            self.events.append(event)

    def now(self, hides: bool) -> _Moment:
        """Describe the conversation as played so far."""
        player = self.player
        return _Moment(
            self.domain.get_active_state(player, omit_unset_slots=self.omit_unset_slots),
            self.domain._get_prev_action_sub_state(player),
            bool(player.followup_action) or player.latest_action_name == player.active_loop_name,
            hides,
        )


def remember_states() -> None:
    """Let `Domain.states_for_tracker_history` describe only what is new."""
    Domain.states_for_tracker_history = states_for_tracker_history


def states_for_tracker_history(
    domain: Domain,
    tracker: DialogueStateTracker,
    omit_unset_slots: bool = False,
    ignore_rule_only_turns: bool = False,
    rule_only_data: dict[str, Any] | None = None,
) -> list[State]:
    """Return the states of the conversation before each action, and now; the caller may change them.

    See Rasa's own for the arguments. The steps on hidden turns are Rasa's, in Rasa's order.
    """
    moments = _moments(domain, tracker, omit_unset_slots)
    if not ignore_rule_only_turns:
        return [_copy(domain, moment.state) for moment in moments]
    states: list[State] = []
    last_action = None
    hidden = False
    for moment in moments:
        if not hidden:
            last_action = moment.previous_action
        if not moment.keeps_hidden:
            hidden = moment.hides
        if hidden:
            continue
        state = _copy(domain, moment.state)
        domain._remove_rule_only_features(state, rule_only_data)
        if states:
            domain._substitute_rule_only_user_input(state, states[-1])
        if last_action:
            state[PREVIOUS_ACTION] = last_action
        states.append(domain._clean_state(state))
    # Rasa's own sees the beginning of the session, which is never hidden. Where reading begins inside a form
    # (`assistant.tracker_store.checkpoints`), all may be: then the last is what is seen, so that no policy looks at
    # nothing.
    return states or [_copy(domain, moment.state) for moment in moments[-1:]]


def _moments(domain: Domain, tracker: DialogueStateTracker, omit_unset_slots: bool) -> list[_Moment]:
    events = tracker.applied_events()
    described: _Described | None = vars(tracker).get(_KEPT)
    if described is None or not described.holds(events, domain, omit_unset_slots):
        described = _Described(tracker.init_copy(), domain, omit_unset_slots)
        setattr(tracker, _KEPT, described)
    described.play(events)
    return [*described.moments, described.now(hides=False)]


def _copy(domain: Domain, state: State) -> State:
    """Return a state that can be changed without changing what is kept."""
    return domain._clean_state({kind: dict(part) for kind, part in state.items()})


def _is(one: Event, other: Event) -> bool:
    return one is other
