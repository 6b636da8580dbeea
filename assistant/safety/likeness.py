"""The second look: how like a clause is to the written urgent examples, against the calm ones.

A kernel ridge regression over the examples, with three kinds of nearness added up: nearness in meaning (sentence
embeddings), nearness of the words that stand out in it (the extremes of the embedding), and words and pairs of words in
common. The ordinary questions of data/nlu.yml are calm examples too. It is solved in closed form over landmarks (the
Nystroem method: all urgent examples and a fixed part of the calm ones), so that the same examples always give the same
scores. `python -m assistant.safety.build` stores the solution beside the model, and a stored solution that does not
belong to the examples is passed over and solved again.
"""

from __future__ import annotations

import hashlib
import math
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_matrix

from assistant.language.embedding import DIMENSIONS, MODEL_SHA256, shared_encoder
from assistant.language.folding import fold
from assistant.language.reading import shared_reader
from assistant.safety.examples import Example, Examples, load_examples
from assistant.safety.ordinary import ordinary_checksum, ordinary_questions
from assistant.safety.tiers import Tier
from assistant.safety.units import units
from assistant.safety.words import spell_out
from assistant.settings import ROOT

if TYPE_CHECKING:
    import numpy.typing as npt

    Array = npt.NDArray[np.float64]

SOLVED = ROOT / "models" / "urgent-examples.npz"
SHARPNESS = 2.0
"""How fast nearness in meaning falls off with distance."""
WORDS_WEIGHT = 1.0
"""How much words in common count beside meaning."""
SMOOTHING = 0.1
LANDMARKS = 3000
"""How many examples of each kind, urgent and calm, the solution is made of; all count in solving it."""
_JITTER = 1e-2
"""Added to the diagonal: the system is summed in single precision."""
_STEPS = 400
"""Vectors are stored in whole steps of 1/400, a byte each; no component of a unit vector here reaches 127 steps."""
_BLOCK = 100
"""Landmarks that are compared at a time: 0.5 MB as floats."""
RECIPE = 5
"""Counted up with every change of how texts are read or scored, so that older stored solutions are passed over."""


@dataclass(frozen=True)
class Likeness:
    """How a clause compares with the examples."""

    score: float
    """Above 0: nearer to the urgent examples; about 1: one of them."""
    kind: str
    tier: Tier
    """The kind and tier of the urgent examples that it is nearest to, whether or not it is near."""
    nearest: str
    """The urgent example that is nearest in meaning."""


@dataclass(frozen=True)
class _Solution:
    """All that scoring needs."""

    classes: tuple[tuple[str, Tier], ...]
    nearest: tuple[str, ...]
    """The text of the urgent example behind each row of `vectors`; empty for a calm row."""
    vectors: npt.NDArray[np.int8]
    """Of each landmark, in steps: its unit vector, and its extremes as `_standing_out` gives them."""
    centre: npt.NDArray[np.float32]
    scale: npt.NDArray[np.float32]
    weights: Array
    """Per row: of urgent against calm, then of each class."""
    words: dict[str, tuple[float, int]]
    """Each word or pair of words with its rarity and its row in `word_weights`."""
    word_weights: Array


class SecondLook:
    """Scores clauses against the examples."""

    def __init__(self, examples: Examples, solved: Path | None = SOLVED) -> None:
        """Take the stored solution of `examples` from `solved`, or solve anew."""
        self._stamp = hashlib.sha256(
            f"{RECIPE} {MODEL_SHA256} {examples.checksum} {ordinary_checksum()}".encode()
        ).hexdigest()
        solution = _load(solved, self._stamp) if solved else None
        self.is_stored = solution is not None
        """Whether the solution came from the file."""
        self._solution = solution or _solve(examples)
        self._urgent = np.array([place for place, text in enumerate(self._solution.nearest) if text])

    def save(self, path: Path = SOLVED) -> None:
        """Store the solution."""
        solution = self._solution
        np.savez_compressed(
            path,
            stamp=np.array(self._stamp),
            classes=np.array([f"{kind} {tier}" for kind, tier in solution.classes]),
            nearest=np.array("\n".join(solution.nearest)),
            vectors=solution.vectors,
            centre=solution.centre,
            scale=solution.scale,
            weights=solution.weights.astype(np.float32),
            words=np.array("\n".join(solution.words)),
            rarity=np.array([rarity for rarity, _ in solution.words.values()]),
            word_weights=solution.word_weights.astype(np.float32),
        )

    def look(self, texts: Sequence[str]) -> list[Likeness]:
        """Compare clauses of one message (in the form that `Reading.plain` has) with the examples.

        Together, because the examples' vectors pass through the processor's memory once for all of them.
        """
        if not texts:
            return []
        solution = self._solution
        encoded = np.stack(shared_encoder().encode_message(texts))
        extremes = _standing_out(encoded[:, DIMENSIONS:], solution.centre, solution.scale)
        nearness, alike = self._products(np.hstack([encoded[:, :DIMENSIONS], extremes]))
        all_scores = (_near(nearness) + _near(alike)) @ solution.weights
        nearest = self._urgent[np.argmax(nearness[:, self._urgent], axis=1)]
        return [
            self._likeness(text, scores, solution.nearest[row])
            for text, scores, row in zip(texts, all_scores, nearest, strict=True)
        ]

    def _products(self, clauses: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """Return the products of clauses with all landmarks, of meaning and of extremes: (2, clauses, landmarks).

        Block by block, each of which stays in the processor's cache while all clauses are compared with it.
        """
        vectors = self._solution.vectors
        clauses = clauses / np.float32(_STEPS)
        products = np.empty((2, len(clauses), len(vectors)), dtype=np.float32)
        for start in range(0, len(vectors), _BLOCK):
            block = vectors[start : start + _BLOCK].astype(np.float32)
            for row, clause in enumerate(clauses):
                products[0, row, start : start + _BLOCK] = block[:, :DIMENSIONS] @ clause[:DIMENSIONS]
                products[1, row, start : start + _BLOCK] = block[:, DIMENSIONS:] @ clause[DIMENSIONS:]
        return products

    def _likeness(self, text: str, scores: Array, nearest: str) -> Likeness:
        """Add the words in common to the `scores` of a clause, and say what they come to."""
        solution = self._solution
        weights = _weigh(word_features(text), solution.words)
        if weights:
            rows = [solution.words[feature][1] for feature in weights]
            scores = scores + WORDS_WEIGHT * (np.array(list(weights.values())) @ solution.word_weights[rows])
        kind, tier = solution.classes[int(np.argmax(scores[1:]))]
        return Likeness(float(scores[0]), kind, tier, nearest)


def _near(products: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Return how much each landmark counts, by the scalar products of unit vectors."""
    near: npt.NDArray[np.float32] = np.exp(np.float32(2.0 * SHARPNESS) * (products - np.float32(1.0)))
    return near


def _standing_out(
    extremes: npt.NDArray[np.float32], centre: npt.NDArray[np.float32], scale: npt.NDArray[np.float32]
) -> npt.NDArray[np.float32]:
    """Return the extremes (rows of 2 * DIMENSIONS) as unit vectors around the centre of all examples."""
    centred = (extremes - centre) / scale
    out: npt.NDArray[np.float32] = centred / np.linalg.norm(centred, axis=1, keepdims=True)
    return out


def _weigh(features: Sequence[str], words: dict[str, tuple[float, int]]) -> dict[str, float]:
    """Return the weight of each known feature; the squares add up to one."""
    weights = {feature: words[feature][0] for feature in features if feature in words}
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {feature: weight / length for feature, weight in weights.items()}


def _solve(examples: Examples) -> _Solution:
    """Solve the regression over all examples."""
    rows = list(_rows(examples))
    featured = [word_features(text) for text, _ in rows]
    spread = Counter(feature for features in featured for feature in features)
    shared = sorted(feature for feature, count in spread.items() if count > 1)
    words = {f: (math.log((1 + len(rows)) / (1 + spread[f])) + 1.0, place) for place, f in enumerate(shared)}
    classes = tuple(sorted({(item.kind, item.tier) for _, item in rows if item.kind and item.tier}))
    encoded = shared_encoder().encode_all_with_extremes([text for text, _ in rows])
    centre = encoded[:, DIMENSIONS:].mean(axis=0)
    scale = np.maximum(encoded[:, DIMENSIONS:].std(axis=0), 1e-6)
    vectors = np.hstack([encoded[:, :DIMENSIONS], _standing_out(encoded[:, DIMENSIONS:], centre, scale)])
    vectors = np.clip(np.round(vectors * _STEPS), -127, 127).astype(np.float32) / np.float32(_STEPS)
    in_words = _in_words(featured, words)
    urgent = np.array([item.kind is not None for _, item in rows])
    landmarks = _landmarks([text for text, _ in rows], urgent)
    kernel = _near(vectors[:, :DIMENSIONS] @ vectors[landmarks, :DIMENSIONS].T)
    kernel += _near(vectors[:, DIMENSIONS:] @ vectors[landmarks, DIMENSIONS:].T)
    kernel += np.float32(WORDS_WEIGHT) * (in_words @ in_words[landmarks].T).toarray().astype(np.float32)
    targets = np.array([_targets(item, classes) for _, item in rows])
    # Urgent and calm examples count alike, however many there are of each.
    share = np.where(urgent, urgent.mean(), 1.0 - urgent.mean())[:, None].astype(np.float32)
    weighted = kernel / share
    system = (weighted.T @ kernel).astype(np.float64) + 2.0 * SMOOTHING * kernel[landmarks]
    system[np.diag_indices_from(system)] += _JITTER
    weights = np.linalg.solve(system, weighted.T @ targets)
    nearest = tuple(rows[row][1].text if urgent[row] else "" for row in landmarks)
    stepped = np.round(vectors[landmarks] * _STEPS).astype(np.int8)
    return _Solution(classes, nearest, stepped, centre, scale, weights, words, in_words[landmarks].T @ weights)


def _in_words(featured: Sequence[Sequence[str]], words: dict[str, tuple[float, int]]) -> csr_matrix:
    """Return the weights of the known features of each text, shape (texts, features)."""
    weighed = [_weigh(features, words) for features in featured]
    places = [words[feature][1] for weights in weighed for feature in weights]
    starts = np.cumsum([0, *(len(weights) for weights in weighed)])
    values = [weight for weights in weighed for weight in weights.values()]
    return csr_matrix((values, places, starts), shape=(len(featured), len(words)))


def _landmarks(texts: Sequence[str], urgent: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    """Return the rows that the solution is made of: `LANDMARKS` of both kinds, the first by a hash of their text."""
    order = sorted(range(len(texts)), key=lambda row: hashlib.sha256(texts[row].encode()).digest())
    danger = [row for row in order if urgent[row]][:LANDMARKS]
    calm = [row for row in order if not urgent[row]][:LANDMARKS]
    return np.array(sorted(danger + calm))


def _targets(item: Example, classes: Sequence[tuple[str, Tier]]) -> list[float]:
    """Return what the regression should say of one example."""
    return [1.0 if item.kind else -1.0, *(1.0 if (item.kind, item.tier) == each else 0.0 for each in classes)]


def _rows(examples: Examples) -> Iterator[tuple[str, Example]]:
    """Return the texts to learn from: each urgent example whole, each calm one whole and in each of its clauses.

    A clause of a calm sentence is calm; a clause of an urgent one may be either.
    """
    seen: set[str] = set()
    for item in (*examples.items, *ordinary_questions()):
        whole = shared_reader().read(item.text).plain
        parts = [] if item.kind else [unit.text for unit in units(fold(item.text)) if unit.calm is None]
        for text in (whole, *parts):
            if text not in seen:
                seen.add(text)
                yield text, item


def word_features(text: str) -> tuple[str, ...]:
    """Return the words of a clause and its pairs of neighbouring words, each once."""
    words = [word.text for word in spell_out(text.split()) if not word.is_mark]
    return tuple(dict.fromkeys([*words, *(f"{a} {b}" for a, b in pairwise(words))]))


def _load(path: Path, stamp: str) -> _Solution | None:
    """Return the stored solution, or None when it is missing, damaged, or belongs to other examples."""
    try:
        with np.load(path, allow_pickle=False) as stored:
            if str(stored["stamp"]) != stamp:
                return None
            pairs = [str(name).split() for name in stored["classes"]]
            return _Solution(
                classes=tuple((kind, Tier(tier)) for kind, tier in pairs),
                nearest=tuple(str(stored["nearest"]).split("\n")),
                vectors=stored["vectors"],
                centre=stored["centre"],
                scale=stored["scale"],
                weights=stored["weights"].astype(np.float64),
                words={
                    word: (float(rarity), place)
                    for place, (word, rarity) in enumerate(
                        zip(str(stored["words"]).split("\n"), stored["rarity"], strict=True)
                    )
                },
                word_weights=stored["word_weights"].astype(np.float64),
            )
    except (OSError, KeyError, ValueError, zipfile.BadZipFile):
        return None


@lru_cache(maxsize=1)
def shared_second_look() -> SecondLook:
    """Return the second look over the examples of this folder, made once."""
    return SecondLook(load_examples())
