"""The network of the second look: from the words of a message, as the sentence encoder sees them in context, to scores.

Several looks go over the words of a message. Each weighs the words (attention), takes their mean by these weights, and
reads a few values from it; a small layer puts the values together. So one word ("wet", "saved") can decide, where a
plain mean over all words would lose it. Attention pooling as in Lin and others, "A structured self-attentive sentence
embedding" (2017).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Array = npt.NDArray[np.float32]
    Floats = npt.NDArray[np.floating[Any]]
    Parameters = dict[str, Array]

LOOKS = 16
"""How many looks go over the words."""
VALUES = 32
"""How many values each look reads."""
HIDDEN = 64
_UNSEEN = np.float32(-1e4)


def first_parameters(width: int, classes: int, chance: np.random.Generator) -> Parameters:
    """Return parameters to start learning from, for word vectors of `width` and so many kinds of emergency."""

    def normal(*shape: int) -> Array:
        return (chance.standard_normal(shape) / np.sqrt(shape[-2])).astype(np.float32)

    together = LOOKS * VALUES + HIDDEN
    return {
        "attention": normal(width, LOOKS),
        "values": normal(LOOKS, width, VALUES),
        "values_offset": np.zeros(LOOKS * VALUES, dtype=np.float32),
        "mean": normal(width, HIDDEN),
        "mean_offset": np.zeros(HIDDEN, dtype=np.float32),
        "hidden": normal(together, HIDDEN),
        "hidden_offset": np.zeros(HIDDEN, dtype=np.float32),
        "out": normal(HIDDEN, 1 + classes),
        "out_offset": np.zeros(1 + classes, dtype=np.float32),
    }


def scores(
    parameters: Parameters, words: Array, seen: Array, drop: Callable[[Any], Any] = lambda values: values, xp: Any = np
) -> Any:
    """Return the scores of messages: urgent against calm (a logit), then one for each kind of emergency.

    Args:
        parameters: As `first_parameters` makes them, or learned.
        words: The vectors of the words, shape (messages, words, width); short messages are filled up.
        seen: 1 for each word, 0 for what is filled up, shape (messages, words).
        drop: Leaves out some values at random while learning.
        xp: The NumPy to compute with; learning gives one that follows gradients.

    Returns:
        Shape (messages, 1 + classes).
    """
    messages = len(words)
    flat = xp.reshape(words, (-1, words.shape[2])) @ parameters["attention"]
    weights = xp.reshape(flat, (messages, -1, LOOKS)) + (1 - seen)[:, :, None] * _UNSEEN
    weights = xp.exp(weights - xp.max(weights, axis=1, keepdims=True))
    weights = weights / xp.sum(weights, axis=1, keepdims=True)
    looked = xp.swapaxes(xp.swapaxes(weights, 1, 2) @ words, 0, 1)
    values = xp.reshape(xp.swapaxes(looked @ parameters["values"], 0, 1), (messages, LOOKS * VALUES))
    mean = xp.sum(words * seen[:, :, None], axis=1) / xp.sum(seen, axis=1, keepdims=True)
    read = xp.concatenate(
        [values + parameters["values_offset"], mean @ parameters["mean"] + parameters["mean_offset"]], axis=1
    )
    hidden = drop(xp.maximum(read, 0)) @ parameters["hidden"] + parameters["hidden_offset"]
    return drop(xp.maximum(hidden, 0)) @ parameters["out"] + parameters["out_offset"]


def stack(texts: Sequence[Floats]) -> tuple[Array, Array]:
    """Return the words of several texts as one array, filled up with zeros, and which of them are words."""
    longest = max(len(words) for words in texts)
    stacked = np.zeros((len(texts), longest, texts[0].shape[1]), dtype=np.float32)
    seen = np.zeros((len(texts), longest), dtype=np.float32)
    for row, words in enumerate(texts):
        stacked[row, : len(words)] = words
        seen[row, : len(words)] = 1
    return stacked, seen
