"""What a statement on time is made of: days, parts of the day, limits, and the words that join them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import Enum, auto

from assistant.booking.times import Part


class Kind(Enum):
    """What an item is."""

    DAY = auto()
    PART = auto()
    SPAN = auto()
    ALWAYS = auto()
    SOON = auto()
    NOT = auto()
    BUT = auto()
    OR = auto()
    COMMA = auto()
    STOP = auto()
    """What does not suit ends here."""
    UNTIL = auto()
    """Before a day."""


@dataclass(frozen=True)
class Item:
    """One item."""

    kind: Kind
    days: tuple[date, ...] = ()
    weekdays: tuple[int, ...] = ()
    parts: tuple[Part, ...] = ()
    after: time | None = None
    before: time | None = None
    dated: bool = False
    """The day was named by its date."""
