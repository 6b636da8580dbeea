"""The numbers that the classifier sees of a message. Plain functions, shared by the graph components."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from assistant.language.embedding import DIMENSIONS, shared_encoder
from assistant.safety.gate import looked_at_first
from knowledge.vocabulary import Kind

if TYPE_CHECKING:
    import numpy.typing as npt

    from assistant.language.reading import Reading

LAST = slice(-DIMENSIONS, None)
EARLIER = slice(-2 * DIMENSIONS, -DIMENSIONS)
"""Where the last layer, and the one before it that is given out, stand in the vector of a word piece."""
_TOGETHER = 2_000
"""Messages of training whose words are held in memory at once: 60 MB."""
NOT_COVERED = ("other_treatment", "drug", "other_cancer", "other_disease")


def all_dense_features(readings: Sequence[Reading]) -> npt.NDArray[np.float32]:
    """Return `dense_features` of many messages, one row each; for training, on all cores."""
    rows = []
    for start in range(0, len(readings), _TOGETHER):
        some = readings[start : start + _TOGETHER]
        words = shared_encoder().words_of_all([reading.asked for reading in some])
        rows += [_features(reading, of_one.astype(np.float32)) for reading, of_one in zip(some, words, strict=True)]
    return np.stack(rows)


def prepare_vectors(text: str, parts: Sequence[Reading]) -> None:
    """Compute the vectors that the message `text` needs, together: that costs little more than one of them.

    They are those of its `parts` (itself and the questions in it), and those that the urgent-help gate looks at first.
    """
    shared_encoder().words_of([*(part.asked for part in parts), *looked_at_first(text)])


def dense_features(reading: Reading) -> npt.NDArray[np.float32]:
    """Return the meaning of a message as one vector: three means over its words, and a few plain facts about it.

    The first mean is over all that the corrected message asks. The others leave out the names of treatments and
    effects: "side effects of chemo" and "side effects of radiation" ask the same, of something else. One of them is
    over an earlier layer of the encoder, which knows more of the words and less of the whole.
    """
    (words,) = shared_encoder().words_of([reading.asked])
    return _features(reading, words)


def _features(reading: Reading, words: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    unnamed = words[_outside(_names(reading), shared_encoder().places_of_pieces(reading.asked))]
    means = (words[:, LAST].mean(axis=0), unnamed[:, LAST].mean(axis=0), unnamed[:, EARLIER].mean(axis=0))
    return np.concatenate([*(mean / np.linalg.norm(mean) for mean in means), _plain_facts(reading)]).astype(np.float32)


def _names(reading: Reading) -> list[tuple[int, int]]:
    """Return the places in what is asked, from character to character, of the words that `masked` hides."""
    asked, masked = reading.asked.split(), reading.masked.split()
    starts = list(accumulate((len(word) + 1 for word in asked), initial=0))
    steps = SequenceMatcher(None, asked, masked, autojunk=False).get_opcodes()
    return [(starts[first], starts[end] - 1) for step, first, end, _, _ in steps if step in {"replace", "delete"}]


def _outside(names: Sequence[tuple[int, int]], pieces: Sequence[tuple[int, int]]) -> npt.NDArray[np.bool_]:
    """Say of each word piece whether it belongs to no name; the marks of beginning and end (0 to 0) belong to none."""
    return np.array([not any(start < end and first < till for start, till in names) for first, end in pieces])


def _plain_facts(reading: Reading) -> npt.NDArray[np.float32]:
    """Return what is mentioned and how long the question is, each from 0 to 1."""
    treatments, effects = reading.ids(Kind.TREATMENT), reading.ids(Kind.EFFECT)
    not_covered = reading.ids(Kind.NOT_COVERED)
    words = len(reading.asked.split())
    facts = [
        min(len(treatments), 2) / 2,
        len(treatments) > 1,
        len(reading.ids(Kind.SERVICE)) > 0,
        len(effects) > 0,
        len(effects) > 1,
        *(kind in not_covered for kind in NOT_COVERED),
        words <= 2,
        words <= 4,
        words > 15,
    ]
    return np.array(facts, dtype=np.float32)
