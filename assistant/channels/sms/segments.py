r"""How a phone company counts a text: characters of GSM-7 or of UCS-2, and segments.

The counting is that of `smsutil`, which tests/channels/sms/test_segments.py compares with the tables of GSM 03.38: 160
characters in one segment or 153 in each of several; 70 or 67 where one character is not in the table; `^{}[]~\|` and
the euro sign count twice.
"""

from __future__ import annotations

import unicodedata

import smsutil

LIMIT = 2
"""Segments of one text; what is over comes after "more"."""

_PLAIN = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u02bc\u00b4`", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
    | dict.fromkeys("\u2022\u00b7\u2023", "-")
    | {"\u2026": "...", "\t": " ", "\r": ""}
)


def plain(text: str) -> str:
    """Return `text` with the quotes, dashes and spaces that every phone has, and without what can't be seen.

    Letters are left as they are: a name in another script arrives whole, and costs what it costs.
    """
    folded = text.replace("\r\n", "\n").translate(_PLAIN)
    return "".join(_seen(character) for character in folded)


def segments(text: str) -> int:
    """Return in how many segments a text is sent; an empty one is none."""
    return len(smsutil.split(text).parts) if text else 0


def characters(text: str) -> int:
    """Return how many places a text takes: septets of GSM-7, or units of UCS-2 where it needs those."""
    if not text:
        return 0
    counted = smsutil.split(text)
    return int(counted.total_bytes) if is_gsm(text) else int(counted.total_bytes) // 2


def is_gsm(text: str) -> bool:
    """Say whether every character stands in the tables of GSM 03.38."""
    return not text or bool(smsutil.is_valid_gsm(text))


def fits(text: str) -> bool:
    """Say whether a text is short enough to be sent at once."""
    return segments(text) <= LIMIT


def _seen(character: str) -> str:
    category = unicodedata.category(character)
    if character == "\n":
        return character
    if category == "Zs":
        return " "
    # Joiners and marks of direction belong to emoji and to scripts that run from right to left.
    return character if category == "Cf" or not category.startswith(("C", "Zl", "Zp")) else " "
