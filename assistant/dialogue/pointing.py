"""What a message points at in what was read before: "the second one", "the other", "both". Pure functions over text."""

from __future__ import annotations

import re
from collections.abc import Mapping

LAST = -1
"""The place of the last one in a list."""

_PLACES: Mapping[str, int] = {
    **{
        word: place
        for place, words in enumerate(
            (
                "first 1st one 1",
                "second 2nd two 2",
                "third 3rd three 3",
                "fourth 4th four 4",
                "fifth 5th five 5",
                "sixth 6th six 6",
            )
        )
        for word in words.split()
    },
    "last": LAST,
}
_LEADING = (
    r"^(?:(?:and|ok|so|then|now|no|i mean|i meant|what about|how about|about|for|with|what is|what's|whats|let's do"
    r"|let us do|go to|show me|i want|i'd like|give me|(?:tell me|more|explain)(?: more)?(?: about| on)?)\s+)*+"
)
"""What may stand before it; possessive, or a row of "more" takes years."""
_PLACE = re.compile(
    _LEADING + r"(?:(?:the |(?=\w+ (?:one|option|choice)\b))"
    r"(first|second|third|fourth|fifth|sixth|last|\dst|\dnd|\drd|\dth)"
    r"(?: one| option| choice| treatment)?(?: (?:on|in|of|from) (?:the|that|your|this) list| of (?:those|them|these))?"
    r"|(?:number|no|option|choice|#)\.?\s*(one|two|three|four|five|six|\d)|(?=\d\W*$)(\d))"
    r"(?:\W+(?:please|then|again|what is (?:it|that)|what's that|what does (?:it|that) do))?\W*$"
)
_THE_LIST = re.compile(
    r"^(?:(?:ok|and|so|can we|can i|could i|please|take me|let me|i want to|let's)\s+)*"
    r"(?:(?:go |get )?back to|show(?: me)?|see|give me|repeat|send(?: me)?)(?: me)? (?:the|that|your)"
    r" (?:(?:whole|full|first|same) )?list(?: again)?(?: please)?\W*$|^the list(?: again)?(?: please)?\W*$"
)
_EACH = re.compile(
    r"^(?:(?:i mean|for|of|with|(?:list|show me|give me|tell me)(?: them| about)?)\s+)?(?:both|all|every one|each)"
    r"(?: (?:the )?treatments?)?(?: of (?:them|those|these)| of it| three| two| [23])?(?: then| please)?\W*$"
)
_BEFORE_OTHERS = r"^(?:(?:and|so|but|ok|i mean|what about|how about|about|for|of|with|from)\s+)*"
_OTHERS = re.compile(
    _BEFORE_OTHERS + r"(?:all )?(?:of )?the (?:(?:rest|others)|other (?:ones|treatments|therapies|options))"
    r"(?: of (?:them|those))?(?: then| too)?\W*$"
)
_OTHER = re.compile(
    _BEFORE_OTHERS + r"the other(?: one| 1| treatment)?(?: of (?:them|those|the two))?(?: then| too)?\W*$"
)


def place_in_list(text: str) -> int | None:
    """Return which one of a list a message points at, counted from 0; `LAST` for the last, None where at none."""
    found = _PLACE.match(text)
    if found is None:
        return None
    return _PLACES.get(next(group for group in found.groups() if group))


def means_the_list(text: str) -> bool:
    """Say whether a message wants the list of treatments once more: "go back to the list"."""
    return _THE_LIST.match(text) is not None


def means_others(text: str) -> bool:
    """Say whether a message is no more than "all the others" or "the rest of them"."""
    return _OTHERS.match(text) is not None


def means_other(text: str) -> bool:
    """Say whether a message is no more than "the other one"."""
    return _OTHER.match(text) is not None


def means_each(text: str) -> bool:
    """Say whether a message is no more than "both", "all of them" or "all treatments"."""
    return _EACH.match(text) is not None
