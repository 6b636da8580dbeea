"""Other forms of a question that keep its meaning: typos, capitals, polite words, another person's voice.

The words are in changes.yml. Each change has forms that understanding was tuned with, and forms kept for reporting.
Which form a question gets is chosen by its text: the same text, the same forms.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

CHANGES_FILE = Path(__file__).with_name("changes.yml")


class Part(StrEnum):
    """Whether understanding was tuned with a form."""

    TUNED = "tuned"
    HELD_OUT = "held_out"


_LONG = 5
"""Letters from which on a word may get a typo: in shorter ones a typo makes another word."""
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_QUESTION = re.compile(
    r"\?|^(?:what|which|who|when|where|why|how|is|are|am|was|will|would|can|could|does|do|did|should|has|have|may)\b",
    re.IGNORECASE,
)
_WRITER = re.compile(r"\b(?:i|im|ive|me|my|mine|myself)\b", re.IGNORECASE)
_ANOTHER = re.compile(
    r"\b(?:he|she|him|his|her|hes|shes|(?:my|our) \w*(?:mother|father|mom|mum|dad|wife|husband|hubby|son|"
    r"daughter|sister|brother|friend|aunt|uncle|cousin|partner|grandma|grandpa|gran|nan|niece|nephew|child|kid)\w*)\b",
    re.IGNORECASE,
)


def changes() -> tuple[str, ...]:
    """Return the names of the changes."""
    return (*_FORMS, *_words())


def changed(text: str, change: str, part: Part) -> str:
    """Return a form of `text`; the text itself where the change does not apply to it."""
    chance = Random(f"{change} {part} {text}")  # noqa: S311 - a repeatable choice, no secret
    if change in _FORMS:
        return chance.choice(_FORMS[change][part])(text, chance) or text
    words = _words()[change][part]
    if "words" in words:
        return _texting(text, chance.choice(words["words"]))
    if "persons" in words:
        if _ANOTHER.search(text):
            return text  # it is another person's voice already
        if _WRITER.search(text):
            return _of_another(text, chance.choice(words["persons"]))
    form: str = chance.choice(words["question" if _QUESTION.search(text) else "other"])
    return form.replace("{}", text)


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    """Return the changes of changes.yml."""
    words: dict[str, Any] = yaml.load(CHANGES_FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return words


def _swapped(word: str, chance: Random) -> str:
    at = chance.randrange(1, len(word) - 2)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _dropped(word: str, chance: Random) -> str:
    at = chance.randrange(1, len(word) - 1)
    return word[:at] + word[at + 1 :]


def _doubled(word: str, chance: Random) -> str:
    at = chance.randrange(1, len(word) - 1)
    return word[:at] + word[at] + word[at:]


def _mistyped(word: str, chance: Random) -> str:
    """Hit the key beside the right one."""
    at = chance.randrange(1, len(word) - 1)
    row = next((row for row in _KEYS if word[at].lower() in row), None)
    if row is None:
        return word
    place = row.index(word[at].lower())
    return word[:at] + row[place + 1 if place + 1 < len(row) else place - 1] + word[at + 1 :]


def _in_longest_word(mistake: Callable[[str, Random], str]) -> Callable[[str, Random], str]:
    """Return a change that makes `mistake` in the longest word."""

    def change(text: str, chance: Random) -> str:
        longest = max(re.findall(r"[A-Za-z]+", text), key=len, default="")
        return text if len(longest) < _LONG else text.replace(longest, mistake(longest, chance), 1)

    return change


def _texting(text: str, words: Mapping[str, str]) -> str:
    return re.sub(r"[A-Za-z]+", lambda word: words.get(word[0].lower(), word[0]), text)


def _of_another(text: str, person: Mapping[str, str]) -> str:
    """Put another person in the writer's place."""
    subject, other, possessive = person["subject"], person["object"], person["possessive"]
    for pattern, word in (
        (r"\bmy\b", possessive),
        (r"\bmine\b", possessive),
        (r"\b(?:i am|i'm|im)\b", f"{subject} is"),
        (r"\b(?:i don'?t|i do not)\b", f"{subject} does not"),
        (r"\b(?:i have|i've|ive)\b", f"{subject} has"),
        (r"\bdo i\b", f"does {subject}"),
        (r"\bam i\b", f"is {subject}"),
        (r"\bhave i\b", f"has {subject}"),
        (r"\bme\b", other),
        (r"\bi\b", subject),
    ):
        text = re.sub(pattern, word, text, flags=re.IGNORECASE)
    return text


def _unmarked(text: str, _: Random) -> str:
    return re.sub(r"[^\w\s]", "", text)


_FORMS: Mapping[str, Mapping[Part, Sequence[Callable[[str, Random], str]]]] = {
    "a typo": {
        Part.TUNED: [_in_longest_word(_swapped), _in_longest_word(_dropped)],
        Part.HELD_OUT: [_in_longest_word(_doubled), _in_longest_word(_mistyped)],
    },
    "capitals": {Part.TUNED: [lambda text, _: text.upper()], Part.HELD_OUT: [lambda text, _: text.title()]},
    "other punctuation": {
        Part.TUNED: [_unmarked, lambda text, _: text.rstrip(".?! ") + "?"],
        Part.HELD_OUT: [
            lambda text, _: re.sub(r"[.,;:?!]+(?=\s|$)", "...", text),
            lambda text, _: text.rstrip(".?! ") + "!!",
        ],
    },
}
