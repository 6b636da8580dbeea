"""The model says which fact of each treatment a message may ask for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import pytest

from assistant.language.folding import fold
from assistant.language.reading import shared_reader
from assistant.nlu.detail_finder import DetailFinder
from assistant.nlu.detail_questions import load_detail_questions
from assistant.nlu.features import dense_features
from knowledge.lookup_facts import answer_stating
from knowledge.reader import load_knowledge

if TYPE_CHECKING:
    from assistant.turn.conversation import Assistant

QUESTIONS = load_detail_questions()
FEWEST = 30


@pytest.fixture
def finder(assistant: Assistant) -> DetailFinder:
    """Return the component of the trained model."""
    nodes = assistant._agent.processor.graph_runner.nodes
    found = [node._component for node in nodes.values() if isinstance(node._component, DetailFinder)]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("topic", "text", "fact"),
    [
        ("radiation", "is it a thing from outside or do they put something in", "RA5"),
        ("radiation", "do they treat the whole back or only the spot", "RA7"),
        ("kyphoplasty_vertebroplasty", "will she be as tall as before", "KV8"),
        ("chemotherapy", "can they give her something so she wants to eat", "CH20"),
        ("targeted_therapy", "do i get it alone or with chemo too", "TT2"),
        ("surgery", "is it a huge cut like in the old days", "SU9"),
    ],
)
def test_a_fact_is_found(finder: DetailFinder, topic: str, text: str, fact: str) -> None:
    """In words that stand nowhere among those it learned from, without the name of the treatment."""
    found = finder.find(dense_features(shared_reader().read(text)))
    assert found[topic][0] == fact


@pytest.mark.parametrize(
    "text", ["how many sessions is it", "what does it cost me", "thanks a lot", "can i drive home"]
)
def test_what_the_page_does_not_say_is_no_fact(finder: DetailFinder, text: str) -> None:
    """Of no treatment is a fact surely asked for."""
    found = finder.find(dense_features(shared_reader().read(text)))
    assert all(surely < 0.6 for topic, (_, surely) in found.items() if topic != "asks_nothing")


def test_an_untrained_finder_finds_nothing() -> None:
    """Without weights no fact is asked for."""
    untrained = DetailFinder(DetailFinder.get_default_config(), None, None)  # type: ignore[arg-type] # it stores nothing
    assert untrained.find(np.zeros(3, dtype=np.float32)) == {}


def test_each_fact_has_questions_and_an_answer() -> None:
    """An editor who adds a fact's questions finds it answered: each fact of the folder has an answer that states it."""
    knowledge = load_knowledge()
    for topic, of_topic in QUESTIONS.topics.items():
        for fact, texts in of_topic.facts.items():
            assert len(texts) >= FEWEST, fact
            answer = answer_stating(knowledge, topic, fact)
            assert answer is not None, fact
            assert fact in answer.facts("website"), fact
            assert fact in (*answer.facts("sms"), *answer.facts_of_more("sms")), fact
    assert {fact for group in QUESTIONS.alike for fact in group} <= set(knowledge.facts)


def test_no_question_is_asked_for_two_things() -> None:
    """The same words under two facts of a topic, or under one and what the page does not say, are a contradiction."""

    def normal(text: str) -> str:
        return "".join(re.findall(r"\w+", fold(text)))

    for topic, of_topic in QUESTIONS.topics.items():
        all_of_it = [text for texts in (*of_topic.facts.values(), of_topic.not_said) for text in texts]
        assert len({normal(text) for text in all_of_it}) == len(all_of_it), topic
