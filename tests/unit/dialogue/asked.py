"""Reads messages as the dialogue does, understood as whatever a test says."""

from __future__ import annotations

from typing import Any

from assistant.dialogue.question import Question
from assistant.dialogue.reading_questions import read_questions
from assistant.language.reading import shared_reader
from assistant.nlu.message_reader import entities_of


def message(text: str, intent: str = "ask_what") -> dict[str, Any]:
    """Return a message that was understood as `intent`, with the entities that the reader finds in `text`."""
    return {"text": text, "intent": {"name": intent}, "entities": entities_of(shared_reader().read(text))}


def question(text: str, intent: str) -> Question:
    """Return the first question of such a message."""
    return read_questions(message(text, intent))[0]
