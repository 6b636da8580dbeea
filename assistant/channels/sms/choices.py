"""Choices as numbers: the lines that offer them, and what a reply picks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.channels.sms.keywords import bare
from assistant.dialogue.replies import Button

MOST = 8
"""Choices that get a number: 9 is a person, 0 the menu."""
MINUTES = 30
"""How long a choice can be picked."""
MENU, PERSON = Button("0", "/ask_capabilities"), Button("9", "/ask_person")
"""What 0 and 9 press at any time."""

_NUMBERS = {
    word: number
    for number, words in enumerate(
        (
            "one first 1st", "two second 2nd", "three third 3rd", "four fourth 4th", "five fifth 5th", "six sixth 6th",
            "seven seventh 7th", "eight eighth 8th", "nine ninth 9th",
        ),
        1,
    )
    for word in words.split()
} | {"zero": 0}  # fmt: skip
_PICK = re.compile(
    r"(?:(?:and|then|also|now|so|ok|okay) )*(?:i (?:pick|choose|take) )?"
    r"(?:(?:the|number|option|choice|press|pick|answer|(?:no|nr)(?= \d)) )*"
    r"(\w+)(?: (?:one|please|pls|thanks))*"
)
_MORE = frozenset(
    {"more", "more please", "the rest", "rest", "mor", "moer", "more info please", "send more", "tell me more"}
)


@dataclass(frozen=True)
class NoSuchChoice:
    """A bare number that picks nothing that is open."""


@dataclass(frozen=True)
class TooMany:
    """Several choices at once: "2 and 3"."""


def lines(buttons: Sequence[Button]) -> tuple[str, ...]:
    """Return the line of each choice: "1 Side effects"."""
    return tuple(f"{number} {button.title}" for number, button in enumerate(buttons, 1))


def pick(
    text: str, buttons: Sequence[Button], wants_words: bool = False, by_words: Sequence[Button] = ()
) -> Button | NoSuchChoice | TooMany | None:
    """Return what a message picks of the open `buttons`, or None where it is no choice at all.

    Where an open question wants words or a number of its own (`wants_words`), no number is a choice. Those in
    `by_words` have no number now, and are picked by their words.
    """
    said = bare(text)
    if wants_words or not said:
        return None
    for button in (*buttons, *by_words):
        if said == bare(button.title):
            return button
    if said == "menu":
        return MENU
    number = _number_in(said)
    if number is None:
        return TooMany() if _picks_several(said, len(buttons)) else None
    if 1 <= number <= len(buttons):
        return buttons[number - 1]
    return {0: MENU, 9: PERSON}.get(number, NoSuchChoice())


def at_any_time(text: str) -> Button | None:
    """Return what 0 and 9 press even where the form asks for words, unless these may be a number; else None."""
    return {MENU.title: MENU, PERSON.title: PERSON}.get(bare(text))


def asks_for_more(text: str) -> bool:
    """Say whether a message asks for the rest of the last text."""
    return bare(text) in _MORE


def _picks_several(said: str, count: int) -> bool:
    """Say whether a message is nothing but numbers of choices, where `count` are open."""
    numbers = [_number_of(word) for word in said.split() if word not in ("and", "then", "also")]
    return bool(count) and len(numbers) > 1 and all(number is not None and 1 <= number <= MOST for number in numbers)


def _number_in(said: str) -> int | None:
    """Return the number that a message is, of one or two digits or in a word."""
    match = _PICK.fullmatch(said)
    return _number_of(match.group(1)) if match else None


def _number_of(word: str) -> int | None:
    """Return the number that a word is."""
    if word.isdecimal() and len(word) < 3:
        return int(word)
    return _NUMBERS.get(word)
