"""Bring typed text into one plain shape, so that the same words always look the same."""

from __future__ import annotations

import re
import unicodedata

MAX_CHARACTERS = 1000
"""Longer messages are read up to here: what patients ask stands in far fewer characters."""

_SAME_AS = str.maketrans(
    {"\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u00b4": "'", "`": "'", "\u201c": '"', "\u201d": '"'}
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
)
_REPEATED = re.compile(r"([a-z!?.])\1{2,}")
_MARKUP = re.compile(
    r"</?(?:a|b|i|u|p|br|hr|h[1-6]|em|ul|ol|li|tr|td|div|span|strong|font|code|script)\s*/?>", re.IGNORECASE
)
"""Tags as they are pasted with a text. Only bare ones: "<i want to die>" is no tag, and not a word of it is dropped."""
_SPACES = re.compile(r"\s+")
_NEW_LINE = re.compile(r"(?<=\w)[ \t]*+[\r\n]\s*+(?=(?:what|how|why|when|where|who|which)\b)", re.IGNORECASE)
"""The end of a line before a word that asks: people who text in lines leave out the mark."""


def fold(text: str) -> str:
    """Return `text` in lower case with plain quotes, dashes and spaces, without invisible characters.

    A line that begins with a question begins a sentence.

    Letters and marks typed three times or more are cut to two ("nooooo" becomes "noo"). The text is cut at
    `MAX_CHARACTERS`. The result may be empty.
    """
    plain = _MARKUP.sub(" ", text[: 4 * MAX_CHARACTERS])
    plain = _NEW_LINE.sub(". ", plain).translate(_SAME_AS)  # before, because NFKC makes a space of an acute accent
    text = unicodedata.normalize("NFKC", plain).translate(_SAME_AS)
    visible = text if text.isprintable() else "".join(_seen(character) for character in text)
    return _REPEATED.sub(r"\1\1", _SPACES.sub(" ", visible).strip().lower())[:MAX_CHARACTERS]


def _seen(character: str) -> str:
    """Return what a reader sees of `character`: nothing of format characters, a space for other invisible ones."""
    category = unicodedata.category(character)
    if category == "Cf":
        return ""
    return " " if category in {"Cc", "Cs", "Co", "Cn"} else character
