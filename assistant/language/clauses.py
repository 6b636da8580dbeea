"""Cuts a message into the questions it asks."""

from __future__ import annotations

import re

_ASKING = (
    r"(?:what|what's|which|who|whom|when|where|why|how|is|are|am|was|will|would|can|could|does|do|did|should|has|have|may|"
    r"tell me|explain|wat|hows|whats)"
)
_ENDS = re.compile(
    rf"(?<=[?!.;\n])\s+|\s*,?\s+(?:and also|and|also|plus|but|then|&)\s+(?={_ASKING}\b)|,\s+(?={_ASKING}\b)"
)
_QUESTION = re.compile(rf"^(?:and |also |so |but |ok |okay |then |hi |hello )*{_ASKING}\b|\?\s*$")
MOST_QUESTIONS = 3
_FEWEST_WORDS = 3


def questions_in(text: str) -> tuple[str, ...]:
    """Return the questions of a folded text, in order; empty where it holds fewer than two.

    A question ends in a question mark or begins with a word that asks. Statements between questions are left out.
    """
    parts = [part.strip() for part in _ENDS.split(text)]
    asked = [part for part in parts if len(part.split()) >= _FEWEST_WORDS and _QUESTION.search(part)]
    return tuple(asked[:MOST_QUESTIONS]) if len(asked) > 1 else ()
