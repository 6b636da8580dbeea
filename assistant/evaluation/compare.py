"""Compares classifiers on the test questions: `python -m assistant.evaluation.compare`.

It trains on the sentences of data/ and looks at intents alone, without the dialogue behind them:
its figures are not those of `assistant evaluate`. Takes about ten minutes on two cores.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import Any

import numpy as np
from rich.console import Console
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier
from sklearn.neural_network import MLPClassifier
from sklearn.svm import LinearSVC

from assistant.language.reading import shared_reader
from assistant.nlu.features import all_dense_features
from assistant.settings import ROOT
from assistant.training.sentences import OUT_OF_SCOPE, training_sentences


@dataclass(frozen=True)
class Data:
    """Questions as features of each kind, and the intents they should get."""

    dense: Any
    characters: Any
    words: Any
    intents: list[str]


def load() -> tuple[Data, Data]:
    """Return the training sentences and the reported test questions."""
    training = [(text, intent) for intent, said in training_sentences().items() for text in said]
    lines = (ROOT / "tests" / "questions" / "report.jsonl").read_text(encoding="utf-8").splitlines()
    tested = [(question["text"], question["intent"]) for question in map(json.loads, lines)]
    reader = shared_reader()
    train_readings = [reader.read(text) for text, _ in training]
    test_readings = [reader.read(text) for text, _ in tested]
    common: dict[str, Any] = {"min_df": 2, "sublinear_tf": True}
    characters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), max_features=60_000, **common)
    pattern = r"\S+"
    words = TfidfVectorizer(ngram_range=(1, 3), max_features=30_000, token_pattern=pattern, **common)
    characters.fit([reading.asked for reading in train_readings])
    words.fit([reading.masked for reading in train_readings])

    def features(readings: list[Any], labels: list[str]) -> Data:
        return Data(
            all_dense_features(readings),
            characters.transform([reading.asked for reading in readings]),
            words.transform([reading.masked for reading in readings]),
            labels,
        )

    return (
        features(train_readings, [intent for _, intent in training]),
        features(test_readings, [intent for _, intent in tested]),
    )


def compare() -> None:
    """Print one row for each classifier."""
    train, test = load()

    def logistic() -> LogisticRegression:
        return LogisticRegression(C=5, max_iter=300, tol=1e-4)

    def both(data: Data) -> Any:
        return hstack([csr_matrix(data.dense), data.characters, data.words], format="csr")

    rows: dict[str, tuple[Any, Any]] = {
        "character pieces, logistic regression": (lambda data: data.characters, logistic()),
        "one mean over all words, logistic regression": (lambda data: data.dense[:, :384], logistic()),
        "three means and facts, logistic regression": (lambda data: data.dense, logistic()),
        "the same, 5 nearest neighbours": (lambda data: data.dense, KNeighborsClassifier(5, weights="distance")),
        "the same, perceptron of 256": (lambda data: data.dense, MLPClassifier((256,), max_iter=30, random_state=0)),
        "all features, linear support vectors": (both, LinearSVC(C=0.3, random_state=0)),
        "all features, logistic regression (used)": (both, logistic()),
    }
    console = Console(highlight=False)
    console.print("| classifier | in scope | out of scope | smalltalk | answers instead of redirecting | training |")
    console.print("|---|---|---|---|---|---|")
    for name, (features, model) in rows.items():
        began = time.monotonic()
        model.fit(features(train), train.intents)
        seconds = time.monotonic() - began
        predicted = [str(intent) for intent in model.predict(features(test))]
        console.print(f"| {name} | {_row(test.intents, predicted)} | {seconds:.0f} s |", soft_wrap=True)


def _row(expected: list[str], predicted: list[str]) -> str:
    """Return the shares of one classifier: right intents by group, and out-of-scope questions taken for others."""
    asked = np.array([_group(intent) for intent in expected])
    got_group = np.array([_group(intent) for intent in predicted])
    same = np.array(expected) == np.array(predicted)
    outside = asked == "outside"
    shares = [
        same[asked == "inside"].mean(),
        (got_group == "outside")[outside].mean(),
        same[asked == "smalltalk"].mean(),
        (got_group == "inside")[outside].mean(),
    ]
    return " | ".join(f"{share:.3f}" for share in shares)


_SMALLTALK = frozenset(
    [
        "ask_identity",
        "ask_privacy",
        "ask_capabilities",
        "ask_repeat",
        "ask_more",
        "ask_person",
        "ask_interpreter",
        "ask_request",
    ]
)
"""Intents that are asked and need no knowledge of treatments."""


def _group(intent: str) -> str:
    """Return whether an intent is inside the knowledge, outside of it, or smalltalk."""
    if intent.startswith(OUT_OF_SCOPE):
        return "outside"
    return "inside" if intent.startswith(("ask_", "book_", "name_")) and intent not in _SMALLTALK else "smalltalk"


if __name__ == "__main__":
    compare()
