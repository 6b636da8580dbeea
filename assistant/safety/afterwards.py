"""How people answer urgent help: that help was called, that somebody sees to it, or that nothing is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.language.folding import fold

_IN_FULL = {"im": "i am", "its": "it is", "thats": "that is", "dont": "do not", "isnt": "is not", "wasnt": "was not"}
_IN_FULL |= {
    "ive": "i have",
    "weve": "we have",
    "theyre": "they are",
    "hes": "he is",
    "shes": "she is",
    "were": "we are",
}
_IN_FULL |= {"didnt": "did not", "doesnt": "does not", "hasnt": "has not", "cant": "can not", "wont": "will not"}
_IN_FULL |= {"havent": "have not", "hadnt": "had not", "arent": "are not", "werent": "were not", "aint": "is not"}
_IN_FULL |= {"couldnt": "could not", "wouldnt": "would not", "shouldnt": "should not", "cannot": "can not"}
_IN_FULL |= {"nobodys": "nobody is", "nothings": "nothing is", "youre": "you are", "ur": "you are", "rn": "right now"}
_PART = re.compile(r"[^.!?,;:\n]+\??|\?")
"""A part of a message, with the mark that makes it a question."""
_BUT = re.compile(r"\b(?:but|and then)\b")
_DOUBTS = frozenset(
    ["not", "no", "never", "nobody", "if", "should", "shall", "would", "could", "might", "cannot", "wont"]
)
_DOUBTS |= {
    "do",
    "does",
    "why",
    "when",
    "how",
    "last",
    "ago",
    "was",
    "before",
    "tomorrow",
    "maybe",
    "voicemail",
    "wait",
}
"""Words of a part that tells of no help that was got: "should i go to the hospital", "they do not answer"."""


def bare(words: str) -> str:
    """Return words in lower case without marks, "I'm" and "im" as "i am"."""
    found = re.findall(r"\w+", fold(words).replace("'", ""))
    if found[:1] == ["were"]:
        found[:1] = ["we", "are"]  # "were going", with which nothing is asked
    return " ".join(_IN_FULL.get(word, word) for word in found)


def told_parts(typed: str) -> tuple[str, ...]:
    """Return the parts of a message that ask nothing, deny nothing and doubt nothing."""
    parts = (part for found in _PART.findall(fold(typed)) for part in _BUT.split(found))
    return tuple(part for part in parts if "?" not in part and not _DOUBTS.intersection(bare(part).split()))


class OnlySaid:
    """Tells whether somebody typed nothing but certain words, and what may stand around them."""

    def __init__(self, meant: Iterable[str], around: Iterable[str], before: Iterable[str] = ()) -> None:
        """Take the words that are meant, those around them, and those that stand only before them."""
        self._meant, self._before = frozenset(map(bare, meant)), frozenset(map(bare, before))
        self._all = tuple(sorted({*self._meant, *self._before, *map(bare, around)}, key=len, reverse=True))

    def says(self, typed: str) -> bool:
        """Say whether `typed` is made of these words, and one of those meant is among them."""
        said, found = bare(typed), False
        while said:
            first = next((words for words in self._all if f"{said} ".startswith(f"{words} ")), None)
            if first is None or (found and first in self._before):
                return False
            found = found or first in self._meant
            said = said[len(first) :].strip()
        return found


class SaidAmongOthers:
    """Tells whether certain words stand anywhere in what somebody typed."""

    def __init__(self, meant: Iterable[str]) -> None:
        """Take the words that are meant."""
        self._meant = tuple(f" {bare(words)} " for words in meant)

    def says(self, typed: str) -> bool:
        """Say whether the words stand in `typed`."""
        said = f" {bare(typed)} "
        return any(words in said for words in self._meant)

    def tells(self, typed: str) -> bool:
        """Say whether a part of `typed` tells it: one that asks nothing, denies nothing and doubts nothing."""
        return any(self.says(part) for part in told_parts(typed))
