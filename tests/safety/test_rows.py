"""What the second look learns from."""

from __future__ import annotations

import pytest

from assistant.language.folding import fold
from assistant.safety import rows as module
from assistant.safety.around import Around, load_around
from assistant.safety.examples import Example, load_examples
from assistant.safety.rows import rows
from assistant.safety.rules import load_rules
from assistant.safety.temperature import readings
from assistant.safety.tiers import Tier
from assistant.safety.units import passages, speller, units
from assistant.safety.words import spell_out, tokens_of

DANGER = Example("my foot drags since breakfast", "weakness", Tier.CALL_911)


def test_an_emergency_beside_a_calm_message_is_learned_as_an_emergency(monkeypatch: pytest.MonkeyPatch) -> None:
    """The emergency is learned alone and beside something calm, both times as what it is; the calm one stays calm."""
    monkeypatch.setattr(module, "IN_COMPANY", 0)
    calm = Example("the parking garage was full again")
    learned = dict(rows([DANGER, calm]))
    told = {text: label for text, label in learned.items() if "foot drags" in text}
    assert len(told) == 2
    assert set(told.values()) == {("weakness", Tier.CALL_911)}
    assert learned["the parking garage was full again"] is None


def test_what_people_say_around_a_message_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a greeting or a thank-you, an emergency is learned as what it is, and a calm message as calm."""
    monkeypatch.setattr(module, "PAIRS", 0)
    learned = dict(rows([DANGER, Example("can i eat grapes")]))
    urgent = [text for text, label in learned.items() if label == ("weakness", Tier.CALL_911)]
    assert len(urgent) == 2
    assert all("foot drags" in text for text in urgent)
    calm = [text for text, label in learned.items() if label is None and "grapes" in text]
    assert len(calm) >= 2
    assert not any("foot drags" in text for text, label in learned.items() if label is None)


def test_no_rule_finds_a_danger_in_what_is_said_around() -> None:
    """A greeting or a thank-you with a danger in it would teach that the danger is calm."""
    around = load_around()
    for phrase in (*around.before, *around.behind):
        words = spell_out(tokens_of(fold(phrase), speller()))
        assert not load_rules().hits(words), phrase
        assert not readings(fold(phrase)), phrase


def test_calm_messages_beside_each_other_stay_calm() -> None:
    """Nothing that is made of calm messages is learned as an emergency."""
    assert all(label is None for _, label in rows([Example("can i eat grapes"), Example("is the cafe open")]))


def test_each_text_is_learned_once_with_one_label(monkeypatch: pytest.MonkeyPatch) -> None:
    """No text stands twice, and as many pairs of each kind were made as were asked for."""
    monkeypatch.setattr(module, "PAIRS", 100)
    monkeypatch.setattr(module, "IN_COMPANY", 0)
    monkeypatch.setattr(module, "load_around", lambda: Around.model_construct(before=("hello",), behind=("thanks",)))
    some = load_examples()[::40]
    texts = [text for text, _ in rows(some)]
    assert len(texts) == len(set(texts))
    whole = {passage for one in some for passage in passages(fold(one.text))}
    clauses = {unit.text for one in some if one.kind is None for unit in units(fold(one.text))}
    assert len(set(texts) - whole - clauses) >= 195  # a pair of very long messages would be cut
