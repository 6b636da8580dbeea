"""The English words of the package symspellpy, most frequent first: one list for all who ask which words there are."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def ranked_words() -> dict[str, int]:
    """Return 82,834 words with their ranks, 0 for the most frequent, in the order of their ranks."""
    listing = files("symspellpy") / "frequency_dictionary_en_82_765.txt"
    counted = [line.split() for line in listing.read_text(encoding="utf-8-sig").splitlines()]
    counted.sort(key=lambda entry: -int(entry[1]))
    return {word: rank for rank, (word, _) in enumerate(counted)}


COMMON = 20_000
"""How many of the most frequent words count as English where a language is told."""
FOREIGN = 0.4
"""Share of words that are not common English from which on a text is taken for another language.

Of messages in English 3 to 6 % reach it, those with many typing mistakes; of Spanish ones 97 %.
"""
_FEWEST_WORDS = 3
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")


def is_mostly_foreign(folded: str) -> bool:
    """Say whether most of a folded text is no English: another language, or hardly a word spelt right."""
    ranks = ranked_words()
    words = [word for word in _WORD.findall(folded) if len(word) > 1]
    unknown = sum(ranks.get(word, COMMON) >= COMMON for word in words)
    return len(words) >= _FEWEST_WORDS and unknown >= FOREIGN * len(words)
