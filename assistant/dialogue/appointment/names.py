"""The name in what was typed for it."""

from __future__ import annotations

import re

from assistant.dialogue.appointment.words import FormWords, bare

_MARKS = " .,!?;:"
_FOR_SOMEBODY = re.compile(r"^(?:for|it's for|its for|it is for) (?:my|our) \w+[ ,.:-]+(?=\S)", re.IGNORECASE)
"""Before the name of somebody else: "for my mum, Pearl"."""


def name_in(text: str, words: FormWords) -> str:
    """Return `text` without the words around a name: "ok my name is Robert but people call me Bobby" is "Robert"."""
    rest = _without_end(" ".join(text.split()).strip(_MARKS), words.names.after)
    rest = _without_start(rest, words.names.before)
    rest = _FOR_SOMEBODY.sub("", re.sub(r"^.*?\bname is ", "", rest, flags=re.IGNORECASE))
    openings = sorted(words.name_openings, key=len, reverse=True)
    opening = next((one for one in openings if rest.lower().startswith(f"{one} ")), "")
    return _first_part(rest[len(opening) :].strip(_MARKS), words.names.ends)


def names_nobody(text: str, words: FormWords) -> bool:
    """Say whether a word stands in `text` that no name holds, or nothing but the words before a name."""
    said = bare(text)
    return bool(set(said.split()) & set(words.names.none)) or said in words.name_openings


def _without_start(text: str, starts: tuple[str, ...]) -> str:
    """Return `text` without the words of `starts` before it; the last word stays."""
    first, _, rest = text.partition(" ")
    if rest and first.lower().strip(_MARKS) in starts:
        return _without_start(rest.strip(_MARKS), starts)
    return text


def _without_end(text: str, ends: tuple[str, ...]) -> str:
    """Return `text` without the words of `ends` behind it; the first word stays."""
    rest, _, last = text.rpartition(" ")
    return _without_end(rest.strip(_MARKS), ends) if rest and last.lower() in ends else text


def _first_part(text: str, ends: tuple[str, ...]) -> str:
    """Return `text` up to the first of the words that end a name."""
    found = re.search(rf"[\s,.;]+(?:{'|'.join(map(re.escape, ends))})\s+\S", text, flags=re.IGNORECASE)
    return text[: found.start()] if found else text
