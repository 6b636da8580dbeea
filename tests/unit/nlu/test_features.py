"""The numbers that the classifier sees."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.language.embedding import DIMENSIONS
from assistant.language.reading import shared_reader
from assistant.nlu.features import all_dense_features, dense_features


def features(text: str) -> np.ndarray:
    """Return the features of a text."""
    return dense_features(shared_reader().read(text))


def facts(text: str) -> np.ndarray:
    """Return only the plain facts of a text."""
    return features(text)[2 * DIMENSIONS :]


def test_many_at_once_or_one_by_one_is_the_same() -> None:
    """Training and use compute the same numbers, to the rounding of single precision."""
    readings = [shared_reader().read(text) for text in ("what is chemo", "", "will i lose my hair?", "😀")]
    alone = np.stack([dense_features(reading) for reading in readings])
    assert np.abs(all_dense_features(readings) - alone).max() < 2e-6


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("side effects of chemo", "side effects of radiation"),
        ("does chemo cause nausea", "does surgery cause hair loss"),
        ("what is kemo", "what is chemotherapy"),
    ],
)
def test_the_same_question_of_something_else_looks_alike(one: str, other: str) -> None:
    """With names masked, questions that differ only in what they name are the same to the second embedding."""
    assert np.array_equal(features(one)[DIMENSIONS : 2 * DIMENSIONS], features(other)[DIMENSIONS : 2 * DIMENSIONS])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("chemo", "chemo and radiation"),
        ("is it given", "is tylenol given"),
        ("tell me about it", "tell me about nausea"),
        ("nausea", "nausea and hair loss"),
        ("what is it", "what is it that they are going to do with me when i come in"),
    ],
)
def test_the_plain_facts_tell_apart(one: str, other: str) -> None:
    """How many treatments and effects are named, things not covered and length are seen."""
    assert not np.array_equal(facts(one), facts(other))


@pytest.mark.parametrize("text", ["", "x", "chemo? " * 200, "что", "\x00"])
def test_the_facts_stay_between_none_and_all(text: str) -> None:
    """Each plain fact is a number from 0 to 1, for any text."""
    assert ((facts(text) >= 0) & (facts(text) <= 1)).all()
    assert np.isfinite(features(text)).all()
