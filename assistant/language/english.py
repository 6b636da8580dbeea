"""The English words of the package symspellpy, most frequent first: one list for all who ask which words there are."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import yaml

from knowledge.vocabulary import load_phrases

TEXTING = Path(__file__).with_name("texting.yml")


@lru_cache(maxsize=1)
def ranked_words() -> dict[str, int]:
    """Return 82,834 words with their ranks, 0 for the most frequent, in the order of their ranks."""
    listing = files("symspellpy") / "frequency_dictionary_en_82_765.txt"
    counted = [line.split() for line in listing.read_text(encoding="utf-8-sig").splitlines()]
    counted.sort(key=lambda entry: -int(entry[1]))
    return {word: rank for rank, (word, _) in enumerate(counted)}


@lru_cache(maxsize=1)
def texting_words() -> dict[str, str]:
    """Return what people type on a phone, and what it stands for."""
    return {str(word): str(meant) for word, meant in yaml.safe_load(TEXTING.read_text(encoding="utf-8")).items()}


COMMON = 20_000
"""How many of the most frequent words count as English where a language is told."""
FOREIGN = 0.4
"""Share of words that are not common English from which on a text is taken for another language.

tests/unit/language/test_english.py says how much English, misspelt, reaches it, and how much Spanish does not.
"""
_FEWEST_WORDS = 3
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")


def is_mostly_foreign(folded: str) -> bool:
    """Say whether most of a folded text is no English: another language, or hardly a word spelt right."""
    known = _english_here()
    words = [word for word in _WORD.findall(folded) if len(word) > 1]
    unknown = sum(word not in known for word in words)
    return len(words) >= _FEWEST_WORDS and unknown >= FOREIGN * len(words)


@lru_cache(maxsize=1)
def _english_here() -> frozenset[str]:
    """Return the common words, those of phones, and those of the knowledge ("kyphoplasty")."""
    common = {word for word, rank in ranked_words().items() if rank < COMMON}
    ours = {word for phrase in load_phrases() for word in phrase.text.split()}
    return frozenset(common | ours | set(texting_words()))
