"""Words that are typed for another one, told by the words beside them: "is it risky 4 me", "chemo an radiation"."""

from __future__ import annotations

import re
from collections.abc import Sequence

_FIGURES = {"2": "to", "4": "for"}
_SIGNS = {"&": "and", "+": "and", "@": "at"}
_BEFORE_A_NUMBER = frozenset(
    [
        *("stage", "grade", "level", "type", "phase", "every", "about", "after", "in", "of", "for", "over", "under"),
        *("than", "the", "my", "have", "has", "had", "got", "only", "or", "and", "next", "last", "are", "is"),
        *("need", "needs"),
    ]
)
_BEFORE_BE = frozenset(
    [
        *("can", "ca", "could", "will", "wo", "would", "should", "may", "might", "must", "to", "not", "n't", "'ll"),
        *("'d", "it", "i", "they"),
    ]
)
_BEHIND_BE = re.compile(r"\w*(?:ed|en|ing|one)$")
_NAMED_B = frozenset(["vitamin", "hepatitis", "hep", "plan", "option", "type", "group"])
_BEFORE_KNOW = frozenset(["to", "n't"])
_BEFORE_D = frozenset(["i", "you", "he", "she", "it", "we", "they", "that", "who", "there", *_NAMED_B])
_ASKING = frozenset(["what", "how", "when", "where", "why", "which", "who"])
_BEHIND_DOES = frozenset(["i", "you", "he", "she", "it", "we", "they", "the", "this", "that", "my", "anyone", "a"])
_BEHIND_OF = frozenset(["my", "the", "it", "this", "that", "his", "her", "their"])
_BEHIND_HOW = frozenset(
    ["much", "many", "long", "do", "does", "did", "is", "are", "can", "often", "soon", "quick", "quickly", "big", "bad"]
)
_BEFORE_A_TUMOR = frozenset(["spinal", "spine", "brain"])
_BEHIND_A_NUMBER = frozenset(["am", "pm", "more", "or", "and", "to", "of", "other", "different", "x"])
_PLURAL = re.compile(r"(?!(?:this|us|is)$).*s$")
_AFTER_AND = re.compile(r"(?=.{4})[bcdfgjklmnpqrstvwxyz]+[aeiouy]")
"""No word that "an" stands before: it begins with a consonant, and is no abbreviation as "an mri"."""


_OTHER_WORDS = frozenset([*_FIGURES, *_SIGNS, "b", "no", "an", "d", "s", "dose", "dos", "tomorrow", "o", "ow"])
"""What is typed for another word."""


def spelt_in_context(words: Sequence[str]) -> list[str]:
    """Return `words` (one or more to an entry, and marks), with those that were typed for another one spelt out."""
    asks_what = any(word.startswith("what") for word in words)
    spelt = list(words)
    for place, word in enumerate(words):
        if word not in _OTHER_WORDS:
            continue
        before = spelt[place - 1].split()[-1:] if place else []
        behind = words[place + 1].split()[:1] if place + 1 < len(words) else []
        if meant := _meant(word, *(before or [""]), *(behind or [""]), asks_what=asks_what):
            spelt[place] = meant
    return spelt


def _meant(word: str, before: str, behind: str, *, asks_what: bool) -> str | None:
    """Return the word that is meant between `before` and `behind` ("" where nothing is), or None."""
    between = before.isalpha() and behind.isalpha()
    if between and word in _SIGNS:
        return _SIGNS[word]
    if between and word in _FIGURES and not _is_a_number(before, behind):
        return _FIGURES[word]
    ends = before.isalpha() and before not in _BEFORE_A_NUMBER and not behind.isalnum()
    readings = {
        "4": ("for", asks_what and ends),  # "what is chemo 4?"
        "b": ("be", before in _BEFORE_BE or (before not in _NAMED_B and _BEHIND_BE.match(behind) is not None)),
        "no": ("know", before in _BEFORE_KNOW),
        "an": ("and", before.isalpha() and _AFTER_AND.match(behind) is not None),
        "d": ("the", before not in _BEFORE_D and behind.isalpha() and len(behind) > 1),
        "s": ("is", (before in _ASKING or not before) and behind.isalpha()),
        "dose": ("does", before in _ASKING and behind in _BEHIND_DOES),
        "dos": ("does", before in _ASKING),
        "o": ("of", before.isalpha() and behind in _BEHIND_OF),
        "ow": ("how", behind in _BEHIND_HOW),
        "tomorrow": ("tumor", before in _BEFORE_A_TUMOR),  # typed "tmr"
    }
    meant, holds = readings.get(word, (None, False))
    return meant if holds else None


def _is_a_number(before: str, behind: str) -> bool:
    return before in _BEFORE_A_NUMBER or behind in _BEHIND_A_NUMBER or _PLURAL.match(behind) is not None
