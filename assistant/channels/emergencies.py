"""Emergencies in what a door would not take to the assistant: seen anywhere in a text of any length, and answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.language.folding import MAX_CHARACTERS
from assistant.safety import Tier, assess
from assistant.safety.gate import ERROR
from assistant.safety.in_time import in_time
from assistant.safety.replies import load_urgent_help
from knowledge.records import Channel

_OVERLAP = 300
"""Characters that two pieces of a long text share, so that no sentence is torn apart."""


@dataclass(frozen=True)
class Emergency:
    """An emergency, and the piece of the text that tells of it."""

    tier: Tier
    kind: str | None
    words: str

    def help(self, channel: Channel, care_team_phone: str) -> str:
        """Return the words of urgent help; `care_team_phone` as patients read it."""
        return load_urgent_help().text(self.tier, self.kind, channel, care_team_phone, self.words)


def emergency_in(text: str) -> Emergency | None:
    """Return the most urgent thing that a text says, or None. Never raises: a gate that fails is an emergency too."""
    found = []
    for piece in _pieces(text):
        assessment = assess(piece)
        if assessment.tier is not None:
            found.append(Emergency(assessment.tier, assessment.kind, piece))
    # Of two alike the later one: people come to the point at the end.
    return max(reversed(found), key=lambda emergency: emergency.tier.urgency, default=None)


async def emergency_in_time(text: str) -> Emergency | None:
    """Return `emergency_in`, found beside the event loop; where that takes too long, help as for a gate that fails."""
    failed = Emergency(ERROR.tier, ERROR.kind, text[:MAX_CHARACTERS]) if ERROR.tier else None
    return await in_time(emergency_in, text, failed)


def _pieces(text: str) -> Iterator[str]:
    """Yield a text in pieces that the gate and the assistant read whole."""
    for begin in range(0, max(1, len(text) - _OVERLAP), MAX_CHARACTERS - _OVERLAP):
        yield text[begin : begin + MAX_CHARACTERS]
