"""Logistic regression of many classes over features of which some are dense and the others sparse.

The same loss and solver (L-BFGS, of SciPy) as scikit-learn's `LogisticRegression`, which takes one matrix: with both
kinds of features in a sparse one each of its steps takes more than three times as long.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt
    from scipy.sparse import csr_matrix

    Array = npt.NDArray[np.float32]

FLAT = 1e-5
"""How flat the loss is where the solver may stop. With 1e-3 it stopped half way, and few new words in the training data
changed the probability of rare questions by half; with 1e-4 probabilities still differed by up to 0.06 between two
machines, which is more than lies between an answer and "I am not sure"."""
_CLOSE = 1e-14
"""The solver stops too where a step gains less than this share of the loss."""


@dataclass(frozen=True)
class Fitted:
    """What was learned."""

    classes: list[str]
    weights: Array
    """One row for each feature, the dense ones first; one column for each class."""
    offsets: Array
    """One for each class."""
    settled: bool
    """Whether the loss was flat where the solver stopped; else more steps would change the weights."""


def fit(dense: Array, sparse: csr_matrix, labels: Sequence[str], freedom: float, steps: int) -> Fitted:
    """Fit weights to examples. The same data give the same weights on the same machine: there is no chance in it.

    Args:
        dense: Features, shape (examples, dense features).
        sparse: Further features of the same examples.
        labels: The class of each example.
        freedom: How far the weights may go from 0 (`C` of scikit-learn).
        steps: How many steps the solver may take.
    """
    from scipy.optimize import minimize  # here, because a server does without it

    classes, own = np.unique(np.asarray(labels), return_inverse=True)
    examples, few = dense.shape
    features = few + sparse.shape[1]
    shape = (features + 1, len(classes))
    turned = sparse.T.tocsr()
    each = np.arange(examples)
    pull = 1.0 / (freedom * examples)

    def loss(flat: Any) -> tuple[float, Any]:
        """Return the mean loss with a pull of the weights towards 0, and its slopes."""
        at = flat.reshape(shape)
        weights = at.astype(np.float32)
        scores = dense @ weights[:few] + sparse @ weights[few:-1] + weights[-1]
        scores -= scores.max(axis=1, keepdims=True)
        of_own = scores[each, own].sum(dtype=np.float64)
        odds = np.exp(scores, out=scores)
        total = odds.sum(axis=1, keepdims=True)
        wrong = np.log(total).sum(dtype=np.float64) - of_own
        odds /= total
        odds[each, own] -= 1
        odds /= examples
        slopes = np.concatenate([dense.T @ odds, turned @ odds, odds.sum(axis=0, keepdims=True)]).astype(np.float64)
        slopes[:-1] += pull * at[:-1]
        return float(wrong / examples + 0.5 * pull * (at[:-1] ** 2).sum()), slopes.ravel()

    options = {"maxiter": steps, "gtol": FLAT, "ftol": _CLOSE}
    found = minimize(loss, np.zeros(shape[0] * shape[1]), jac=True, method="L-BFGS-B", options=options)
    learned = found.x.reshape(shape).astype(np.float32)
    return Fitted([str(name) for name in classes], learned[:-1], learned[-1], bool(found.success))
