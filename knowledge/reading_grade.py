"""How many years of school a text asks of its reader: the Flesch-Kincaid grade.

Worked out here, because the textstat library fetches a pronouncing dictionary from the internet at its first use, which
a hospital's machine may not do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from knowledge.terms import Terms
from knowledge.texts import Shown

WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+")
"""A word or a number of running text."""
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


def grade(shown: Shown, terms: Terms) -> float:
    """Return the Flesch-Kincaid grade of a text: its title, its sentences, and each line of a list as a sentence."""
    return grade_of(sentences_of(shown), terms)


def grade_of(sentences: Sequence[str], terms: Terms) -> float:
    """Return the Flesch-Kincaid grade of sentences, in which names that can't be avoided count as their short words."""
    return flesch_kincaid([_with_short_names(sentence, terms) for sentence in sentences], terms)


def flesch_kincaid(sentences: Sequence[str], terms: Terms) -> float:
    """Return the Flesch-Kincaid grade of sentences."""
    words = [word for sentence in sentences for word in WORD.findall(sentence)]
    if not words:
        return 0.0
    count = sum(syllables(word, terms) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * count / len(words) - 15.59


@lru_cache(maxsize=8192)
def syllables(word: str, terms: Terms) -> int:
    """Return how many syllables a word has: groups of vowels, less a silent ending; terms.yml lists the exceptions."""
    word = word.lower()
    if word in terms.syllables:
        return terms.syllables[word]
    if word.isdigit():
        return max(1, len(word))
    count = len(re.findall(r"[aeiouy]+", word))
    if re.search(r"[^aeiouytd]ed$|[^aeiou]e$|[^aeiouycsxzgh]es$", word) and not re.search(r"[^aeiouy]le$", word):
        count -= 1
    return max(1, count)


def sentences_of(shown: Shown) -> list[str]:
    """Return the sentences of a text; its title and each line of a list are sentences too."""
    texts = [shown.title] if shown.title else []
    texts += [statement.text for statement in shown.statements]
    return [sentence for text in texts for sentence in sentences_in(text)]


def sentences_in(text: str) -> list[str]:
    """Return the sentences of running text."""
    return [sentence for sentence in _SENTENCE_END.split(text.strip()) if sentence]


@lru_cache(maxsize=4096)
def _with_short_names(sentence: str, terms: Terms) -> str:
    """Return a sentence with each name that can't be avoided replaced by its short word."""
    for name in sorted(terms.names, key=lambda name: -len(name.name)):
        sentence = re.sub(rf"\b{re.escape(name.name)}\b", name.counts_as, sentence, flags=re.IGNORECASE)
    return sentence
