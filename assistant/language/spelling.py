"""Repairs misspelt words, towards the words of the knowledge first."""

from __future__ import annotations

import re
from bisect import bisect_left
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
_SHARE_OF_CONSONANTS = 0.8
"""How many of a word's consonants an abbreviation of it has at least: "radtn", "thpy"."""


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
        self._ours = ours[: bisect_left(ours, FREQUENT_WORDS, key=self._english.__getitem__)]
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
        return self._without_vowels.get(word) or self._repaired(word)

    def _repaired(self, word: str) -> str:
        """Return the word that is nearest to one that does not exist, or `word` where none is near."""
        if len(word) < _SHORTEST:
            return word
        allowed = 1 if len(word) < 6 else 2
        own = _nearest(word, self._own, allowed)
        if own and own[0] == 1:
            return own[2]
        if abbreviated := next((known for known in self._ours if _abbreviates(word, known)), None):
            return abbreviated
        frequent = _nearest(word, self._frequent, allowed)
        if own and (not frequent or own[0] <= frequent[0]):
            return own[2]
        return frequent[2] if frequent else word


def _abbreviates(word: str, known: str) -> bool:
    """Say whether `word` is `known` with letters left out, but its first, its last, and nearly all consonants kept."""
    if word[0] != known[0] or word[-1] != known[-1] or len(known) < len(word) + 2:
        return False
    letters = iter(known)
    kept, all_of_them = _VOWELS.sub("", word), _VOWELS.sub("", known)
    return (
        len(word) - len(kept) <= 1
        and len(kept) >= _SHARE_OF_CONSONANTS * len(all_of_them)
        and all(letter in letters for letter in word)
    )


def _nearest(word: str, choices: list[str], allowed: int) -> tuple[int, bool, str] | None:
    """Return the nearest of `choices` with its distance; of several the one that begins alike, then the first."""
    found = process.extract(word, choices, scorer=OSA.distance, score_cutoff=allowed, limit=8)
    ranked = [(int(distance), choice[0] != word[0], choice) for choice, distance, _ in found]
    return min(ranked, key=lambda one: one[:2]) if ranked else None
