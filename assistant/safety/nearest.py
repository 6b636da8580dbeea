"""The nearest examples: whether what was written most like a text is urgent or calm.

The networks of the second look say something of every text, also of one that is like nothing they learned from. The
examples themselves know better there: a text leans to urgent where the few nearest to it are, and to calm where those
are. It is a kernel density ratio (Parzen, 1962) over the sentence vectors, narrow enough that only near ones count.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from assistant.safety.products import products

if TYPE_CHECKING:
    import numpy.typing as npt

    Array = npt.NDArray[np.float32]
    Whole = npt.NDArray[np.int8]

NARROW = 128
"""Dimensions that are kept of a sentence vector; 384 tell no more."""
SHARPNESS = 45.0
"""How fast an example counts less with its distance: one whose cosine is lower by 0.05 counts a tenth."""
_HIGHEST = 127


@dataclass(frozen=True)
class NearestExamples:
    """The vectors of the examples, in whole numbers, the urgent ones first. Safe for many threads."""

    axes: Array
    """The directions of the sentence vectors that are kept, shape (dimensions, NARROW)."""
    columns: Whole
    """Of each example the vector along these axes, a column: shape (NARROW, examples)."""
    urgent: int
    """How many of them are urgent; they stand first."""
    scale: float
    """What 1 of the whole numbers stands for."""
    texts: bytes
    """The examples, as compressed JSON: `explain` alone reads them."""

    @classmethod
    def remember(cls, texts: Sequence[str], vectors: Array, urgent: Sequence[bool]) -> NearestExamples:
        """Keep examples.

        Args:
            texts: What they say.
            vectors: Their unit vectors, shape (examples, dimensions).
            urgent: Which of them are urgent.
        """
        order = np.argsort(~np.array(urgent), kind="stable")
        vectors = vectors[order].astype(np.float32)
        _, directions = np.linalg.eigh(vectors.T @ vectors)  # from the least to the most important one
        axes = directions[:, -NARROW:].astype(np.float16).astype(np.float32)
        along = _unit(vectors @ axes)
        scale = float(np.abs(along).max()) / _HIGHEST
        packed = zlib.compress(json.dumps([texts[place] for place in order]).encode(), 9)
        columns = np.ascontiguousarray(np.round(along / scale).astype(np.int8).T)
        return cls(axes, columns, int(np.sum(urgent)), scale, packed)

    def leanings(self, vectors: Sequence[Array]) -> list[float]:
        """Return how far each text leans to urgent (above 0) or to calm (below), as a logit.

        Args:
            vectors: Their unit vectors, each of the shape (dimensions,).
        """
        return [self._leaning(SHARPNESS * cosines) for cosines in self._cosines(vectors)] if vectors else []

    def nearest(self, vector: Array, urgent: bool) -> str:
        """Return the text of the urgent, or calm, example that is nearest to a text."""
        first, end = (0, self.urgent) if urgent else (self.urgent, None)
        (cosines,) = self._cosines([vector])
        place = first + int(np.argmax(cosines[first:end]))
        return str(json.loads(zlib.decompress(self.texts))[place])

    def _leaning(self, likeness: Array) -> float:
        return _sum_of_powers(likeness[: self.urgent]) - _sum_of_powers(likeness[self.urgent :])

    def _cosines(self, vectors: Sequence[Array]) -> Array:
        """Return the cosines of texts with all examples, shape (texts, examples)."""
        along = np.stack([_unit(vector @ self.axes) for vector in vectors])  # side by side, last bits differ
        return products(along, self.columns) * np.float32(self.scale)


def _unit(vectors: Array) -> Array:
    unit: Array = vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)
    return unit


def _sum_of_powers(values: Array) -> float:
    """Return log(sum(exp(values)))."""
    highest = float(values.max())
    return highest + float(np.log(np.exp(values - highest).sum()))
