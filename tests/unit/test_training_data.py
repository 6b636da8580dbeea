"""What the assistant learns from: enough, apart from the test questions, without contradictions or personal data."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from typing import Any

import pytest
import yaml

from assistant.language.folding import fold
from assistant.nlu.detail_questions import load_detail_questions
from assistant.settings import ROOT
from assistant.training.sentences import OUT_OF_SCOPE, training_sentences

NOT_LEARNED = {"urgent_help", "only_asking", "choose"}
"""Intents that the urgent-help gate and buttons set; a few sentences keep Rasa's validation content."""

LONG = 6
"""Words from which on what was typed in a test conversation is no phrase that everybody uses."""
SENTENCES, OF_THEM_OUT_OF_SCOPE, EACH_INTENT = 1500, 500, 50


def normal(text: str) -> str:
    """Return the letters and digits of the folded text, which copies share; without any, all of it."""
    folded = fold(text)
    return "".join(re.findall(r"\w+", folded)) or folded


def questions() -> list[tuple[str, str]]:
    """Return each test question with its file, and what is longer than a phrase in the test conversations."""
    asked: list[tuple[str, str]] = []
    for path in sorted((ROOT / "tests" / "questions").glob("*.jsonl")):
        for record in map(json.loads, filter(str.strip, path.read_text(encoding="utf-8").splitlines())):
            turns = [turn["user"] for turn in record.get("turns", ())]
            asked += [(path.name, text) for text in turns if len(text.split()) >= LONG]
            asked += [(path.name, record["text"])] if "text" in record else []
    return asked


def test_no_test_question_is_trained() -> None:
    """What is measured was never seen: no test question stands in the training data, however it is written."""
    details = load_detail_questions()
    of_topics = [text for topic in details.topics.values() for texts in topic.facts.values() for text in texts]
    not_said = [text for topic in details.topics.values() for text in topic.not_said]
    sentences = [sentence for of_intent in training_sentences().values() for sentence in of_intent]
    trained = {normal(text) for text in (*sentences, *of_topics, *not_said, *details.asks_nothing)}
    asked = questions()
    assert len(asked) >= 400
    assert not [question for question in asked if normal(question[1]) in trained]


def test_there_are_enough_sentences() -> None:
    """At least 1,500 different sentences, of which at least 500 ask what the page does not answer."""
    different = {intent: {normal(sentence) for sentence in group} for intent, group in training_sentences().items()}
    assert sum(map(len, different.values())) >= SENTENCES
    outside = sum(len(group) for intent, group in different.items() if intent.startswith(OUT_OF_SCOPE))
    assert outside >= OF_THEM_OUT_OF_SCOPE


def test_no_sentence_has_two_meanings() -> None:
    """The same sentence under two intents would teach a contradiction."""
    seen: dict[str, set[str]] = defaultdict(set)
    for intent, group in training_sentences().items():
        for sentence in group:
            seen[normal(sentence)].add(intent)
    assert not {sentence: intents for sentence, intents in seen.items() if len(intents) > 1}


def test_each_intent_has_sentences_and_a_rule(domain: dict[str, Any]) -> None:
    """Each intent of domain.yml is learned from at least 50 sentences and has a rule; no other intent is learned."""
    few = {intent for intent, group in training_sentences().items() if len(group) < EACH_INTENT}
    assert few <= NOT_LEARNED
    assert set(training_sentences()) | NOT_LEARNED == set(domain["intents"])
    rules = yaml.safe_load((ROOT / "data" / "rules.yml").read_text(encoding="utf-8"))["rules"]
    steps = [step for rule in rules for step in rule["steps"]]
    told = [one["intent"] for step in steps for one in step.get("or", [step]) if "intent" in one]
    assert len(told) == len(set(told))
    assert set(told) == {*domain["intents"], "nlu_fallback"}


def test_each_action_of_the_rules_exists(domain: dict[str, Any]) -> None:
    """Rules and stories name actions and responses of domain.yml."""
    for name in ("rules", "stories"):
        content = yaml.safe_load((ROOT / "data" / f"{name}.yml").read_text(encoding="utf-8"))[name]
        named = {step["action"] for one in content for step in one["steps"] if "action" in step}
        assert named <= {*domain["actions"], *domain["responses"], *domain["forms"]}


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("e-mail address", r"[\w.+-]+@[\w-]+\.\w+"),
        ("phone number", r"(?<!\d)(?:\+?1[ .-]?)?\(?\d{3}\)?[ .-]?\d{3}[ .-]?\d{4}(?!\d)|(?<!\d)\d{3}[ .-]\d{4}(?!\d)"),
        ("social security number", r"(?<!\d)\d{3}-\d{2}-\d{4}(?!\d)"),
    ],
)
def test_no_personal_data(what: str, pattern: str) -> None:
    """The training data hold no phone number, e-mail address or the like."""
    found = [sentence for group in training_sentences().values() for sentence in group if re.search(pattern, sentence)]
    assert not found, what


def test_sentences_are_plain_text() -> None:
    """No sentence marks entities (the knowledge names them), begins with a command's "/", or is empty."""
    for group in training_sentences().values():
        for sentence in group:
            assert sentence
            assert not re.match(r"/\w", sentence), sentence
            assert not re.search(r"\]\(|\]\{", sentence), sentence
