"""What the second look learns from."""

from __future__ import annotations

import pytest

from assistant.language.folding import fold
from assistant.safety import rows as module
from assistant.safety.examples import Example, load_examples
from assistant.safety.rows import rows
from assistant.safety.tiers import Tier
from assistant.safety.units import passages, units

DANGER = Example("my foot drags since breakfast", "weakness", Tier.CALL_911)


def test_an_emergency_beside_a_calm_message_is_learned_as_an_emergency(monkeypatch: pytest.MonkeyPatch) -> None:
    """The emergency is learned alone and beside something calm, both times as what it is; the calm one stays calm."""
    monkeypatch.setattr(module, "ordinary_questions", list)
    calm = Example("the parking garage was full again")
    learned = dict(rows([DANGER, calm]))
    told = {text: label for text, label in learned.items() if "foot drags" in text}
    assert len(told) == 2
    assert set(told.values()) == {("weakness", Tier.CALL_911)}
    assert learned["the parking garage was full again"] is None


def test_calm_messages_beside_each_other_stay_calm(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that is made of calm messages is learned as an emergency."""
    monkeypatch.setattr(module, "ordinary_questions", list)
    assert all(label is None for _, label in rows([Example("can i eat grapes"), Example("is the cafe open")]))


def test_each_text_is_learned_once_with_one_label(monkeypatch: pytest.MonkeyPatch) -> None:
    """No text stands twice, and as many pairs of each kind were made as were asked for."""
    monkeypatch.setattr(module, "PAIRS", 100)
    monkeypatch.setattr(module, "ordinary_questions", list)
    some = load_examples()[::40]
    texts = [text for text, _ in rows(some)]
    assert len(texts) == len(set(texts))
    whole = {passage for one in some for passage in passages(fold(one.text))}
    clauses = {unit.text for one in some if one.kind is None for unit in units(fold(one.text))}
    assert len(set(texts) - whole - clauses) >= 195  # a pair of very long messages would be cut
