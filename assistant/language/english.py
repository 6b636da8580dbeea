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
    content = yaml.load(TEXTING.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return {str(word): str(meant) for word, meant in content.items()}


COMMON = 20_000
"""How many of the most frequent words count as English where a language is told."""
_LONG = 7
"""Letters from which on every word of the list counts: few long words are words of two languages."""
FOREIGN = 0.4
"""Share of words that are not common English from which on a text is taken for another language.

tests/unit/language/test_english.py says how much English, misspelt, reaches it, and how much Spanish does not.
"""
FOREIGN_BESIDE_ENGLISH = 0.6
"""The same for a text of a few words ("mary-jo o'connell nguyen"), or with two of the small words of English in it."""
_FEWEST_WORDS = 3
_FEW_WORDS = 4
_SMALL_WORDS = frozenset(
    [
        *("the", "have", "had", "has", "is", "are", "was", "were", "my", "your", "his", "her"),
        *("their", "what", "how", "why", "when", "where", "who", "does", "do", "did", "can", "could"),
        *("would", "should", "will", "with", "from", "for", "of", "and", "or", "but", "not", "it"),
        *("it's", "this", "that", "these", "those", "to", "in", "on", "at", "after", "before", "if"),
        *("about", "there", "been", "being", "get", "got", "i'm", "don't", "can't", "am", "you", "he"),
        *("she", "they", "we"),
    ]
)
"""What holds English sentences together, and is hardly a word of Spanish."""
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")


def is_mostly_foreign(folded: str) -> bool:
    """Say whether most of a folded text is no English: another language, or hardly a word spelt right."""
    known = _english_here()
    words = [word for word in _WORD.findall(folded) if len(word) > 1]
    unknown = sum(word not in known for word in words)
    english = len(words) <= _FEW_WORDS or len(_SMALL_WORDS.intersection(words)) > 1
    share = FOREIGN_BESIDE_ENGLISH if english else FOREIGN
    return len(words) >= _FEWEST_WORDS and unknown >= share * len(words)


@lru_cache(maxsize=1)
def _english_here() -> frozenset[str]:
    """Return the common words, those of phones, and those of the knowledge ("kyphoplasty")."""
    common = {word for word, rank in ranked_words().items() if rank < COMMON or len(word) >= _LONG}
    ours = {word for phrase in load_phrases() for word in phrase.text.split()}
    return frozenset(common | ours | set(texting_words()))
