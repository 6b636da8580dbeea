"""Sentences that ask nothing are left out before a message is understood; what may decide the answer stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from rasa.shared.nlu.training_data.message import Message

from assistant.nlu.message_reader import PARTS, entities_of, read_as, reading_of
from assistant.nlu.remark_remover import RemarkRemover, sentences_of
from assistant.safety import assess

if TYPE_CHECKING:
    from assistant.turn.conversation import Assistant


@pytest.fixture
def remover(assistant: Assistant) -> RemarkRemover:
    """Return the component of the trained model."""
    nodes = assistant._agent.processor.graph_runner.nodes
    found = [node._component for node in nodes.values() if isinstance(node._component, RemarkRemover)]
    assert len(found) == 1
    return found[0]


def read(remover: RemarkRemover, text: str) -> str:
    """Return what is read of a message, folded."""
    return reading_of(remover.process([Message({"text": text})])[0]).folded


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("what is chemo", ["what is chemo"]),
        ("Hi. What is chemo? Thanks!", ["Hi.", "What is chemo?", "Thanks!"]),
        ("My father asks: what is chemo", ["My father asks:", "what is chemo"]),
        ("It was 101.5 at 3:30", ["It was 101.5 at 3:30"]),
        ("one\ntwo\r\nthree", ["one", "two", "three"]),
        ("...", []),
        ("", []),
    ],
)
def test_a_message_is_cut_into_sentences(text: str, sentences: list[str]) -> None:
    """At the marks that end one, and at lines; never inside of a number or a time."""
    assert sentences_of(text) == sentences


@pytest.mark.parametrize(
    "text",
    [
        "Hello, my daughter set this up for me. What are the side effects of chemo?",
        "What are the side effects of chemo? My grandson showed me this chat.",
        "Hello, my daughter set this up for me. My grandson showed me this chat. What are the side effects of chemo?",
    ],
)
def test_remarks_are_left_out(text: str, remover: RemarkRemover) -> None:
    """What stays is the question."""
    assert read(remover, text) == "what are the side effects of chemo?"


@pytest.mark.parametrize(
    "text",
    [
        "I have kidney cancer. Is surgery done for it?",
        "My heart is weak. Can I have surgery?",
        "I am pregnant. Is radiation safe?",
        "I have a pacemaker. Can I get radiation?",
        "I take warfarin. Can I have kyphoplasty?",
        "It hurts when I lie down. How is radiation given?",
        "I had surgery last year. What about chemo?",
        "You did not answer me. What is chemo?",
    ],
)
def test_what_may_decide_the_answer_stays(text: str, remover: RemarkRemover) -> None:
    """A disease, a medicine, a treatment or a state of the body is no remark."""
    assert read(remover, text) == text.lower()


@pytest.mark.parametrize(
    "text", ["It is me again. The kettle is on.", "thanks", "", "Is this a person? I like your garden."]
)
def test_a_message_is_never_emptied(text: str, remover: RemarkRemover) -> None:
    """Where all seem remarks all is read, and a sentence with a question mark stays."""
    assert read(remover, text) in {text.lower(), "is this a person?"}


def test_an_untrained_component_leaves_all() -> None:
    """Before it has learned anything, nothing is left out."""
    untrained = RemarkRemover(RemarkRemover.get_default_config(), None, None)
    text = "I finally found my glasses. What is chemo?"
    assert read(untrained, text) == text.lower()


def test_the_questions_in_what_is_read_are_found_anew() -> None:
    """A question mark behind "who are you" is no second question once that is left out; entities are those of all."""
    message = Message({"text": "Lovely day. What is chemo? How is radiation given?"})
    read_as(message, "What is chemo? How is radiation given?")
    assert [part.get("text") for part in message.get(PARTS)] == ["what is chemotherapy ?", "how is radiation given ?"]
    read_as(message, "What is chemo?")
    assert message.get(PARTS) == []
    assert [entity["value"] for entity in entities_of(reading_of(message))] == ["chemotherapy"]


async def test_the_gate_reads_every_sentence(assistant: Assistant) -> None:
    """An emergency is seen whatever stands around it, and whatever understanding leaves out."""
    text = "I finally found my glasses. I can't feel my legs. What are the side effects of chemo?"
    assert assess(text).tier is not None
    understood: dict[str, Any] = dict(await assistant._agent.parse_message(text))
    assert understood["intent"]["name"] == "urgent_help"
