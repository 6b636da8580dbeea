"""Sets aside what stands around a question and asks nothing: greetings, "could you please tell me", thanks, fillers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import yaml

from knowledge.unique_keys import UniqueKeys

COURTESY = Path(__file__).with_name("courtesy.yml")

_MARKS = r"(?:[^\w\s']++ )*+"
"""Marks between words, each a word of its own."""
_ASKS = (
    r"(?=[^\w\s']+ |(?:what|what's|which|who|who's|whom|when|when's|where|where's|why|how|how's|if|whether|"
    r"is|are|am|was|were|will|would|can|could|does|do|did|should|has|have|may)\b)"
)
_ITEM = re.compile(r"\(([^()]*)\)|(\S+)")
_REFERS = re.compile(r"\b(?:it|its|it's|that|that's|this|these|those|they|them|their)\b")
_LONG = 6
"""Words before "I want to know", from which on they are a story that can be set aside."""


class Courtesy:
    """Knows the words of courtesy.yml."""

    def __init__(self, path: Path = COURTESY) -> None:
        """Read the words; about 2 ms."""
        words = yaml.load(path.read_text(encoding="utf-8"), Loader=UniqueKeys)  # noqa: S506 - a safe loader
        self.relatives = "|".join(_literal(word).strip() for word in _longest_first(words["relatives"]))
        self.called = "|".join(_longest_first(words["called"]))
        self.single_relatives = frozenset(words["relatives"])
        self._names = {
            "{sir}": "|".join(_literal(word) for word in _longest_first(words["address"])),
            "{who}": r"(?:my|our|his|her|their|the|a) (?:own |dear |poor |elderly |old |older |younger )?"
            rf"(?:{self.relatives}) ",
            "{name}": r"[^\W\d]+ ",
        }
        greetings = self._any(words["greetings"])
        beginnings = self._any(words["beginnings"])
        asking = self._any(words["asking"])
        relays = self._any(words["relays"])
        self._before = re.compile(rf"{_MARKS}(?:(?:{greetings}|{beginnings}|(?:{asking}|{relays}){_ASKS}){_MARKS})+")
        self._behind = re.compile(rf"{_MARKS}(?:{_MARKS}(?:{self._any(words['endings'])}))+{_MARKS}$")
        self._fillers = re.compile(rf"(?:(?<=\s)|^)(?:{self._any(words['fillers'])})")
        self._told = re.compile(rf"^((?:\S+ ){{{_LONG},}}?)(?:{asking}){_ASKS}")

    def set_aside(self, text: str) -> str:
        """Return `text` (corrected words, spaces between all words and marks) without its courtesies.

        A text that is nothing but courtesy is returned whole.
        """
        whole = f"{text} "
        rest = self._fillers.sub("", whole)
        rest = rest[match.end() :] if (match := self._before.match(rest)) else rest
        rest = self._without_ending(rest)
        return rest.strip() if re.search(r"\w", rest) else text

    def without_story(self, text: str) -> str:
        """Return the question behind "I want to know", where it does without what is told before; else `text`."""
        told = self._told.match(text)
        return text[told.end() :] if told and _stands_alone(told[0], text[told.end() :]) else text

    def only(self, text: str) -> bool:
        """Say whether `text` is nothing but courtesy: "could you please tell me"."""
        rest = self._fillers.sub("", f"{text} , ")
        return self._before.fullmatch(rest) is not None or not re.search(r"\w", rest)

    def _without_ending(self, text: str) -> str:
        """Return `text` without its courtesies at the end, the marks before them kept."""
        for match in self._behind.finditer(text):
            kept = text[: match.start()]
            marks = re.match(_MARKS, match[0])
            return f"{kept}{marks[0] if marks else ''}" if re.search(r"\w", kept) else text
        return text

    def _any(self, entries: Sequence[str]) -> str:
        """Return a pattern of one of `entries`; each of its words ends with a space."""
        return "(?:" + "|".join(self._row(entry) for entry in _longest_first(entries)) + ")"

    def _row(self, entry: str) -> str:
        row = ""
        for optional, required in _ITEM.findall(entry):
            if optional:
                row += "(?:" + "|".join(self._row(one) for one in optional.split("|")) + ")?"
            elif required in self._names:
                row += f"(?:{self._names[required]})"
            else:
                row += "(?:" + "|".join(_literal(word) for word in required.split("|")) + ")"
        return row


def _stands_alone(story: str, question: str) -> bool:
    """Say whether `question` asks the same without the `story` before it: nothing in it refers to what was told."""
    return "?" not in story and len(question.split()) > 2 and not _REFERS.search(question)


def _literal(words: str) -> str:
    return "".join(re.escape(word) + " " for word in words.replace("-", " - ").split())


def _longest_first(words: Sequence[str]) -> list[str]:
    return sorted(words, key=lambda word: (-len(word), word))


@lru_cache(maxsize=1)
def shared_courtesy() -> Courtesy:
    """Return the courtesies of this project, read once."""
    return Courtesy()
