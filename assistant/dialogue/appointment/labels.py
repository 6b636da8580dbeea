"""Reads fields that are named as the read-back names them, each with what shall stand there: "help needed: walker"."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.dialogue.appointment.words import FormWords

_BEFORE = r"(?:(?:please|pls|also|and|change|fix|update|correct|edit|set|put|the|my|our|her|his) )*"
_AFTER = (
    r"(?: (?:change|changed|changes|correction|update|updated|new|wrong|is wrong|was wrong|now|line|please|only|just))*"
)
_SHALL_BE = r"\s+(?:to|into|should be|should say|must be|has to be|is now)\s+(?:only |just )?"
_MARKS = " .,;!"
_EVERYDAY = frozenset({"for", "call", "about", "who", "person", "patient", "me", "someone", "when", "before", "ride"})
"""Labels and words of fields that mean one only before a colon."""


def labelled(text: str, words: FormWords) -> dict[str, str]:
    """Return what shall stand in each field by which `text` and its parts begin; empty where it begins otherwise."""
    fields = tuple((name, (field.label, *field.words)) for name, field in words.fields.items())
    pattern, names = _pattern(fields), _names(fields)
    found = list(pattern.finditer(text))
    if not found or found[0].start() > 0:
        return {}
    ends = [*(one.start() for one in found[1:]), len(text)]
    said = {
        names[one["label"].casefold()]: text[one.end() : end].strip(_MARKS)
        for one, end in zip(found, ends, strict=True)
    }
    return said if len(said) == len(found) and all(said.values()) else {}


@lru_cache(maxsize=4)
def _names(fields: tuple[tuple[str, tuple[str, ...]], ...]) -> dict[str, str]:
    return {word.casefold(): name for name, words in fields for word in words}


@lru_cache(maxsize=4)
def _pattern(fields: tuple[tuple[str, tuple[str, ...]], ...]) -> re.Pattern[str]:
    labels = "|".join(
        re.escape(word) + (r"(?=\s*[:=])" if word in _EVERYDAY else "")
        for word in sorted(_names(fields), key=len, reverse=True)
    )
    return re.compile(
        rf"(?:^|(?<=[.,;!] )|(?<=\band ))(?:{_BEFORE})(?P<label>{labels}){_AFTER}(?:\s*(?::|=|->)\s*|{_SHALL_BE})",
        re.IGNORECASE,
    )
