"""Turns shortly after urgent help, for the tests."""

from __future__ import annotations

from dataclasses import replace

from assistant.dialogue.replies import Outcome, Record
from assistant.safety import Assessment
from assistant.turn.after_urgent_help import in_the_light_of
from assistant.turn.danger import Danger
from assistant.turn.turns import Said, Turn

PHONE = "212-555-0111"
CALM, UNSURE = Assessment(), Assessment(adds_911_line=True, unsure=True)


def turn(outcome: Outcome, intent: str = "x", topic: str | None = None, asks: str | None = None) -> Turn:
    """Return a turn."""
    return Turn("x", (Said("What it says."),), Record(outcome, topic=topic), intent=intent, asks=asks)


def after(
    danger: Danger | None,
    given: Turn,
    text: str = "x",
    assessment: Assessment = CALM,
    names_treatment: bool = False,
) -> Turn:
    """Return what becomes of a turn."""
    return in_the_light_of(
        danger, assessment, replace(given, user=text), "website", PHONE, names_treatment=names_treatment
    )
