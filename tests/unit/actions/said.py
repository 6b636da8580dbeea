"""What actions are told and say, in short."""

from __future__ import annotations

from typing import Any


def chosen(messages: list[dict[str, Any]]) -> list[tuple[str, str | None, str | None]]:
    """Return outcome, topic and aspect of each message."""
    return [(m["record"]["outcome"], m["record"]["topic"], m["record"]["aspect"]) for m in messages]


def question(intent: str, *entities: tuple[str, str], text: str = "words") -> dict[str, Any]:
    """Return one of two questions of a message, as the classifier reports it."""
    found = [{"entity": kind, "value": value} for kind, value in entities]
    return {"text": text, "intent": intent, "confidence": 0.9, "entities": found}
