"""A question whose answer was read just before gets the part that it names, or the word that there is no more."""

from __future__ import annotations

import pytest

from assistant.dialogue.read_before import Detail, is_part_of, part_asked_about
from assistant.language.reading import shared_reader
from knowledge import lookup
from knowledge.answers import Answer
from knowledge.reader import load_knowledge
from knowledge.records import Aspect

KNOWLEDGE = load_knowledge()


def answer(topic: str, aspect: Aspect) -> Answer:
    """Return the answer to one aspect of a topic."""
    return lookup.find_aspect(KNOWLEDGE, topic, aspect)


CHEMO_GIVEN = answer("chemotherapy", Aspect.HOW_GIVEN)
CARE = answer("supportive_care", Aspect.WHAT)


@pytest.mark.parametrize(
    ("text", "whole", "facts"),
    [
        ("Into the fluid around the spinal cord, for which tumors is that done?", CHEMO_GIVEN, ("CH5",)),
        ("into the fluid?? jesus", CHEMO_GIVEN, ("CH5",)),
        ("are the pills big", CHEMO_GIVEN, ("CH3",)),
        ("And naturopathic support?", CARE, ("SC2",)),
        ("whats mind body medecine", CARE, ("SC5",)),
        ("is there help with pain too", CARE, ("SC3",)),
        ("What is a monoclonal antibody?", answer("targeted_therapy", Aspect.WHAT), ("TT4", "TT5")),
    ],
)
def test_the_part_that_is_asked_about_is_said_once_more(text: str, whole: Answer, facts: tuple[str, ...]) -> None:
    """Nobody reads a whole list again for one word of it, and nothing is said that was not in it."""
    part = part_asked_about(shared_reader().read(text), whole, "website")
    assert isinstance(part, Answer)
    assert part.facts("website") == facts
    assert is_part_of(part.text("website"), whole, "website")


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("for chordoma too", CHEMO_GIVEN),
        ("does the nurse stay with me", CHEMO_GIVEN),
        ("is it acupuncture", CARE),
        ("can a cracked bone make a person shorter", answer("kyphoplasty_vertebroplasty", Aspect.GOAL)),
    ],
)
def test_a_detail_that_is_not_there_is_not_there(text: str, whole: Answer) -> None:
    """The whole answer again would be none."""
    assert part_asked_about(shared_reader().read(text), whole, "website") is Detail.NOT_SAID


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("how is it given", CHEMO_GIVEN),
        ("so how do they give chemo", CHEMO_GIVEN),
        ("what is supportive care for", CARE),
        ("what else", CARE),
        ("is it surgery", answer("kyphoplasty_vertebroplasty", Aspect.WHAT)),
    ],
)
def test_a_question_without_a_detail_gets_all_of_it(text: str, whole: Answer) -> None:
    """Who only asks once more reads the answer again."""
    assert part_asked_about(shared_reader().read(text), whole, "website") is Detail.NOTHING


def test_another_answer_is_no_part_of_it() -> None:
    """The same sentence about another treatment is another answer."""
    chemo = lookup.find_side_effect(KNOWLEDGE, "chemotherapy", "mouth_sores")
    radiation = lookup.find_side_effect(KNOWLEDGE, "radiation", "mouth_sores")
    assert not is_part_of(chemo.text("website"), radiation, "website")
