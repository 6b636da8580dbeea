"""The questions of understanding that the second look learns as calm."""

from __future__ import annotations

import pytest

from assistant.nlu.detail_questions import load_detail_questions
from assistant.safety import ordinary as module
from assistant.safety.examples import Example, load_examples, unclear_messages
from assistant.safety.ordinary import MOST, asked_in_talks, first_questions
from assistant.safety.tiers import Tier


def test_what_is_typed_in_talks_is_calm() -> None:
    """Who asks on about a treatment is not stopped: what such talks hold is learned, beside first questions."""
    texts = {example.text for example in asked_in_talks()}
    assert all(example.kind is None for example in (*asked_in_talks(), *first_questions()))
    in_talks = set(load_detail_questions().texts)
    assert texts < in_talks
    assert len(texts) > 0.9 * len(in_talks)
    assert len(first_questions()) == MOST


def test_what_tells_of_a_danger_in_a_talk_is_not_calm(monkeypatch: pytest.MonkeyPatch) -> None:
    """In "my gums bleed, is it from that": what is an emergency, or may be one, is never learned as calm."""
    texts = {example.text.lower() for example in asked_in_talks()}
    assert not texts & unclear_messages()
    assert not texts & {example.text.lower() for example in load_examples() if example.kind}
    told = load_detail_questions().texts[0]
    danger = (Example(told.upper(), "bleeding", Tier.CALL_CARE_TEAM_NOW),)
    monkeypatch.setattr(module, "load_examples", lambda: danger)
    assert told not in {example.text for example in asked_in_talks()}


def test_what_is_unclear_is_typed_in_a_talk() -> None:
    """A message stands under `unclear` because understanding learns it: one that does not would be forgotten there."""
    assert unclear_messages() <= {text.lower() for text in load_detail_questions().texts}


def test_half_of_the_networks_learn_without_talks() -> None:
    """The examples without those from talks are the other files, and nothing else."""
    without = load_examples(in_talks=False)
    assert 0 < len(without) < len(load_examples())
    left_out = set(load_examples()) - set(without)
    assert {example.text for example in left_out if example.kind} < set(load_detail_questions().texts)
