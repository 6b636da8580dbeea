"""The ordinary questions that understanding learns, calm examples of the second look: nobody in danger asks them."""

from __future__ import annotations

import hashlib

from assistant.safety.examples import Example
from assistant.training.sentences import training_sentences

MOST = 6000
"""How many questions are taken: the first ones in the order of a hash of their text."""
NOT_SURELY_CALM = frozenset(
    ["urgent_help", "only_asking", "choose", "out_of_scope_symptoms", "out_of_scope_personal", "out_of_scope_diagnosis"]
)
"""Intents whose sentences may tell of a present danger."""


def ordinary_questions() -> list[Example]:
    """Return the questions as calm examples."""
    texts = {text for intent, said in training_sentences().items() if intent not in NOT_SURELY_CALM for text in said}
    return [Example(text) for text in sorted(texts, key=_digest)[:MOST]]


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()
