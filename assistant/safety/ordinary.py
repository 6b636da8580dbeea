"""The ordinary questions that understanding learns, calm examples of the second look: nobody in danger asks them."""

from __future__ import annotations

import hashlib

from assistant.nlu.detail_questions import load_detail_questions
from assistant.safety.examples import Example, load_examples, unclear_messages
from assistant.training.sentences import training_sentences

MOST = 6000
"""How many first questions are taken: those that come first in the order of a hash of their text."""
NOT_SURELY_CALM = frozenset(
    ["urgent_help", "only_asking", "choose", "out_of_scope_symptoms", "out_of_scope_personal", "out_of_scope_diagnosis"]
)
"""Intents whose sentences may tell of a present danger."""


def first_questions() -> list[Example]:
    """Return first questions as calm examples."""
    texts = {text for intent, said in training_sentences().items() if intent not in NOT_SURELY_CALM for text in said}
    return [Example(text) for text in sorted(texts, key=_digest)[:MOST]]


def asked_in_talks() -> list[Example]:
    """Return what is typed in the middle of a talk as calm examples.

    But for what tells of a danger, or may ("my gums bleed, is it from that").
    """
    known = {example.text.lower() for example in load_examples()} | unclear_messages()
    texts = {text for text in load_detail_questions().texts if text.lower() not in known}
    return [Example(text) for text in sorted(texts, key=_digest)]


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()
