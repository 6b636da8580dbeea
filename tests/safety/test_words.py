"""The words of a message as the rules see them."""

from __future__ import annotations

import pytest

from assistant.safety.rules import load_rules
from assistant.safety.words import lemma_of, spell_out


@pytest.mark.parametrize(
    ("word", "base"),
    [("legs", "leg"), ("knees", "knee"), ("fell", "fall"), ("coughing", "cough"), ("felt", "feel"), ("dying", "die")],
)
def test_a_word_has_a_base_form(word: str, base: str) -> None:
    """A word of a rule stands for all its forms, as the head of the rules file tells its clinician."""
    assert lemma_of(word) == base


@pytest.mark.parametrize("word", ["number", "liver", "most", "evening", "worse", "numb", "xyzzy"])
def test_what_is_no_form_of_another_word_stands_for_itself(word: str) -> None:
    """The lookup table takes "number" for a form of "numb", and "liver" for one of "live"."""
    assert lemma_of(word) == word


def test_a_rule_finds_forms_that_it_does_not_list() -> None:
    """The rules name a knee and a shin; the patient has two of each."""
    for words in ("both knees are numb", "both my shins went weak"):
        assert load_rules().hits(spell_out(words.split())), words
