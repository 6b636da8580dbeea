"""The words of a message as the rules see them: repaired towards the words of the rules, contractions spelt out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.language.english import ranked_words, texting_words
from assistant.language.folding import fold
from assistant.language.lemmas import looked_up

COMMON_WORDS = 30_000
"""The most frequent English words are never taken for a misspelt word of a rule."""

_TOKEN = re.compile(r"\d+/\d+(?![a-z0-9])|\d+(?:[.,]\d+)*(?![a-z0-9])|[a-z0-9]+(?:'[a-z]+)*|[^\w\s]")
_CONTRACTED = {"ca": "can", "wo": "will", "sha": "shall", "ai": "is"}
_ENDINGS = {"m": "am", "re": "are", "ve": "have", "ll": "will", "d": "would", "s": "'s"}
_SUBJECTS = frozenset(["i", "he", "she", "it", "we", "they", "you", "that", "there", "who", "what"])
_LEMMAS_OF_OURS = {"dying": "die", "felt": "feel", "lying": "lie"}


def word_set(words: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(words.split())


_NO_FORMS = word_set(
    "better worse worst most least these those number liver evening broker stranger span goods lighting"
)
"""What the table takes for forms of other words ("number" of "numb", "liver" of "live"), and what weighs more alone."""


@dataclass(frozen=True)
class Word:
    """One word of a message: as written after repair, and its base form ("legs": "leg")."""

    text: str
    lemma: str


class SafetySpeller:
    """Repairs misspelt words towards `own_words`, the words that matter for safety.

    The shared speller leaves alone every word that exists ("num", "bowl movment") and prefers the words of the
    knowledge; here a rare word one letter away from a word of the rules is read as that word.
    """

    def __init__(self, own_words: Iterable[str], spellings: dict[str, str]) -> None:
        """Take the words of the rules, and the misspellings that the rules file lists by hand."""
        self._own = sorted(word for word in set(own_words) if len(word) >= 4 and word.isalpha())
        self._rank = ranked_words()
        self._rules_words = frozenset(self._own)
        self._given = texting_words() | {key: str(value) for key, value in spellings.items()}
        self._remember = lru_cache(maxsize=8192)(self._correct)

    def correct(self, word: str) -> str:
        """Return the repaired `word` (lower case), which may be several words."""
        return self._remember(word)

    def _correct(self, word: str) -> str:
        if word in self._given:
            return self._given[word]
        common = word in self._rules_words or self._rank.get(word, COMMON_WORDS) < COMMON_WORDS
        if common or len(word) < 4 or not word.isalpha() or not word.isascii():
            return word
        allowed = 1 if len(word) < 6 or word in self._rank else 2
        near = process.extract(word, self._own, scorer=OSA.distance, score_cutoff=allowed, limit=8)
        if not near:
            return word
        nearest = min(distance for _, distance, _ in near)
        ties = [candidate for candidate, distance, _ in near if distance == nearest]
        return min(ties, key=lambda tie: (tie[0] != word[0], self._rank.get(tie, len(self._rank)), tie))


def tokens_of(text: str, speller: SafetySpeller) -> list[str]:
    """Return the repaired words and the marks of any text."""
    return [part for token in _TOKEN.findall(fold(text)) for part in speller.correct(token).split()]


def spell_out(tokens: Sequence[str]) -> tuple[Word, ...]:
    """Return `tokens` with contractions spelt out ("ca n't", "can't", "cannot": "can not"), each with its base form."""
    out: list[str] = []
    for token in tokens:
        if token in {"n't", "nt"} and out:
            out[-1] = _CONTRACTED.get(out[-1], out[-1])
            out.append("not")
        elif token == "cannot":  # noqa: S105 - a word
            out += ["can", "not"]
        elif token.endswith("n't") and len(token) > 3:
            stem = token[:-3]
            out += [_CONTRACTED.get(stem, stem), "not"]
        elif "'" in token and token[0] != "'":
            stem, _, ending = token.partition("'")
            out += [stem, _ENDINGS.get(ending, "'" + ending)]
        elif token.startswith("'") and token[1:] in _ENDINGS:
            out.append(_ENDINGS[token[1:]])
        elif token in {"m", "s", "re", "ve", "ll"} and out and out[-1] in _SUBJECTS:
            out.append(_ENDINGS[token])
        else:
            out.append(token)
    return tuple(Word(text, lemma_of(text)) for text in out if text)


def lemma_of(word: str) -> str:
    """Return the base form of one word ("legs": "leg"), or the word itself."""
    return word if word in _NO_FORMS else _LEMMAS_OF_OURS.get(word) or looked_up(word)
