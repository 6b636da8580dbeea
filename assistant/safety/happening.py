"""What a message says is happening that one before it only asked about: "can surgery cause numbness", "i have that"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from assistant.language.folding import fold
from assistant.safety import context
from assistant.safety.gate import assess
from assistant.safety.rules import load_rules
from assistant.safety.tiers import Assessment
from assistant.safety.units import calm_reading, speller
from assistant.safety.words import spell_out, tokens_of

LONGEST = 14
"""Words of a message that can point back so: a longer one says for itself what it is about."""
_NO = frozenset(["no", "nope", "nah"])
BEFORE = 2
"""How many messages before it may have asked."""


def says_it_happens(text: str) -> bool:
    """Say whether a short message says that something is happening, and leaves it to those before it what."""
    words = spell_out(tokens_of(fold(text), speller()))
    if words and words[0].text in _NO:  # "no, it is real" denies what was thought of them
        words = words[1:]
    if not 0 < len(words) <= LONGEST:
        return False
    if not context.present(words) and any(word.text in load_rules().file.not_happening for word in words):
        return False
    return any(calm_reading(words, places) is None for places in load_rules().happening_places(words))


def asked_before(before: Sequence[str]) -> Assessment | None:
    """Return the danger that the messages `before` (the newest last) asked about, as an emergency; None if none did."""
    asked = (assess(message).asks_about for message in islice(reversed(before), BEFORE))
    found = next((one for one in asked if one), None)
    return Assessment(*found, by="happening") if found else None
