"""Teaches the urgent-help gate its examples, and stores what it learned in this folder, to be committed.

`make train` does it where an example changed; by hand: `python -m assistant.safety.build`.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from assistant.language.embedding import shared_encoder
from assistant.safety.examples import Example, load_examples
from assistant.safety.learning import Lesson, learn_network
from assistant.safety.nearest import NearestExamples
from assistant.safety.ordinary import asked_in_talks, first_questions
from assistant.safety.rows import remembered, rows
from assistant.safety.second_look import SEEDS, SecondLook, SecondLookError

if TYPE_CHECKING:
    from assistant.safety.network import Parameters

_SECONDS_BETWEEN_REPORTS = 5.0


def build(report: Callable[[float], None] = lambda share: None) -> bool:
    """Learn and store where what is stored is not of today's examples; say whether anything was done.

    Args:
        report: Told what share is done, now and then.

    Raises:
        SafetyFileError: a file of examples can't be used.
    """
    try:
        SecondLook.load()
    except SecondLookError:
        report(0.0)
        of_talks = [*load_examples(), *first_questions(), *asked_in_talks()]
        learn([*load_examples(in_talks=False), *first_questions()], of_talks, report).save()
        return True
    return False


def learn(
    examples: Sequence[Example], of_talks: Sequence[Example], report: Callable[[float], None] = lambda share: None
) -> SecondLook:
    """Learn the networks; `report` is told what share is done.

    Args:
        examples: What one network for each of `SEEDS` learns from.
        of_talks: The same and what is typed in the middle of talks: for another network each, and to look for the
            nearest in.
        report: Told what share is done, now and then.
    """
    sets = [list(rows(each)) for each in (examples, of_talks)]
    classes = sorted({label for learned in sets for _, label in learned if label is not None})
    places = {label: place for place, label in enumerate(classes)}
    texts = list(dict.fromkeys(text for learned in sets for text, _ in learned))
    words = dict(zip(texts, shared_encoder().words_of_all(texts), strict=True))
    lessons = [
        [Lesson(words[text], None if label is None else places[label]) for text, label in learned] for learned in sets
    ]
    return SecondLook(_side_by_side(lessons, len(classes), report), classes, remember(of_talks))


def remember(examples: Sequence[Example]) -> NearestExamples:
    """Return examples, to be asked which are nearest to a text."""
    texts = remembered(examples)
    return NearestExamples.remember(list(texts), shared_encoder().encode_all(list(texts)), list(texts.values()))


def _side_by_side(lessons: Sequence[Sequence[Lesson]], kinds: int, report: Callable[[float], None]) -> list[Parameters]:
    """Learn one network of each set of lessons for each of `SEEDS`.

    Each in a process of its own: threads would wait for one another.
    """
    numbers = range(len(lessons) * len(SEEDS))
    forking = multiprocessing.get_context("fork")  # so that the lessons, some gigabytes, are shared and not copied
    shares = forking.Array("d", len(numbers))
    started = (lessons, kinds, shares)
    with forking.Pool(os.cpu_count(), _start_process, started) as pool:
        learned = pool.map_async(_learn_one, numbers, chunksize=1)
        while not learned.ready():
            learned.wait(_SECONDS_BETWEEN_REPORTS)
            report(sum(shares[:]) / len(numbers))
        return learned.get()


_of_process: dict[str, Any] = {}
"""What a process was started with."""


def _start_process(lessons: Sequence[Sequence[Lesson]], kinds: int, shares: Any) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that waits, which ends the others
    _of_process.update(lessons=lessons, kinds=kinds, shares=shares)


def _learn_one(number: int) -> Parameters:
    def report(share: float) -> None:
        _of_process["shares"][number] = share

    of_set, place = divmod(number, len(SEEDS))
    return learn_network(_of_process["lessons"][of_set], _of_process["kinds"], SEEDS[place], report)


if __name__ == "__main__":
    print("Learned and stored." if build() else "It has learned today's examples already.")
