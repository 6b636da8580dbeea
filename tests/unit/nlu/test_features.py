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
    return features(text)[3 * DIMENSIONS :]


def test_many_at_once_or_one_by_one_is_the_same() -> None:
    """Training and use compute the same numbers, to the rounding of half precision."""
    readings = [shared_reader().read(text) for text in ("what is chemo", "", "will i lose my hair?", "😀")]
    alone = np.stack([dense_features(reading) for reading in readings])
    assert np.abs(all_dense_features(readings) - alone).max() < 2e-4


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("side effects of chemo", "side effects of radiation"),
        ("does chemo cause nausea", "does surgery cause hair loss"),
        ("will kyphoplasty be done in one day", "will chemo be done in one day"),
    ],
)
def test_the_same_question_of_something_else_looks_alike(one: str, other: str) -> None:
    """Without the names, questions that differ only in what they name are nearer to each other than with them."""
    first, second = features(one), features(other)
    all_words, unnamed, unnamed_earlier = (
        float(first[place : place + DIMENSIONS] @ second[place : place + DIMENSIONS])
        for place in (0, DIMENSIONS, 2 * DIMENSIONS)
    )
    assert unnamed > all_words + 0.05
    assert unnamed_earlier > 0.85


def test_the_same_words_are_the_same() -> None:
    """A name that is spelled in another way is read as the usual one."""
    assert np.array_equal(features("what is kemo"), features("what is chemotherapy"))


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
