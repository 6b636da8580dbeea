"""Which treatment a question hints at that names none."""

from __future__ import annotations

import pytest
from asked import question

from assistant.dialogue.hints import NEAR, hinted


@pytest.mark.parametrize(
    ("text", "treatment"),
    [
        ("the vertebra has gone weak and cracked like an old cup", "kyphoplasty_vertebroplasty"),
        ("a bone in the spine that is cracked because of the cancer", "kyphoplasty_vertebroplasty"),
        ("do they do anything to mop up the bits they can not see", "radiation"),
        ("when can a spinal tumor be cut out completely", "surgery"),
        ("the tumor makes its own blood pipes, can something stop this", "targeted_therapy"),
        ("can they use scans to guide it while they do it", "interventional_radiology"),
    ],
)
def test_words_that_stand_apart_hint_at_a_treatment(text: str, treatment: str) -> None:
    """People who know no name tell what is wrong, or what is done, in their own order."""
    assert hinted(text) == (treatment,)


@pytest.mark.parametrize("text", ["my bones ache", "the tumor is in the back", "do they take blood", "what is cancer"])
def test_one_word_of_them_is_no_hint(text: str) -> None:
    """A question is narrowed to a treatment only where all that points to it is said."""
    assert hinted(text) == ()


def test_words_far_apart_are_no_hint() -> None:
    """In a long story two words may have nothing to do with each other."""
    assert hinted("the vertebra " + "and then " * NEAR + "something cracked") == ()


def test_a_question_that_names_a_treatment_is_about_that() -> None:
    """The hint stands beside the name, and does not take its place."""
    asked = question("does chemo help when the bone has cracked", "ask_goal")
    assert asked.treatments == ("chemotherapy",)
    assert asked.treatment_cues == ("kyphoplasty_vertebroplasty",)
