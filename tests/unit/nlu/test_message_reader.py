"""The reader's place in Rasa's pipeline: entities of the knowledge, and the questions of a message."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rasa.shared.nlu.training_data.message import Message

from assistant.nlu.message_reader import PARTS, MessageReader, entities_of, reading_of, reading_version, with_parts
from assistant.nlu.ngram_featurizer import NgramFeaturizer
from assistant.nlu.sentence_featurizer import SentenceFeaturizer
from knowledge.vocabulary import Kind


def read(text: str) -> Message:
    """Return the message as the component leaves it."""
    component = MessageReader(MessageReader.get_default_config())
    return component.process([Message({"text": text})])[0]


def test_entities_are_ids_of_the_knowledge() -> None:
    """Rasa gets each mention as an entity with its place in the folded text."""
    (entity,) = read("What is CHEMO?").get("entities")
    assert entity == {
        "entity": "treatment",
        "value": "chemotherapy",
        "start": 8,
        "end": 13,
        "extractor": "MessageReader",
    }


def test_each_kind_of_entity_is_in_the_domain(domain: dict[str, Any]) -> None:
    """What the reader may find is what domain.yml knows."""
    assert {kind.value for kind in Kind} <= set(domain["entities"])


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("What is chemo? How is it given?", ["what is chemotherapy ?", "how is it given ?"]),
        (
            "what is targeted therapy what are the side effects of chemo",
            ["what is targeted therapy", "what are the side effects of chemotherapy"],
        ),
        ("what is chemo", []),
        ("Could you please tell me, what is chemo", []),
        ("", []),
    ],
)
def test_the_questions_of_a_message_are_messages(text: str, parts: list[str]) -> None:
    """Each question of a message goes through the pipeline beside it; one question needs no part."""
    message = read(text)
    assert [part.get("text") for part in message.get(PARTS)] == parts
    assert with_parts([message]) == [message, *message.get(PARTS)]
    assert PARTS not in message.as_dict(only_output_properties=True)


@pytest.mark.parametrize("text", ["", " ", "😀", "\x00", "x" * 5000])
def test_any_message_can_be_read(text: str) -> None:
    """Odd messages have no entities, and raise nothing."""
    message = read(text)
    assert message.get("entities") == entities_of(reading_of(message)) == []


def test_a_message_without_text() -> None:
    """A message that holds no text is read as an empty one."""
    assert reading_of(Message({})).folded == ""


def test_a_changed_reading_is_a_changed_component(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Rasa's training cache is told of the words and of how messages are read: neither is ever trained past."""
    components = (MessageReader, SentenceFeaturizer, NgramFeaturizer)
    assert {component.fingerprint_addon({}) for component in components} == {reading_version()}
    reading_version.cache_clear()
    (tmp_path / "courtesy.yml").write_text("greetings: [hi]", encoding="utf-8")
    monkeypatch.setattr("assistant.language.__file__", str(tmp_path / "__init__.py"))
    other = reading_version()
    reading_version.cache_clear()
    monkeypatch.setattr("assistant.nlu.message_reader.vocabulary_version", lambda: "another word")
    assert len({MessageReader.fingerprint_addon({}), other}) == 2
    monkeypatch.undo()
    reading_version.cache_clear()
    assert reading_version() != other
