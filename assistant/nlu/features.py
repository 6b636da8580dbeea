"""The numbers that the classifier sees of a message. Plain functions, shared by the graph components."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from assistant.language.embedding import shared_encoder
from assistant.safety.gate import compared
from knowledge.vocabulary import Kind

if TYPE_CHECKING:
    import numpy.typing as npt

    from assistant.language.reading import Reading

NOT_COVERED = ("other_treatment", "drug", "other_cancer", "other_disease")


def all_dense_features(readings: list[Reading]) -> npt.NDArray[np.float32]:
    """Return `dense_features` of many messages, one row each; for training, on all cores."""
    encoder = shared_encoder()
    plain = encoder.encode_all([reading.plain for reading in readings])
    masked = encoder.encode_all([reading.masked for reading in readings])
    facts = np.stack([_plain_facts(reading) for reading in readings])
    return np.hstack([plain, masked, facts]).astype(np.float32)


def prepare_vectors(text: str, parts: Sequence[Reading]) -> None:
    """Compute all vectors that the message `text` needs, together: that costs little more than one of them.

    They are those of its `parts` (itself and the questions in it), and those that the urgent-help gate will ask for.
    """
    wanted = [*(part.plain for part in parts), *(part.masked for part in parts), *compared(text)]
    shared_encoder().encode_message(wanted)


def dense_features(reading: Reading) -> npt.NDArray[np.float32]:
    """Return the meaning of a message as one vector: two sentence embeddings and a few plain facts about it.

    The first embedding is of the corrected message, the second of the same with each treatment and effect named alike:
    "side effects of chemo" and "side effects of radiation" ask the same, of something else.
    """
    encoder = shared_encoder()
    parts = (encoder.encode(reading.plain), encoder.encode(reading.masked), _plain_facts(reading))
    return np.concatenate(parts).astype(np.float32)


def _plain_facts(reading: Reading) -> npt.NDArray[np.float32]:
    """Return what is mentioned and how long the message is, each from 0 to 1."""
    treatments, effects = reading.ids(Kind.TREATMENT), reading.ids(Kind.EFFECT)
    not_covered = reading.ids(Kind.NOT_COVERED)
    words = len(reading.words)
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
        "?" in reading.folded,
    ]
    return np.array(facts, dtype=np.float32)
