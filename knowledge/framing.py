"""Puts names from the knowledge into frames and titles."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.answers import Answer, framed
from knowledge.reader import Knowledge


def frame_of(knowledge: Knowledge, frame: str, facts: Sequence[str] = (), **names: str) -> Answer:
    """Return a frame filled with names."""
    texts = knowledge.frames.frames[frame]
    return framed(texts.website.format(**_both(names)), texts.sms.format(**_both(names)), facts, f"frames.{frame}")


def title_of(knowledge: Knowledge, title: str, **names: str) -> str:
    """Return a title filled with names."""
    return knowledge.frames.titles[title].format(**_both(names))


def enumeration(names: Sequence[str], last: str = "and") -> str:
    """Return names as one phrase: "a", "a and b", "a, b, and c"; or with another word before the last one."""
    if len(names) < 3:
        return f" {last} ".join(names)
    return ", ".join(names[:-1]) + f", {last} {names[-1]}"


def _both(names: dict[str, str]) -> dict[str, str]:
    """Return the names, and each again with a capital under its key with a capital: for the beginning of a text."""
    return names | {key.capitalize(): name[:1].upper() + name[1:] for key, name in names.items()}
