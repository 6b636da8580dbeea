"""What "it", "that" and "they" ask about."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.dialogue.memory import Memory
from assistant.dialogue.question import Question, read_questions
from assistant.dialogue.referring import refer
from assistant.language.reading import shared_reader
from assistant.nlu.message_reader import entities_of
from knowledge.lookup import SUPPORTIVE_CARE

LISTED = Memory(treatment="chemotherapy", aspect="side_effects")
ONE_EFFECT = Memory(treatment="chemotherapy", aspect="specific_side_effect", effect="nausea")
EFFECT_ALONE = Memory(aspect="which_treatment_causes", effect="nausea")
COMPARED = Memory(last_question={"intent": "ask_compare", "treatments": ["chemotherapy", "radiation"]})
CARED = Memory(last_question={"intent": "ask_supportive_care"})


def question(text: str, intent: str) -> Question:
    """Return the question of a message that was understood as `intent`."""
    entities = entities_of(shared_reader().read(text))
    message: dict[str, Any] = {"text": text, "intent": {"name": intent}, "entities": entities}
    return read_questions(message)[0]


@pytest.mark.parametrize(
    ("text", "understood", "memory", "asked"),
    [
        ("what else can it cause", "out_of_scope_causes", LISTED, "ask_side_effects"),
        ("then what does it cause", "out_of_scope_causes", ONE_EFFECT, "ask_side_effects"),
        ("what causes it", "out_of_scope_causes", LISTED, "out_of_scope_causes"),
        ("what causes this cancer", "out_of_scope_causes", LISTED, "out_of_scope_causes"),
        ("how are they treated", "ask_overview", LISTED, "ask_side_effect_management"),
        ("what helps with them", "ask_supportive_care", LISTED, "ask_side_effect_management"),
        ("what helps with it", "ask_goal", EFFECT_ALONE, "ask_side_effect_management"),
        ("what is it for", "ask_goal", ONE_EFFECT, "ask_goal"),
        ("how is this cancer treated", "ask_overview", LISTED, "ask_overview"),
        ("what treatments are there for it", "ask_overview", LISTED, "ask_overview"),
        ("how are they treated", "ask_overview", Memory(), "ask_overview"),
        ("how do they check that", "out_of_scope_diagnosis", ONE_EFFECT, "ask_side_effect_management"),
        ("how do they check that", "out_of_scope_diagnosis", LISTED, "out_of_scope_diagnosis"),
        ("my mom has a scan thursday is that ok", "out_of_scope_diagnosis", ONE_EFFECT, "out_of_scope_diagnosis"),
        ("does a scan show them", "out_of_scope_diagnosis", ONE_EFFECT, "out_of_scope_diagnosis"),
        ("what else can it do", "ask_overview", Memory(treatment="surgery", aspect="goal"), "ask_goal"),
    ],
)
def test_the_intent_fits_what_was_said_before(text: str, understood: str, memory: Memory, asked: str) -> None:
    """A pronoun stands for the treatment or the side effects talked about, unless the cancer itself is named."""
    assert refer(question(text, understood), memory).intent == asked


@pytest.mark.parametrize(
    ("text", "understood", "memory", "treatments"),
    [
        ("compare their side effects", "ask_compare", COMPARED, ("chemotherapy", "radiation")),
        ("compare surgery with that", "ask_compare", COMPARED, ("surgery",)),
        ("what is it for", "ask_goal", CARED, (SUPPORTIVE_CARE,)),
        ("what is it for", "ask_goal", LISTED, ()),
    ],
)
def test_the_treatments_that_are_meant(text: str, understood: str, memory: Memory, treatments: tuple[str, ...]) -> None:
    """What a question names is never replaced by what was said before."""
    assert refer(question(text, understood), memory).treatments == treatments
