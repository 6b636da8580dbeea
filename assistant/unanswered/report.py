"""What the report holds. Nothing in it names a person or a conversation."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

FEWEST = 5
"""Sessions that a group, or a word, must come from to be shown."""


class Form(StrEnum):
    """How the report is written."""

    TEXT = "text"
    CSV = "csv"
    MARKDOWN = "markdown"


@dataclass(frozen=True)
class Group:
    """Questions that ask alike, from at least `FEWEST` sessions."""

    messages: int
    sessions: int
    example: str
    """One of the messages, as `Shower` shows it."""
    kinds: tuple[tuple[str, int], ...]
    """Why there was no answer, and how often."""
    intent: str
    """What the messages were taken for."""
    nearest: str
    """The id of the answer that is nearest to what was asked."""
    nearness: float
    """How near: the cosine, at most 1."""


@dataclass(frozen=True)
class Report:
    """What is shown, and how much is not."""

    groups: tuple[Group, ...]
    """The largest first."""
    messages: int
    sessions: int
    small: int
    """Messages in groups of too few sessions."""
    left_out: int
    """Older messages that were not compared."""
