"""What became of a message that the urgent-help gate stopped, once the person was only asking."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa_sdk import Tracker

from assistant.safety import Tier
from assistant.safety.replies import load_urgent_help
from assistant.turn.danger import danger_in, heard_in

_ONLY_ASKING = "only_asking"


def only_asked(tracker: Tracker) -> bool:
    """Say whether the person has just said that they were only asking when the urgent-help gate stopped them."""
    return (tracker.latest_message.get("intent") or {}).get("name") == _ONLY_ASKING


def danger_before(tracker: Tracker) -> Tier | None:
    """Return the tier of the urgent help that was given within the last few messages, before the one that is answered.

    None where the person has said that they were only asking, or that nothing is wrong: they may be offered a visit.
    """
    taken_back = tracker.slots.get("appointment_urgent_check") is False
    danger = danger_in(heard_in(tracker.events)[:-1], taken_back)
    said = str(tracker.latest_message.get("text") or "")
    if danger is None or danger.only_asked or only_asked(tracker):
        return None
    return None if load_urgent_help().says_nothing_is_wrong(said, danger.tier) else danger.tier


def stopped_message(tracker: Tracker) -> Mapping[str, Any] | None:
    """Return what the last message that the urgent-help gate stopped was understood as; None where none was.

    None too where it was taken up already: who says twice that they were only asking asks nothing new.
    """
    only_asked_before = 0
    for event in reversed(tracker.events):
        understood = (event.get("parse_data") or {}) if event.get("event") == "user" else {}
        if calm := understood.get("calm"):
            return dict(calm)
        only_asked_before += (understood.get("intent") or {}).get("name") == _ONLY_ASKING
        if only_asked_before > 1:  # it was taken up when they first said so
            return None
    return None
