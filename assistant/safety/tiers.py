"""The answer of the gate: how urgent a message is, and what made it so."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

By = Literal["rule", "example", "temperature", "vital_sign", "happening"]


class Tier(StrEnum):
    """What the person has to do. The values are those of a turn's record."""

    CALL_911 = "call_911"
    CRISIS = "crisis"
    CALL_CARE_TEAM_NOW = "call_care_team_now"
    CALL_CARE_TEAM_TODAY = "call_care_team_today"

    @property
    def urgency(self) -> int:
        """Return 4 for the most urgent tier, down to 1 for the least."""
        return _URGENCY[self]


_URGENCY = {Tier.CALL_911: 4, Tier.CRISIS: 3, Tier.CALL_CARE_TEAM_NOW: 2, Tier.CALL_CARE_TEAM_TODAY: 1}


@dataclass(frozen=True)
class Assessment:
    """What the gate found in one message."""

    tier: Tier | None = None
    """None: nothing urgent was found."""
    kind: str | None = None
    """The id of the kind of emergency, as in rules.yml or `vital_signs`; or "error" when the gate itself failed."""
    matched: str | None = None
    """The id of the rule, the text of the nearest written example, or the reading of the thermometer."""
    by: By | None = None
    adds_911_line: bool = False
    """True for a general question on danger signs: it is answered as always, with the 911 line added."""
    unsure: bool = False
    """True for a message that is not urgent, and not surely calm: shortly after an emergency it counts as one."""
    asks_about: tuple[Tier, str | None] | None = None
    """The danger, and its kind, that a calm message asks about in general: "can surgery cause numbness"."""


@dataclass(frozen=True)
class Finding:
    """One thing that a look found, and, where it does not count, why not."""

    found: Assessment
    because: str
    calm: str | None = None
    """Why it does not count: a key of `gate.WHY_CALM`, or the words of rules.yml."""


def most_urgent(found: list[Assessment]) -> Assessment:
    """Return the most urgent of `found`, the first of equals; the calm assessment when there is none."""
    if not found:
        return Assessment()
    return max(found, key=lambda item: item.tier.urgency if item.tier else 0)
