"""A word of suicide in this session: every later turn keeps offering 988."""

from __future__ import annotations

from dataclasses import replace

from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from assistant.dialogue.replies import Outcome
from assistant.safety import Tier, assess
from assistant.safety.replies import load_urgent_help
from assistant.turn.turns import Said, Turn
from knowledge.records import Channel

SAID, SOUNDED_LIKE = "said", "sounded_like"
"""Values of the slot `crisis`: words of the rules were said once, or messages only sounded like such words."""


def only_sounds_urgent(text: str) -> bool:
    """Say whether the gate stops a message because it sounds like an emergency, and by no word of a rule."""
    return assess(text).by == "example"


_OF_ITS_OWN = ("suicidal", "overdose")
"""Kinds of emergency that a wish to die leads to: nothing of it only sounds like one of the body."""


def only_sounds_of_the_body(text: str) -> bool:
    """Say whether a message sounds like a physical emergency, and by no word of a rule, and of no deed."""
    found = assess(text)
    return found.by == "example" and found.tier is not Tier.CRISIS and found.kind not in _OF_ITS_OWN


def in_crisis(tracker: DialogueStateTracker | None) -> bool:
    """Say whether 988 is to be kept on offer.

    A wish to die that was said is kept in mind whatever is said later. What only sounded like one is let go once the
    person writes that nothing is wrong ("i meant the hair"), or presses the button (`action_answer_only_asking`).
    """
    crisis = tracker.get_slot("crisis") if tracker is not None else None
    if tracker is None or crisis != SOUNDED_LIKE:
        return bool(crisis)
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            if _is_crisis(event):
                return True
            if load_urgent_help().says_nothing_is_wrong(str(event.text or ""), Tier.CRISIS):
                return False
    return True


def still_offering_help(turn: Turn, tracker: DialogueStateTracker | None, channel: Channel) -> Turn:
    """Return the turn; after a word of suicide in this conversation, with the line that keeps offering help."""
    said_already = any("988" in said.text for said in turn.messages)
    if turn.record.outcome is Outcome.URGENT or said_already or not in_crisis(tracker):
        return turn
    return replace(turn, messages=(*turn.messages, Said(getattr(load_urgent_help().still_here, channel))))


def _is_crisis(event: UserUttered) -> bool:
    found = {str(one.get("entity")): one.get("value") for one in event.entities}
    return event.intent_name == "urgent_help" and (
        found.get("tier") == Tier.CRISIS.value or found.get("kind") == "suicidal"
    )
