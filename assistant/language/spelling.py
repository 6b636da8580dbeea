"""Repairs misspelt words, towards the words of the knowledge first."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.language.english import ranked_words, texting_words

FREQUENT_WORDS = 20_000
"""How many of the most frequent English words may be the repair of a misspelt one."""

_SHORTEST = 4
_VOWELS = re.compile("[aeiou]")
_CONSONANTS = 3
"""Letters that a word typed without its vowels has at least: "thrpy", "hsptl"."""
_EVERYDAY = 6_000
"""How many of the most frequent English words may have been typed without their vowels."""
_SMALL = 800
"""How many of them come before the words of the knowledge: "hvng" is "having" rather than "heaving"."""


class Speller:
    """Corrects one word at a time. A word that exists, or that stands in `own_words`, is never changed."""

    def __init__(self, own_words: frozenset[str]) -> None:
        """Load the English word list; `own_words` are single words in lower case that are right as they are."""
        self._english = ranked_words()
        self._own_words = own_words
        self._own = sorted(word for word in own_words if len(word) >= _SHORTEST)
        self._frequent = list(islice(self._english, FREQUENT_WORDS))
        self._texting = texting_words()
        everyday = self._frequent[:_EVERYDAY]
        ours = sorted(own_words & self._english.keys(), key=self._english.__getitem__)
        self._without_vowels: dict[str, str] = {}
        for known in (*everyday[:_SMALL], *ours, *everyday):
            self._without_vowels.setdefault(_VOWELS.sub("", known), known)
        self._remember = lru_cache(maxsize=8192)(self._correct)

    def correct(self, word: str) -> str:
        """Return the corrected `word` (lower case), which may be several words ("wanna": "want to")."""
        return self._remember(word)

    def _correct(self, word: str) -> str:
        if word in self._texting:
            return self._texting[word]
        if (
            word in self._english
            or word in self._own_words
            or len(word) < _CONSONANTS
            or not word.isalpha()
            or not word.isascii()
        ):
            return word
        if meant := self._without_vowels.get(word):
            return meant
        if len(word) < _SHORTEST:
            return word
        allowed = 1 if len(word) < 6 else 2
        own = _nearest(word, self._own, allowed)
        frequent = _nearest(word, self._frequent, allowed)
        if own and (not frequent or own[0] <= frequent[0]):
            return own[2]
        return frequent[2] if frequent else word


def _nearest(word: str, choices: list[str], allowed: int) -> tuple[int, bool, str] | None:
    """Return the nearest of `choices` with its distance; of several the one that begins alike, then the first."""
    found = process.extract(word, choices, scorer=OSA.distance, score_cutoff=allowed, limit=8)
    ranked = [(int(distance), choice[0] != word[0], choice) for choice, distance, _ in found]
    return min(ranked, key=lambda one: one[:2]) if ranked else None
