"""Cuts a message into the questions it asks."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

_ASKING = (
    r"(?:what|what's|which|who|whom|when|where|why|how|is|are|am|was|will|would|can|could|does|do|did|should|has|have|may|"
    r"tell me|explain|wat|hows|whats)"
)
_ENDS = re.compile(
    rf"(?<=[?!.;\n])\s+|\s*,?\s+(?:and also|and|also|plus|but|then|&)\s+(?={_ASKING}\b)|,\s+(?={_ASKING}\b)"
)
_QUESTION = re.compile(rf"^(?:and |also |so |but |ok |okay |then |hi |hello )*{_ASKING}\b|\?\s*$")
_BEGINS = re.compile(
    r"\s+(?=(?:what(?: is| are| does| do| 's|'s)|how (?:is|are|does|do|long|much|many|often)|why (?:is|are|does|do))\b)"
)
"""Where another question may begin that nothing parts from the one before it."""
_ENDS_OPEN = re.compile(
    r"\b(?:kill|destroy|remove|treat|get|take|see|know|check|find|fix|stop|tell me|show|about|on|in|for|of|to|with|from"
    r"|by|and|or|than|after|before|during)$"
)
"""The end of words that want more behind them: "is radiation used to kill", and then "what is left"."""
MOST_QUESTIONS = 3
_FEWEST_WORDS = 3


def questions_in(text: str) -> tuple[str, ...]:
    """Return the questions of a folded text, in order; empty where it holds fewer than two.

    A question ends in a question mark or begins with a word that asks. Statements between questions are left out.
    """
    parts = [part.strip() for part in _ENDS.split(text)]
    asked = [part for part in parts if len(part.split()) >= _FEWEST_WORDS and _QUESTION.search(part)]
    return tuple(asked[:MOST_QUESTIONS]) if len(asked) > 1 else ()


def unmarked_questions(text: str, treatments: Callable[[str], Collection[str]]) -> tuple[str, ...]:
    """Return the two questions of a folded text that nothing parts: "what is surgery what are the risks of radiation".

    Only where each names a treatment, and none that the other names: else it may well be one question. `treatments`
    tells which a text names. Empty where there are no such two.
    """
    for place in _BEGINS.finditer(text):
        first, second = text[: place.start()], text[place.end() :]
        long_enough = min(len(first.split()), len(second.split())) >= _FEWEST_WORDS
        if long_enough and _QUESTION.search(first) and not _ENDS_OPEN.search(first):
            named, named_behind = set(treatments(first)), set(treatments(second))
            if named and named_behind and not named & named_behind:
                return first, second
    return ()
