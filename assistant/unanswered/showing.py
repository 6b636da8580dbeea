"""Shows a message without the person: only words that are common in the project's own files, or that many people used.

`assistant.privacy.redaction` takes out what has a form (numbers, addresses, dates). A name has none. So a word is shown
only where it is common in the project's training sentences or stands in its knowledge, or where the messages of at
least `FEWEST` sessions of its group have it; and a word that is introduced as a name, or begins with a capital within a
sentence, only in the latter case. What this can't see: a name that is an ordinary word too, typed small and not
introduced ("ask rose").
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache

from assistant.language.folding import fold
from assistant.privacy.redaction import PLACES, redacted
from assistant.training.sentences import training_sentences
from assistant.unanswered.collecting import Unanswered
from assistant.unanswered.report import FEWEST
from knowledge.vocabulary import load_phrases

HIDDEN = "[...]"

_PIECE = re.compile("|".join(map(re.escape, PLACES)) + r"|[^\W_]+(?:'[^\W_]+)*|\s+|.")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_SENTENCES = 3
"""A word of fewer training sentences may be an invented name."""
_INTRODUCED = re.compile(
    r"\b(?:my name is|my name's|name is|names|i am called|i'm called|call me|ask for|signed|regards|sincerely"
    r"|mr|mrs|ms|miss|dr)\b[.,:]?\s+((?:[^\W\d_]+\s*){1,3})",
    re.IGNORECASE,
)
_ENDS = frozenset(".!?\n")


class Shower:
    """Shows the messages of one group."""

    def __init__(self, group: Iterable[Unanswered]) -> None:
        """Count in how many sessions of `group` each word was typed."""
        sessions: defaultdict[str, set[str]] = defaultdict(set)
        for one in group:
            for word in set(_words(one.text)):
                sessions[word].add(one.conversation)
        self._shared = frozenset(word for word, seen in sessions.items() if len(seen) >= FEWEST)

    def shown(self, text: str) -> str:
        """Return `text` with `HIDDEN` in place of what might name a person."""
        plain = redacted(" ".join(text.split()))
        suspects = self._names(plain)
        out: list[str] = []
        for piece in _PIECE.findall(plain):
            if piece in PLACES or not piece[0].isalnum() or self._may_be_shown(piece, suspects):
                out.append(piece)
            else:
                out.append(HIDDEN)
        return re.sub(rf"{re.escape(HIDDEN)}(?:\W*{re.escape(HIDDEN)})+", HIDDEN, "".join(out))

    def _may_be_shown(self, word: str, suspects: frozenset[str]) -> bool:
        folded = fold(word)
        return folded in self._shared or (folded in known_words() and folded not in suspects)

    @staticmethod
    def _names(text: str) -> frozenset[str]:
        """Return the words that stand where names do."""
        found = {fold(word) for match in _INTRODUCED.finditer(text) for word in re.findall(r"[^\W\d_]+", match[1])}
        if text.upper() != text:
            start = True
            for piece in _PIECE.findall(text):
                if piece[0].isupper() and not start and len(piece) > 1:
                    found.add(fold(piece))
                if not piece.isspace():
                    start = piece in _ENDS
        return frozenset(found)


def hidden_share(shown: str) -> float:
    """Return which share of the words of a shown text is hidden."""
    words = re.findall(rf"{re.escape(HIDDEN)}|[^\W_]+", shown)
    return words.count(HIDDEN) / len(words) if words else 1.0


@lru_cache(maxsize=1)
def known_words() -> frozenset[str]:
    """Return the words without digits that stand in at least `_SENTENCES` training sentences, or in the knowledge."""
    sentences = (sentence for of_intent in training_sentences().values() for sentence in of_intent)
    counts = Counter(word for sentence in sentences for word in set(_words(sentence)))
    usual = {word for word, count in counts.items() if count >= _SENTENCES}
    named = {word for phrase in load_phrases() for word in _words(phrase.text)}
    return frozenset(word for word in usual | named if not any(map(str.isdigit, word)))


def _words(text: str) -> list[str]:
    return [fold(word) for word in _WORD.findall(text)]
