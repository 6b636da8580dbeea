"""What is asked of several treatments that were spoken of, and of one list after the other."""

from __future__ import annotations

import pytest
from asked import question

from assistant.dialogue.each import of_each
from assistant.dialogue.memory import Memory
from assistant.dialogue.replies import Clarification
from assistant.dialogue.resolve import resolve
from knowledge.reader import TREATMENTS, load_knowledge

KNOWLEDGE = load_knowledge()
CHEMO, RADIATION = "chemotherapy", "radiation"
BOTH = (CHEMO, RADIATION)
COMPARED = Memory(aspect="compare", last_question={"intent": "ask_compare", "treatments": list(BOTH)})
ASKED_BACK = Memory(aspect="how_given", last_question={"intent": "ask_how_given", "choices": list(BOTH)})
ONE_THEN_OTHER = Memory(
    RADIATION, "what", last_question={"intent": "ask_what", "treatments": [RADIATION], "choices": list(BOTH)}
)
OVERVIEW = Memory(aspect="what", last_question={"intent": "ask_overview", "choices": list(TREATMENTS)})


@pytest.mark.parametrize(
    ("text", "intent", "memory", "treatments"),
    [
        ("how are they given", "ask_how_given", COMPARED, BOTH),
        ("what are they for", "ask_goal", COMPARED, BOTH),
        ("recovery for both", "ask_recovery", COMPARED, BOTH),
        ("and how are they each given", "ask_how_given", COMPARED, BOTH),
        ("how are all of them given", "ask_how_given", COMPARED, BOTH),
        ("side effects of both", "ask_side_effects", ASKED_BACK, BOTH),
        ("side effects of both", "ask_side_effects", ONE_THEN_OTHER, BOTH),
        ("what are both for", "ask_goal", ONE_THEN_OTHER, BOTH),
        ("side effects of the two", "ask_side_effects", ASKED_BACK, BOTH),
        ("what are the two legs for", "ask_goal", ASKED_BACK, ()),
        ("how is it given", "ask_how_given", COMPARED, ()),
        ("how are they given", "ask_how_given", ASKED_BACK, ()),
        ("how are they given", "ask_how_given", ONE_THEN_OTHER, ()),
        ("what are they", "ask_what", COMPARED, ()),
        ("will both my legs get better", "ask_goal", COMPARED, ()),
        ("is it given each week", "ask_how_given", COMPARED, ()),
        ("how are all of them given", "ask_how_given", OVERVIEW, ()),
        ("how are both given", "ask_how_given", Memory(CHEMO, "what"), ()),
    ],
)
def test_both_are_those_spoken_of(text: str, intent: str, memory: Memory, treatments: tuple[str, ...]) -> None:
    """Behind two treatments "both" and "they" ask of each of them; "it" may be either, and of many none is told."""
    assert of_each(question(text, intent), memory).treatments == treatments


def test_what_is_asked_back_leaves_the_two_spoken_of() -> None:
    """Asked back twice in a row, the choice is still between the two that were compared."""
    reply = resolve(question("and what is it for", "ask_goal"), ASKED_BACK, KNOWLEDGE).reply
    assert isinstance(reply, Clarification)
    assert reply.treatments == BOTH
    fresh = resolve(question("what is the goal", "ask_goal"), ASKED_BACK, KNOWLEDGE).reply
    assert isinstance(fresh, Clarification)
    assert set(fresh.treatments) == set(TREATMENTS)


@pytest.mark.parametrize("intent", ["ask_specific_side_effect", "ask_compare", "ask_combination", "name_treatment"])
def test_one_side_effect_of_both_is_asked_of_both(intent: str) -> None:
    """In "so they both make you tired" each is meant, whatever was understood; without a side effect neither is."""
    asked = of_each(question("so they both make you tired?", intent), ASKED_BACK)
    assert (asked.intent, asked.treatments, asked.together) == ("ask_specific_side_effect", BOTH, True)
    assert asked.effects
    assert of_each(question("which of both is better", intent), ASKED_BACK).treatments == ()
