"""Urgent help in place of whatever a turn came to: the last thing that is looked at, for every door."""

from __future__ import annotations

from dataclasses import replace

from assistant.dialogue.replies import Outcome, Record
from assistant.safety import assess
from assistant.safety.replies import load_urgent_help
from assistant.turns import Said, Turn
from knowledge.records import Channel


def with_urgent_help(text: str, turn: Turn, channel: Channel, care_team_phone: str) -> Turn:
    """Return the turn that a message gets: `turn`, or urgent help where the message needs it and `turn` lacks it.

    An urgent message gets the reply of its tier, also where a failure kept Rasa from giving it. A general question on
    danger signs gets the 911 line.
    """
    assessment = assess(text)
    words = load_urgent_help()
    if assessment.tier is not None:
        if turn.record.outcome is Outcome.URGENT and turn.record.tier == assessment.tier.value:
            return turn
        said = words.text(assessment.tier, assessment.kind, channel, care_team_phone)
        return replace(turn, messages=(Said(said),), record=Record(Outcome.URGENT, tier=assessment.tier.value))
    if assessment.adds_911_line:
        return replace(turn, messages=(*turn.messages, Said(words.line_beside(text, channel))))
    return turn
