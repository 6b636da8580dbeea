"""What is asked of the cancer itself, and of no treatment."""

from __future__ import annotations

import pytest
from asked import question

from assistant.dialogue.about_the_cancer import (
    asks_for_help_with_pain,
    asks_what_metastatic_means,
    asks_which_for_spread,
    of_the_cancer,
)
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
        ("my father have cancer in spine. what doctor do", "nlu_fallback"),
        ("they found a tumor on my moms spine. what is done for it", "nlu_fallback"),
        ("he has a tumor in his spine. how is it treated", "share_situation"),
        ("my mother has a growth on the spine, what can they do", "ask_goal"),
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


@pytest.mark.parametrize(
    ("text", "understood", "asks"),
    [
        ("my wife has lung cancer and now its gone to her spine. what is done for that", "ask_goal", True),
        ("he has breast cancer, it has moved to his spine. what can they do", "out_of_scope_other_cancer", True),
        ("kidney cancer, it went to his back bone. how do they treat that", "share_situation", True),
        ("she has cancer that came to the spine. what do doctors do", "nlu_fallback", True),
        ("she has breast cancer and it went to her liver. what is done", "out_of_scope_other_cancer", False),
        ("she has cancer that spread to the liver. what can they do", "out_of_scope_other_cancer", False),
        ("my wife has lung cancer and now its gone to her spine", "share_situation", False),
        ("lung cancer, gone to her spine. how long has she got", "out_of_scope_prognosis", False),
        ("it has gone to her spine. what are the side effects of chemo", "ask_side_effects", False),
    ],
)
def test_a_diagnosis_before_the_question_names_no_single_treatment(text: str, understood: str, asks: bool) -> None:
    """Who tells that cancer came to the spine, and asks what is done, is told so, and not asked which one is meant."""
    assert asks_which_for_spread(question(text, understood)) == asks
