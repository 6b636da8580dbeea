"""Asks the questions that open conversations in other forms: does the same question get the same answer?

As in CheckList (Ribeiro and others, 2020): a change that keeps the meaning must keep outcome, topic and facts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from random import Random

from assistant.conversation_tests.drivers import Driver
from assistant.conversation_tests.reading import Conversation

MOST_FLIPS = 0.03
"""The share of questions that one change may flip."""

NOT_ASKED = ("bad_input", "not_understood", "urgent")
"""Kinds of trouble whose messages are not questions with one right answer; the gate has a corpus of its own."""

_TEXTING = {
    "you": "u",
    "are": "r",
    "your": "ur",
    "for": "4",
    "to": "2",
    "please": "plz",
    "what": "wut",
    "with": "w/",
    "and": "n",
    "because": "bc",
    "about": "abt",
    "people": "ppl",
    "does": "duz",
}
_OTHERS = (
    (r"\bmy\b", "her"),
    (r"\b(i am|i'm|im)\b", "she is"),
    (r"\bi (dont|don't|do not)\b", "she does not"),
    (r"\bi have\b", "she has"),
    (r"\bdo i\b", "does she"),
    (r"\bme\b", "her"),
    (r"\bi\b", "she"),
)
_LONG = 5
"""Letters from which on a word may get a typo: in shorter ones a typo makes another word."""


def _typo(text: str) -> str:
    """Swap two inner letters of the longest word, chosen by the text itself: the same text, the same typo."""
    words = re.findall(r"[A-Za-z]+", text)
    longest = max(words, key=len, default="")
    if len(longest) < _LONG:
        return text
    at = Random(text).randrange(1, len(longest) - 2)  # noqa: S311 - a repeatable choice, no secret
    swapped = longest[:at] + longest[at + 1] + longest[at] + longest[at + 2 :]
    return text.replace(longest, swapped, 1)


def _texting(text: str) -> str:
    return re.sub(r"[A-Za-z]+", lambda word: _TEXTING.get(word[0].lower(), word[0]), text)


def _of_another(text: str) -> str:
    """Let somebody else ask: "my" becomes "her", and where the question names no one, "my mother wants to know" it."""
    other = text
    for pattern, word in _OTHERS:
        other = re.sub(pattern, word, other, flags=re.IGNORECASE)
    return other if other != text else f"My mother wants to know: {text}"


CHANGES: Mapping[str, Callable[[str], str]] = {
    "a typo": _typo,
    "capitals": str.upper,
    "no punctuation": lambda text: re.sub(r"[^\w\s]", "", text),
    "a polite beginning": lambda text: f"Excuse me, could you please tell me, {text}",
    "texting words": _texting,
    "another person's voice": _of_another,
}
"""The changes, by what a report calls them."""


@dataclass(frozen=True)
class Flip:
    """A question that got another reply when it was changed."""

    changed: str
    before: str
    after: str

    def __str__(self) -> str:
        """Return one line."""
        return f'"{self.changed}": {self.after} instead of {self.before}'


@dataclass(frozen=True)
class Change:
    """What one change did."""

    name: str
    asked: int
    flips: tuple[Flip, ...]

    @property
    def share(self) -> float:
        """The share that flipped."""
        return len(self.flips) / self.asked if self.asked else 0.0

    def __str__(self) -> str:
        """Return one line."""
        return f"{self.name:<24} {len(self.flips)} of {self.asked} flip ({100 * self.share:.1f} %)"


def questions(conversations: Iterable[Conversation]) -> list[str]:
    """Return the messages that open conversations, each once."""
    asked = (
        next((placed.step.user for placed in one.steps if placed.step.is_turn), None)
        for one in conversations
        if one.trouble not in NOT_ASKED and one.case.known_problem is None
    )
    return list(dict.fromkeys(text for text in asked if text))


async def measure(
    conversations: Iterable[Conversation], driver: Driver, report: Callable[[int, int], None]
) -> list[Change]:
    """Ask every question in every form; `report` is told how many of how many are done."""
    asked = questions(conversations)
    right = {text: await _reply(text, driver) for text in asked}
    found = []
    for number, (name, change) in enumerate(CHANGES.items()):
        changed = {text: change(text) for text in asked}
        changed = {text: other for text, other in changed.items() if other != text}
        flips = []
        for text, other in changed.items():
            if (reply := await _reply(other, driver)) != right[text]:
                flips.append(Flip(other, _shown(right[text]), _shown(reply)))
        found.append(Change(name, len(changed), tuple(flips)))
        report(number + 1, len(CHANGES))
    return found


_Reply = tuple[str, str | None, tuple[str, ...]]


async def _reply(text: str, driver: Driver) -> _Reply:
    """Return outcome, topic and facts of a question that opens a conversation."""
    talk, _ = await driver.begin("website", {})
    record = (await talk.say(text)).record or {}
    return str(record.get("outcome")), record.get("topic"), tuple(sorted(record.get("facts") or ()))


def _shown(reply: _Reply) -> str:
    outcome, topic, facts = reply
    return " ".join([outcome, *([topic] if topic else []), *([f"({', '.join(facts)})"] if facts else [])])
