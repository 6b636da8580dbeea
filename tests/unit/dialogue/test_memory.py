"""What a conversation remembers, and its way through Rasa's slots."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.dialogue.memory import Memory
from assistant.dialogue.question import Question

_texts = st.none() | st.text(min_size=1, max_size=20)


@settings(deadline=None, derandomize=True)
@given(st.builds(Memory, _texts, _texts, _texts, st.none() | st.just(Question("ask_what").as_slot()), _texts, _texts))
def test_the_round_trip(memory: Memory) -> None:
    """A memory written to slots, stored as JSON and read again is the same."""
    assert Memory.from_slots(json.loads(json.dumps(memory.as_slots()))) == memory


def test_slots_of_others_and_missing_ones() -> None:
    """Slots that the dialogue does not know are passed over; missing ones are empty."""
    assert Memory.from_slots({"requested_slot": "x", "treatment": "surgery"}) == Memory(treatment="surgery")
    assert Memory.from_slots({}) == Memory()


def test_the_domain_has_a_slot_for_each_thing_remembered(domain: dict[str, Any]) -> None:
    """Each field is a slot of domain.yml that no message can fill and that no new session takes over."""
    assert {field.name for field in fields(Memory)} <= set(domain["slots"])
    for field in fields(Memory):
        assert [mapping["type"] for mapping in domain["slots"][field.name]["mappings"]] == ["custom"]
    assert domain["session_config"]["carry_over_slots_to_new_session"] is False


@settings(deadline=None, derandomize=True)
@given(st.builds(Question, st.text(max_size=9), *[st.lists(st.text(max_size=5), max_size=2).map(tuple)] * 2))
def test_a_question_from_its_slot(question: Question) -> None:
    """The slot keeps what a question names, through JSON."""
    assert Question.from_slot(json.loads(json.dumps(question.as_slot()))) == question


def test_the_effects_spoken_of_are_all_that_were_asked_about_at_once() -> None:
    """Where the last question was about others than the effect that is spoken of, only that one counts."""
    last = {"intent": "ask_specific_side_effect", "effects": ["nausea", "hair_loss"]}
    assert Memory(effect="nausea", last_question=last).effects == ("nausea", "hair_loss")
    assert Memory(effect="fatigue", last_question=last).effects == ("fatigue",)
    assert Memory(last_question=last).effects == Memory().effects == ()
