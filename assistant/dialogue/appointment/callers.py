"""Who says beside a number who they are, where another name stands in the request: "this my phone, i am Linh"."""

from __future__ import annotations

import re

from assistant.dialogue.appointment.words import FormWords, bare, words_of
from assistant.language.english import ranked_words

ASKS_FOR = "utter_appointment_asks_for"
"""The response of domain.yml that says which name stands in the request."""
_PERSON = re.compile(
    r"\b(?:i am|i'?m|me is|my name(?:'?s| is)?|this is|number of|phone of|belongs to|(?:it is|it'?s)(?= (?:my|me)))"
    r" (?P<person>[^.,;!?\d]+)",
    re.IGNORECASE,
)
_BESIDE = frozenset(
    {"the", "my", "her", "his", "their", "our", "a", "me", "and", "for", "phone", "number", "cell", "mobile", "here"}
)
_MOST = 2
"""Words of such a name."""
_COMMON = 1500
"""So many of the most frequent English words are no name: "home", "free"."""


def another_caller(text: str, given: str, words: FormWords) -> str | None:
    """Return the name of who writes, where `text` says it and it is none of the name that was `given`; else None."""
    around = words_of(words.relations) | _BESIDE
    for found in _PERSON.finditer(text):
        said = [word.removesuffix("'s") for word in found["person"].split()]
        name = [word for word in said if bare(word) not in around]
        if not 0 < len(name) <= _MOST or not all(_may_be_a_name(word, words) for word in name):
            continue
        if not set(bare(" ".join(name)).split()) & set(bare(given).split()):
            return " ".join(name)
    return None


def _may_be_a_name(word: str, words: FormWords) -> bool:
    """Say whether a word is no everyday one; one that English has counts only where it is written as a name."""
    rank = ranked_words().get(bare(word))
    return bare(word) not in words.names.none and (rank is None or (rank >= _COMMON and word[:1].isupper()))
