"""The words patients use lead to one thing each."""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest

from knowledge.reader import TREATMENTS, Knowledge
from knowledge.vocabulary import Kind, phrases_of


def word_lists(knowledge: Knowledge) -> list[tuple[str, tuple[str, ...]]]:
    """Return every list of words with what it names, as the files hold them."""
    lists = [(f"topic {name}", topic.words) for name, topic in knowledge.topics.items()]
    lists += [(f"service {s.id}", s.words) for topic in knowledge.topics.values() for s in topic.services]
    lists += [(f"effect {effect.id}", effect.words) for effect in knowledge.effects.values()]
    lists += [(f"focus {entry.focus}", entry.words) for entry in knowledge.entries]
    return lists + [(f"not covered {group.id}", group.words) for group in knowledge.not_covered]


def test_no_phrase_names_two_things(knowledge: Knowledge) -> None:
    """A word that could mean two things would be answered wrongly half the time."""
    named = defaultdict(set)
    for name, words in word_lists(knowledge):
        for word in words:
            named[word].add(name)
    assert {word: names for word, names in named.items() if len(names) > 1} == {}


def test_no_list_holds_a_word_twice(knowledge: Knowledge) -> None:
    """An editor finds each word once."""
    for name, words in word_lists(knowledge):
        assert [word for word, count in Counter(words).items() if count > 1] == [], name


def test_every_word_reaches_the_vocabulary(knowledge: Knowledge) -> None:
    """A synonym is added once, beside what it names, and is known from there."""
    known = {phrase.text for phrase in phrases_of(knowledge)}
    for name, words in word_lists(knowledge):
        assert set(words) <= known, name


@pytest.mark.parametrize("treatment", TREATMENTS)
def test_each_treatment_is_known_by_its_name(knowledge: Knowledge, treatment: str) -> None:
    """The name that the assistant uses for a treatment is one that it understands."""
    phrases = {phrase.text: phrase for phrase in phrases_of(knowledge)}
    for name in knowledge.topics[treatment].name.split(" and "):
        assert (phrases[name].kind, phrases[name].id) == (Kind.TREATMENT, treatment)


@pytest.mark.parametrize(
    ("phrase", "kind", "identifier"),
    [
        ("kemo", Kind.TREATMENT, "chemotherapy"),
        ("throw up", Kind.EFFECT, "vomiting"),
        ("bone cement", Kind.TREATMENT, "kyphoplasty_vertebroplasty"),
        ("dietitian", Kind.SERVICE, "nutrition_therapy"),
        ("steroids", Kind.FOCUS, "steroids"),
        ("immunotherapy", Kind.NOT_COVERED, "other_treatment"),
        ("cisplatin", Kind.NOT_COVERED, "drug"),
    ],
)
def test_what_patients_say_is_understood(knowledge: Knowledge, phrase: str, kind: Kind, identifier: str) -> None:
    """Everyday words, misspellings and drug names lead to what they mean."""
    found = {each.text: each for each in phrases_of(knowledge)}[phrase]
    assert (found.kind, found.id) == (kind, identifier)
