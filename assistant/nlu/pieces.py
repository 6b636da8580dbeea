"""Tf-idf weights of the pieces of one text, as scikit-learn's TfidfVectorizer gives them, at a fraction of the cost.

The vectorizer learns the pieces (`assistant.nlu.ngram_featurizer`). It is made for thousands of texts at once: for one
message it multiplies with a matrix of all pieces, and a server would load scikit-learn for nothing else.
tests/unit/nlu/test_pieces.py compares the two.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import chain

Pieces = Callable[[str], Iterator[str]]
"""Cuts a text into pieces."""


class KnownPieces:
    """The pieces that count, each with its column and how telling it is."""

    def __init__(self, pieces: Sequence[tuple[str, float]], cut: Pieces) -> None:
        """Take the pieces in the order of their columns, and how a text is cut into such pieces."""
        self._columns = {piece: column for column, (piece, _) in enumerate(pieces)}
        self._rarities = array("f", (rarity for _, rarity in pieces))
        self._cut = cut

    def __len__(self) -> int:
        """Return how many pieces, and so columns, there are."""
        return len(self._columns)

    def weigh(self, text: str) -> dict[int, float]:
        """Return the weight of each column that `text` has something in; the squares add up to one."""
        counts = Counter(column for piece in self._cut(text) if (column := self._columns.get(piece)) is not None)
        weights = {column: (1.0 + math.log(count)) * self._rarities[column] for column, count in counts.items()}
        length = math.sqrt(sum(weight * weight for weight in weights.values()))
        return {column: weight / length for column, weight in weights.items()}


def character_pieces(shortest: int, longest: int) -> Pieces:
    """Return what cuts a text into all pieces of its words of `shortest` to `longest` characters.

    A word counts with a space on each side, and whole and once where it is shorter than the pieces.
    """

    def cut(text: str) -> Iterator[str]:
        for word in text.lower().split():
            padded = f" {word} "
            for length in range(shortest, longest + 1):
                yield from (padded[start : start + length] for start in range(max(1, len(padded) - length + 1)))
                if length >= len(padded):
                    break

    return cut


def word_pieces(longest: int) -> Pieces:
    """Return what cuts a text into all sequences of one to `longest` words."""

    def cut(text: str) -> Iterator[str]:
        words = text.lower().split()
        return chain.from_iterable(
            (" ".join(words[start : start + length]) for start in range(len(words) - length + 1))
            for length in range(1, longest + 1)
        )

    return cut
