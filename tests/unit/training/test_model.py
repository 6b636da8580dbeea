"""Which model may be used: one of today's data, beside a gate that has learned today's examples."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.safety import second_look
from assistant.safety.files import SafetyFileError
from assistant.safety.rules import RULES, load_rules
from assistant.training import model
from assistant.training.model import ModelError, find_model

OLDER = r"^The urgent-help gate is older than its examples\. Run 'make train' \(half an hour\)\.$"


@pytest.fixture(autouse=True)
def _a_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A model of today's data, as far as its name goes; nothing of the gate is loaded yet."""
    monkeypatch.setattr(model, "MODELS", tmp_path)
    model.model_path().touch()
    second_look.shared_second_look.cache_clear()
    load_rules.cache_clear()
    yield
    second_look.shared_second_look.cache_clear()
    load_rules.cache_clear()


def test_the_model_of_today_is_found() -> None:
    """Where nothing changed, there is nothing to say."""
    assert find_model() == model.model_path()


def test_changed_examples_stop_every_command(monkeypatch: pytest.MonkeyPatch) -> None:
    """A gate that learned from other examples would answer no message, so nothing that needs the model begins."""
    monkeypatch.setattr(second_look, "examples_checksum", lambda: "of today")
    with pytest.raises(ModelError, match=OLDER):
        find_model()


def test_a_gate_that_has_learned_nothing_stops_every_command(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without its networks, too."""
    monkeypatch.setattr(second_look, "LEARNED", tmp_path / "none")
    monkeypatch.setattr(second_look.SecondLook.load.__func__, "__defaults__", (tmp_path / "none",))
    with pytest.raises(ModelError, match=r"has not learned its examples yet\. Run 'make train' \(half an hour\)"):
        find_model()


def test_a_mistake_in_the_rules_stops_every_command(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The gate would fail on every message: the mistake is said at once."""
    broken = tmp_path / "rules.yml"
    broken.write_text(RULES.read_text(encoding="utf-8").replace("\nrules:", "\nruels:", 1), encoding="utf-8")
    monkeypatch.setattr("assistant.safety.rules.RULES", broken)
    with pytest.raises(SafetyFileError, match=r"rules\.yml:\d+: "):
        find_model()


def test_rasa_sends_nobody_to_another_page() -> None:
    """What Rasa says of a file is passed on without its advice to upload the file somewhere."""
    said = "Failed to read 'a.yml'.\nmapping\n\nYou can use https://yamlchecker.com/ to validate the YAML syntax."
    assert model._without_advice(said) == "Failed to read 'a.yml'.\nmapping"


def test_what_older_code_learned_is_not_taken_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """After a change of the code or of the knowledge's words, no step of an older training is used again.

    Source: Rasa sees only the source of a step's own class (`rasa.engine.training.fingerprinting`).
    """
    monkeypatch.setattr(model, "ROOT", tmp_path)
    code = tmp_path / "assistant" / "nlu" / "logistic.py"
    code.parent.mkdir(parents=True)
    code.write_text("FLAT = 1e-4")
    older = model._cache()
    older.mkdir(parents=True)
    assert model._cache() == older
    assert older.exists()
    code.write_text("FLAT = 1e-5")
    newer = model._cache()
    assert newer != older
    assert not older.exists()
    monkeypatch.setattr(model, "vocabulary_version", lambda: "of today")
    assert model._cache() != newer


def test_new_data_leave_the_steps_that_they_do_not_touch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An editor who adds a sentence does not wait for what is the same as before: data do not change the cache."""
    monkeypatch.setattr(model, "ROOT", tmp_path)
    (tmp_path / "data").mkdir()
    before = model._cache(), model.fingerprint(tmp_path)
    (tmp_path / "data" / "nlu.yml").write_text("nlu: []")
    assert model._cache() == before[0]
    assert model.fingerprint(tmp_path) != before[1]
