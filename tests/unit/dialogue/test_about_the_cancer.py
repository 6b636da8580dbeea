"""What is asked of the cancer itself, and of no treatment."""

from __future__ import annotations

import pytest
from asked import question

from assistant.dialogue.about_the_cancer import asks_for_help_with_pain, asks_what_metastatic_means, of_the_cancer
from assistant.dialogue.memory import Memory


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("does everyone get the same thing", "ask_how_given"),
        ("is it different from person to person", "ask_what"),
        ("what do they do for metastatic", "ask_goal"),
        ("so what will they do", "ask_goal"),
        ("what can doctors do about a tumor that spread", "ask_what"),
        ("so it is not just chemo, there is other stuff?", "nlu_fallback"),
    ],
)
def test_the_list_of_treatments_is_asked_for(text: str, understood: str) -> None:
    """A question about the cancer is no question which treatment is meant."""
    assert of_the_cancer(question(text, understood), Memory()) == "ask_overview"


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("is there anybody whose job is the pain", "ask_goal"),
        ("what could be done about the pain", "out_of_scope_symptoms"),
        ("can someone do something about his pain", "nlu_fallback"),
    ],
)
def test_help_with_pain_is_asked_for(text: str, understood: str) -> None:
    """The page names what may ease pain; no treatment has to be named for it."""
    assert asks_for_help_with_pain(question(text, understood))


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("is radiation the same for everyone", "ask_what"),
        ("why does my pain get worse at night", "out_of_scope_symptoms"),
        ("what do they do for nausea", "ask_side_effect_management"),
        ("does everyone live the same time", "out_of_scope_prognosis"),
        ("it is not just the chemo", "nlu_fallback"),
    ],
)
def test_what_is_no_question_of_that_kind_stays(text: str, understood: str) -> None:
    """A named treatment, odds, and signs are left to what they were understood as."""
    assert of_the_cancer(question(text, understood), Memory()) is None
    assert not asks_for_help_with_pain(question(text, understood))


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("what does metastatic mean", True),
        ("I dont understand what metastatic is", True),
        ("whats mets", True),
        ("what do they do for metastatic cancer", False),
        ("is metastatic cancer treated with radiation", False),
    ],
)
def test_a_word_of_the_page_is_explained(text: str, asks: bool) -> None:
    """What "metastatic" means stands on the page; what is done for it is another question."""
    assert asks_what_metastatic_means(question(text, "ask_what")) is asks
