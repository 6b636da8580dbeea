"""Asks questions in other forms (changes.py): does the same question get the same answer?

As in CheckList (Ribeiro and others, 2020): a change that keeps the meaning must keep outcome, topic and facts.
"""

from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from random import Random
from typing import Any

from assistant.conversation_tests.changes import Part, changed, changes
from assistant.conversation_tests.drivers import DoorError
from assistant.conversation_tests.reading import Conversation
from assistant.evaluation.scoring import Scored, Share
from assistant.settings import ROOT

MOST_FLIPS = 0.03
"""The share of questions that one change may flip."""
TUNE = ROOT / "tests" / "questions" / "tune.jsonl"

NOT_ASKED = ("bad_input", "not_understood", "urgent")
"""Kinds of trouble whose messages are not questions with one right answer; the gate has a corpus of its own."""
_PROCESSES = 2
_PIECE = 200
"""Questions that a process answers before it says how far it is."""

_numbers = itertools.count(1)

Got = Mapping[str, Any]
"""What a turn was, with the keys that `Scored` looks at."""
Ask = Callable[[Sequence[str]], list[Got]]
"""Asks each question at the beginning of a conversation of its own."""


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
    """What one change did, in the forms of one part."""

    name: str
    part: Part
    asked: int
    flips: tuple[Flip, ...]

    @property
    def share(self) -> Share:
        """The share that flipped."""
        return Share(self.name, len(self.flips), self.asked)

    @property
    def flips_too_many(self) -> bool:
        """Whether more than `MOST_FLIPS` flipped."""
        return self.asked > 0 and self.share.value > MOST_FLIPS


def openings(conversations: Iterable[Conversation]) -> list[str]:
    """Return the messages that open conversations, each once."""
    asked = (
        next((placed.step.user for placed in one.steps if placed.step.is_turn), None)
        for one in conversations
        if one.trouble not in NOT_ASKED and one.case.known_problem is None
    )
    return list(dict.fromkeys(text for text in asked if text))


def tune_questions() -> list[Mapping[str, Any]]:
    """Return the questions to tune on, with what each should get."""
    return [json.loads(line) for line in TUNE.read_text(encoding="utf-8").splitlines()]


def part_of(text: str, change: str) -> Part:
    """Return the part whose form of `text` is asked: the same each time."""
    return Random(f"{change} {text}").choice(list(Part))  # noqa: S311 - a repeatable choice, no secret


def measure(
    openers: Sequence[str], tuned_on: Sequence[Mapping[str, Any]], ask: Ask, report: Callable[[int, int], None]
) -> list[Change]:
    """Ask every question in one form of every change; `report` is told how many of how many are done.

    The questions are the `openers`, and those of `tuned_on` that are answered right as they stand. Which part the form
    is of is chosen by the question and the change.
    """
    texts = list(dict.fromkeys([*openers, *(str(question["text"]) for question in tuned_on)]))
    steps = 1 + len(changes()) * len(Part)
    got = dict(zip(texts, ask(texts), strict=True))
    report(1, steps)
    right = [str(one["text"]) for one in tuned_on if Scored(one, got[str(one["text"])]).right]
    calm = [text for text in dict.fromkeys([*openers, *right]) if got[text]["outcome"] != "urgent"]
    found: list[Change] = []
    for name in changes():
        for part in Part:
            chosen = [text for text in calm if part_of(text, name) is part]
            forms = {text: form for text in chosen if (form := changed(text, name, part)) != text}
            flips = [
                Flip(forms[text], _shown(got[text]), _shown(reply))
                for text, reply in zip(forms, ask(list(forms.values())), strict=True)
                if _reply(reply) != _reply(got[text])
            ]
            found.append(Change(name, part, len(forms), tuple(flips)))
            report(1 + len(found), steps)
    return found


class TrainedAssistant:
    """The trained assistant in processes of its own, which share the questions."""

    def __init__(self) -> None:
        """Prepare the processes; they load the model at the first question."""
        self._pool = ProcessPoolExecutor(_PROCESSES, get_context("spawn"))

    def __enter__(self) -> TrainedAssistant:
        """Begin."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the processes."""
        self._pool.shutdown(cancel_futures=True)

    def ask(self, texts: Sequence[str]) -> list[Got]:
        """Ask each of `texts` at the beginning of a conversation of its own.

        Raises:
            DoorError: one of the processes was ended from outside.
        """
        pieces = [texts[at : at + _PIECE] for at in range(0, len(texts), _PIECE)]
        try:
            return [got for piece in self._pool.map(_ask, pieces) for got in piece]
        except BrokenProcessPool as error:
            raise DoorError("a process that asks the questions was ended from outside; run it again") from error


def _ask(texts: Sequence[str]) -> list[Got]:
    """Ask in this process."""
    from assistant.conversation_tests.drivers.in_process import load_assistant
    from assistant.lean import start_lean
    from assistant.privacy.quiet import be_quiet

    be_quiet()
    start_lean()
    assistant = load_assistant()

    async def ask_all() -> list[Got]:
        found: list[Got] = []
        for text in texts:
            conversation = f"robustness-{next(_numbers)}"
            await assistant.start(conversation, "website")
            turn = await assistant.say(conversation, text, "website")
            found.append(turn.as_dict())
        return found

    return asyncio.run(ask_all())


def _reply(got: Got) -> tuple[str, str | None, tuple[str, ...]]:
    """Return outcome, topic and facts of a turn."""
    return str(got.get("outcome")), got.get("topic"), tuple(sorted(got.get("facts") or ()))


def _shown(got: Got) -> str:
    outcome, topic, facts = _reply(got)
    return " ".join([outcome, *([topic] if topic else []), *([f"({', '.join(facts)})"] if facts else [])])
