"""What became of a message that the urgent-help gate stopped, once the person was only asking."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa_sdk import Tracker

_ONLY_ASKING = "only_asking"


def only_asked(tracker: Tracker) -> bool:
    """Say whether the person has just said that they were only asking when the urgent-help gate stopped them."""
    return (tracker.latest_message.get("intent") or {}).get("name") == _ONLY_ASKING


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
