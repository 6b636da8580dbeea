"""Logistic regression over dense and sparse features together."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix, hstack, random
from sklearn.linear_model import LogisticRegression

from assistant.nlu.logistic import Fitted, fit

NAMES = ["ask_goal", "ask_what", "greet"]


def examples(count: int = 300) -> tuple[np.ndarray, csr_matrix, list[str]]:
    """Return examples of three classes that overlap: dense features, sparse ones, labels."""
    chance = np.random.default_rng(3)
    own = chance.integers(0, 3, count)
    dense = (np.eye(3)[own] @ chance.standard_normal((3, 8)) + chance.standard_normal((count, 8))).astype(np.float32)
    sparse = random(count, 50, 0.1, format="csr", dtype=np.float32, random_state=3)
    return dense, sparse, [NAMES[place] for place in own]


def probabilities(fitted: Fitted, dense: np.ndarray, sparse: csr_matrix) -> np.ndarray:
    """Return the probability of each class for each example."""
    scores = hstack([dense, sparse]) @ fitted.weights + fitted.offsets
    odds = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(odds / odds.sum(axis=1, keepdims=True))


@pytest.mark.parametrize("freedom", [0.1, 5.0])
def test_it_learns_what_scikit_learn_learns(freedom: float) -> None:
    """The weights are those of the library whose steps it takes in less time."""
    dense, sparse, labels = examples()
    fitted = fit(dense, sparse, labels, freedom, 500)
    theirs = LogisticRegression(C=freedom, tol=1e-6, max_iter=2000)
    theirs.fit(hstack([dense, sparse], format="csr").astype(np.float64), labels)
    assert fitted.settled
    assert fitted.classes == list(theirs.classes_) == NAMES
    assert np.abs(probabilities(fitted, dense, sparse) - theirs.predict_proba(hstack([dense, sparse]))).max() < 0.01


def test_it_settles_so_that_little_in_the_data_changes_little() -> None:
    """A few examples more or less move no probability far: an editor adds a sentence, and other answers stay."""
    dense, sparse, labels = examples()
    whole = fit(dense, sparse, labels, 0.1, 500)
    fewer = fit(dense[3:], sparse[3:], labels[3:], 0.1, 500)
    moved = np.abs(probabilities(whole, dense, sparse) - probabilities(fewer, dense, sparse))
    assert moved.max() < 0.1


def test_it_says_when_it_had_too_few_steps() -> None:
    """Weights that would still change are told of, since the next training may give others."""
    assert not fit(*examples(), 5.0, 2).settled


def test_the_same_examples_give_the_same_weights() -> None:
    """There is no chance in it."""
    one, other = fit(*examples(), 1.0, 50), fit(*examples(), 1.0, 50)
    assert (one.weights == other.weights).all()
