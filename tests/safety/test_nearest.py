"""The nearest examples: which way a text leans, and that it does not depend on what stands beside it."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.safety import explain
from assistant.safety.nearest import NARROW, NearestExamples
from assistant.safety.second_look import ASKED_FROM, NEAREST_COUNT, SecondLook, shared_second_look

WIDTH = 384
CHANCE = np.random.default_rng(3)


def near(vector: np.ndarray, distance: float = 0.1) -> np.ndarray:
    """Return a unit vector near another."""
    moved = vector + distance * CHANCE.standard_normal(vector.shape) / np.sqrt(WIDTH)
    return (moved / np.linalg.norm(moved)).astype(np.float32)


@pytest.fixture(scope="module")
def made_up() -> tuple[np.ndarray, NearestExamples]:
    """400 examples in 20 places, those of the first ten urgent; and the places."""
    places = CHANCE.standard_normal((20, WIDTH)).astype(np.float32)
    places /= np.linalg.norm(places, axis=1, keepdims=True)
    vectors = np.stack([near(place) for place in places for _ in range(20)])
    urgent = [place < 10 for place in range(20) for _ in range(20)]
    return places, NearestExamples.remember([f"{n // 20}" for n in range(400)], vectors, urgent)


def test_a_text_leans_to_where_the_nearest_examples_are(made_up: tuple[np.ndarray, NearestExamples]) -> None:
    """Near urgent examples a text leans to urgent, near calm ones to calm."""
    places, nearest = made_up
    leanings = nearest.leanings([near(place) for place in places])
    assert min(leanings[:10]) > 1
    assert max(leanings[10:]) < -1


def test_the_nearest_example_is_found(made_up: tuple[np.ndarray, NearestExamples]) -> None:
    """Of the urgent ones, and of the calm ones."""
    places, nearest = made_up
    assert nearest.nearest(near(places[4]), urgent=True) == "4"
    assert nearest.nearest(near(places[14]), urgent=False) == "14"


def test_a_text_leans_the_same_beside_others(made_up: tuple[np.ndarray, NearestExamples]) -> None:
    """To the last bit: the same text always gets the same tier."""
    places, nearest = made_up
    alone = [nearest.leanings([place])[0] for place in places]
    assert nearest.leanings(list(places)) == alone


def test_whole_numbers_are_near_enough(made_up: tuple[np.ndarray, NearestExamples]) -> None:
    """The examples are kept in whole numbers of few dimensions."""
    _, nearest = made_up
    assert nearest.columns.dtype == np.int8
    assert nearest.columns.shape == (NARROW, 400)
    lengths = np.linalg.norm(nearest.columns.astype(np.float32) * nearest.scale, axis=0)
    assert np.allclose(lengths, 1, atol=0.02)


def test_what_is_calm_throughout_is_not_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Most messages are: the examples are asked only where the networks are in doubt, or find an emergency."""
    look = shared_second_look()
    asked: list[int] = []

    def leanings(self: NearestExamples, vectors: list[np.ndarray]) -> list[float]:
        asked.append(len(vectors))
        return [1.0 for _ in vectors]

    monkeypatch.setattr(NearestExamples, "leanings", leanings)
    calm, urgent = "what is chemotherapy", "i can not move my legs since this morning"
    found = look.look([calm, urgent])
    alone = _networks_alone(look, [calm, urgent])
    assert asked == [1]
    assert alone[0] < ASKED_FROM < alone[1]
    assert [one.score for one in found] == pytest.approx([alone[0], alone[1] + NEAREST_COUNT])


def _networks_alone(look: SecondLook, texts: list[str]) -> list[float]:
    from assistant.language.embedding import shared_encoder

    return [one.score for one in look.compare(shared_encoder().words_of(texts))]


def test_explain_names_the_nearest_examples() -> None:
    """Who reads why a message was stopped reads which written examples it is nearest to."""
    said = explain("my shoes feel like they are full of sand today")
    assert "The nearest urgent example is '" in said
    assert "the nearest calm one '" in said
