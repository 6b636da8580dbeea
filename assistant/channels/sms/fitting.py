"""Cuts a reply that is too long for one text: between sentences, never inside a number or a link."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.channels.sms.segments import fits

_UNIT = re.compile(r"\S.*?(?:[.!?][\"')\]]*(?=\s)|(?=\n)|\Z)", re.DOTALL)
"""A sentence, or a line."""


@dataclass(frozen=True)
class Fitted:
    """One text to send now, and what is left to send after "more"."""

    text: str
    rest: str = ""
    with_choices: bool = True
    """Whether the choices stand in the text."""


def fit(
    body: str,
    notes: Sequence[str] = (),
    choices: Sequence[str] = (),
    more: str = "",
    *,
    more_left: bool = False,
    at_the_end: bool = False,
) -> Fitted:
    """Return `body` as one text that fits.

    `notes` are lines that are never left out, `choices` numbered lines, `more` the line that says how to get the rest;
    it is added where something is cut off, or where there is more to ask for anyway (`more_left`). Choices that are
    wanted `at_the_end` come with the last part, and so do all where not even one sentence fits beside them.
    """
    whole = joined(body, *notes, more if more_left else "", *choices)
    if fits(whole):
        return Fitted(whole)
    for kept in (() if at_the_end else tuple(choices), ()):
        after = (*notes, more, *kept)
        if end := between_sentences(body, after):
            return Fitted(joined(body[:end].rstrip(), *after), body[end:].strip(), bool(kept))
    after = (*notes, more)
    cut = _between_words(body, after)
    if cut is None:
        return Fitted(whole)
    return Fitted(joined(body[:cut].rstrip(), *after), body[cut:].strip(), with_choices=False)


def joined(*parts: str) -> str:
    """Return the lines of a text."""
    return "\n".join(part for part in parts if part)


def between_sentences(body: str, after: Sequence[str]) -> int:
    """Return where the longest run of whole sentences ends that fits before `after`; 0 where none does."""
    best = 0
    for unit in _UNIT.finditer(body):
        if unit.end() < len(body.rstrip()) and fits(joined(body[: unit.end()], *after)):
            best = unit.end()
    return best


def _between_words(body: str, after: Sequence[str]) -> int | None:
    """Return the last place between two words that fits, or else the first there is; None where there is none."""
    places = [space.start() for space in re.finditer(r"\s+", body) if not _in_number(body, space)]
    fitting = [place for place in places if fits(joined(body[:place], *after))]
    return fitting[-1] if fitting else next(iter(places), None)


def _in_number(body: str, space: re.Match[str]) -> bool:
    """Say whether a space stands beside a number: "555 0111", "100.4 F", "call 911"."""
    before, after = body[: space.start()].split()[-1:], body[space.end() :].split()[:1]
    return any(any(sign.isdigit() for sign in word) for word in (*before, *after))
