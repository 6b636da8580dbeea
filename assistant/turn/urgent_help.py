"""Urgent help in place of whatever a turn came to: the last thing that is looked at, for every door."""

from __future__ import annotations

from dataclasses import replace

from assistant.dialogue.replies import Outcome, Record
from assistant.safety import Assessment, Tier, assess
from assistant.safety.gate import ERROR
from assistant.safety.in_time import in_time
from assistant.safety.replies import load_urgent_help
from assistant.turn.turns import Said, Turn
from knowledge.records import Channel

_FOR_THE_CARE_TEAM = (Tier.CALL_CARE_TEAM_NOW, Tier.CALL_CARE_TEAM_TODAY)


async def assess_in_time(text: str) -> Assessment:
    """Return what the gate finds in a message, found beside the event loop; a slow gate counts as one that fails."""
    return await in_time(assess, text, ERROR)


def with_urgent_help(text: str, assessment: Assessment, turn: Turn, channel: Channel, care_team_phone: str) -> Turn:
    """Return the turn that a message gets: `turn`, or urgent help where the message needs it and `turn` lacks it.

    An urgent message gets the reply of its tier, also where a failure kept Rasa from giving it. A general question on
    danger signs gets the 911 line; where the page answers nothing, who asks about a danger reads whom to call for it:
    "what if a fever comes at night" is a matter for the care team.
    """
    words = load_urgent_help()
    if assessment.tier is not None:
        if turn.record.outcome is Outcome.URGENT and turn.record.tier == assessment.tier.value:
            return turn
        said = words.text(assessment.tier, assessment.kind, channel, care_team_phone, text)
        return replace(turn, messages=(Said(said),), record=Record(Outcome.URGENT, tier=assessment.tier.value))
    about = assessment.asks_about[0] if assessment.asks_about and turn.record.outcome is Outcome.REDIRECT else None
    if assessment.adds_911_line and (assessment.unsure or about not in _FOR_THE_CARE_TEAM):
        return replace(turn, messages=(*turn.messages, Said(words.line_beside(text, channel))))
    if about is not None:
        return replace(turn, messages=(*turn.messages, Said(words.line_for(about, channel, care_team_phone))))
    return turn
