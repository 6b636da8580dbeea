"""The second look of the urgent-help gate: how it learns, and that it is never used with other examples."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.safety import second_look
from assistant.safety.learning import Lesson, learn_network
from assistant.safety.nearest import NearestExamples
from assistant.safety.network import first_parameters, scores, stack
from assistant.safety.second_look import SecondLook, SecondLookError, shared_second_look
from assistant.safety.tiers import Tier

WIDTH = 24
CLASSES = [(tier.value, tier) for tier in Tier]
NEAREST = NearestExamples.remember(["a", "b"], np.eye(2, 384, dtype=np.float32), [True, False])


def made_up_lessons(count: int = 4000) -> list[Lesson]:
    """Texts of random words; in the urgent ones a single word is high in the place of their kind."""
    chance = np.random.default_rng(7)
    lessons = []
    for number in range(count):
        words = chance.normal(size=(int(chance.integers(3, 20)), WIDTH)).astype(np.float32)
        kind = number % (2 * len(CLASSES))
        if kind < len(CLASSES):
            words[int(chance.integers(len(words))), kind] = 6.0
        lessons.append(Lesson(words, kind if kind < len(CLASSES) else None))
    return lessons


def test_one_word_among_many_decides() -> None:
    """The network learns to see an emergency, and its kind, by one word, which a mean over all words would lose."""
    lessons = made_up_lessons()
    look = SecondLook([learn_network(lessons, len(CLASSES), seed=0)], CLASSES, NEAREST)
    lessons = made_up_lessons(80)
    found = list(zip(lessons, look.compare([lesson.words for lesson in lessons]), strict=True))
    assert np.mean([(likeness.score > 0) == (lesson.kind is not None) for lesson, likeness in found]) > 0.95
    urgent = [(lesson.kind, likeness) for lesson, likeness in found if lesson.kind is not None]
    assert np.mean([likeness.tier is CLASSES[kind][1] for kind, likeness in urgent]) > 0.9


def test_the_same_examples_make_the_same_network() -> None:
    """Learning twice with one seed gives the same numbers; another seed gives others."""
    lessons = made_up_lessons(120)
    first, again, other = (learn_network(lessons, len(CLASSES), seed)["out"] for seed in (0, 0, 1))
    assert (first == again).all()
    assert (first != other).any()


def test_filling_up_changes_no_score() -> None:
    """A text scores the same beside a longer one as alone."""
    parameters = first_parameters(WIDTH, len(CLASSES), np.random.default_rng(0))
    short, long = (np.random.default_rng(n).normal(size=(n, WIDTH)).astype(np.float32) for n in (4, 30))
    together = scores(parameters, *stack([short, long]))[0]
    assert np.allclose(together, scores(parameters, *stack([short]))[0], atol=1e-5)


def test_what_is_stored_says_the_same(tmp_path: Path) -> None:
    """Networks that are stored and loaded give the same scores, to half precision."""
    parameters = first_parameters(WIDTH, len(CLASSES), np.random.default_rng(0))
    words = np.random.default_rng(1).normal(size=(5, WIDTH)).astype(np.float32)
    look = SecondLook([parameters], CLASSES, NEAREST)
    look.save(tmp_path / "stored.safetensors")
    loaded = SecondLook.load(tmp_path / "stored.safetensors")
    (of_loaded,), (of_look,) = loaded.compare([words]), look.compare([words])
    assert of_loaded.tier is of_look.tier
    assert abs(of_loaded.score - of_look.score) < 0.05
    assert loaded.nearest_example("a", urgent=True) == "a"


def test_networks_of_other_examples_are_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who changes an example is told to train; the gate never judges by what it learned from others."""
    path = tmp_path / "stored.safetensors"
    SecondLook([first_parameters(WIDTH, len(CLASSES), np.random.default_rng(0))], CLASSES, NEAREST).save(path)
    monkeypatch.setattr(second_look, "examples_checksum", lambda: "another")
    with pytest.raises(SecondLookError, match=r"other examples than today's\. Run 'make train'"):
        SecondLook.load(path)


@pytest.mark.parametrize("content", [None, b"", b"damaged"])
def test_missing_or_damaged_networks_say_what_to_do(tmp_path: Path, content: bytes | None) -> None:
    """Without networks the gate does not start, and the message says what to do."""
    path = tmp_path / "stored.safetensors"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SecondLookError, match="Run 'make train'"):
        SecondLook.load(path)


def test_a_pet_is_told_from_a_person() -> None:
    """What stands around the frightening words counts."""
    about_a_pet, about_a_person = shared_second_look().look(
        ["our old dog could not move his back legs , the vet says it is his hips", "i could not move my legs today"]
    )
    assert about_a_pet.score < about_a_person.score
