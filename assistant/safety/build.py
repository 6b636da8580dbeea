"""Teaches the urgent-help gate its examples, and stores what it learned in this folder, to be committed.

`make train` does it where an example changed; by hand: `python -m assistant.safety.build`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from assistant.language.embedding import shared_encoder
from assistant.safety.examples import Example, load_examples
from assistant.safety.learning import Lesson, learn_network
from assistant.safety.rows import rows
from assistant.safety.second_look import SEEDS, SecondLook, SecondLookError

if TYPE_CHECKING:
    from assistant.safety.network import Parameters


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
        learn(load_examples(), report).save()
        return True
    return False


def learn(examples: Sequence[Example], report: Callable[[float], None] = lambda share: None) -> SecondLook:
    """Learn the networks from `examples` and the ordinary questions; `report` is told what share is done."""
    learned = list(rows(examples))
    classes = sorted({label for _, label in learned if label is not None})
    places = {label: place for place, label in enumerate(classes)}
    words = shared_encoder().words_of_all([text for text, _ in learned])
    lessons = [
        Lesson(of_text, None if label is None else places[label])
        for of_text, (_, label) in zip(words, learned, strict=True)
    ]
    done = [0.0] * len(SEEDS)

    def learn_one(number: int) -> Parameters:
        def report_one(share: float) -> None:
            done[number] = share
            report(sum(done) / len(done))

        return learn_network(lessons, len(classes), SEEDS[number], report_one)

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        networks = list(pool.map(learn_one, range(len(SEEDS))))
    return SecondLook(networks, classes)


if __name__ == "__main__":
    print("Learned and stored." if build() else "It has learned today's examples already.")
