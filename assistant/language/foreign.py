"""Which messages are in another language: they get the 911 line in Spanish too, and are read as they were typed.

Misspelt English has as many words that are no English as Spanish has; it is told by what they are read as.
"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.language.english import ranked_words, texting_words
from assistant.language.reading import shared_reader
from knowledge.vocabulary import load_phrases

COMMON = 20_000
"""How many of the most frequent words count as English where a language is told."""
_LONG = 7
"""Letters from which on every word of the list counts: few long words are words of two languages."""
FOREIGN = 0.4
"""Share of words that are not common English from which on a text may be in another language.

tests/unit/language/test_foreign.py says how much English, misspelt, is taken for one, and how much Spanish is not.
"""
FOREIGN_BESIDE_ENGLISH = 0.6
"""The same for a text of a few words ("mary-jo o'connell nguyen"), or with two of the small words of English in it."""
FOREIGN_AS_READ = 0.3
"""The same where what is read as a small word, or as one of the knowledge, counts as English: "sde efects of chmo"."""
_FEWEST_WORDS = 3
_FEW_WORDS = 4
_SMALL_AS_READ = 0.2
"""Share of small words, as read, from which on a text is English: "wer iz da tumer"."""
_SMALL_WORDS = frozenset(
    [
        *("the", "have", "had", "has", "is", "are", "was", "were", "my", "your", "his", "her"),
        *("their", "what", "how", "why", "when", "where", "who", "does", "do", "did", "can", "could"),
        *("would", "should", "will", "with", "from", "for", "of", "and", "or", "but", "not", "it"),
        *("it's", "this", "that", "these", "those", "to", "in", "on", "at", "after", "before", "if"),
        *("about", "there", "been", "being", "get", "got", "i'm", "don't", "can't", "am", "you", "he"),
        *("she", "they", "we", "which", "an", "so", "by", "as", "be"),
    ]
)
"""What holds English sentences together, and is hardly a word of Spanish."""
_SLANG = frozenset(["lol", "lmao", "omg", "tbh", "ngl", "jfc", "wtf", "smh", "imo"])
"""What is typed in English alone, and is no word that tells how much of a text is English: "lol ok. hair?"."""
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")


def is_mostly_foreign(folded: str) -> bool:
    """Say whether most of a folded text is no English: another language, or nothing that can be read."""
    words = [word for word in _WORD.findall(folded) if len(word) > 1 and word not in _SLANG]
    unknown = [word for word in words if not _is_english_here(word)]
    english = len(words) <= _FEW_WORDS or len(_SMALL_WORDS.intersection(words)) > 1
    share = FOREIGN_BESIDE_ENGLISH if english else FOREIGN
    if len(words) < _FEWEST_WORDS or len(unknown) < share * len(words):
        return False
    reader = shared_reader()
    unread = sum(not _reads_as_ours(reader.read(word).words) for word in unknown)
    return unread >= FOREIGN_AS_READ * len(words) and not _holds_together(reader.read(folded).words)


def _holds_together(words: tuple[str, ...]) -> bool:
    """Say whether small words of English hold a text together, as it is read."""
    words = tuple(word for word in words if len(word) > 1 and word.isalpha())
    small = [word for word in words if word in _SMALL_WORDS]
    return len(set(small)) > 1 and len(small) >= _SMALL_AS_READ * len(words)


def _reads_as_ours(read: tuple[str, ...]) -> bool:
    """Say whether a word is read as small words, or as words of the knowledge."""
    return all(word in _SMALL_WORDS or word in _ours() for word in read)


@lru_cache(maxsize=1)
def _ours() -> frozenset[str]:
    return frozenset(word for phrase in load_phrases() for word in phrase.text.split())


def _is_english_here(word: str) -> bool:
    """Say whether a word is common or long and English, of phones, or of the knowledge ("kyphoplasty")."""
    rank = ranked_words().get(word)
    return (rank is not None and (rank < COMMON or len(word) >= _LONG)) or word in _ours() or word in texting_words()
