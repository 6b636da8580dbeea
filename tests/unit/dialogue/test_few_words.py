"""What a few words ask of the treatment, or the side effect, that was spoken of."""

from __future__ import annotations

import pytest
from asked import question

from assistant.dialogue.following import WHICH_IS_MOST, follow
from assistant.dialogue.memory import Memory
from assistant.dialogue.referring import redirected_as, refer
from assistant.dialogue.wording import thinks_better, wishes_appointment
from knowledge.reader import load_knowledge

KNOWLEDGE = load_knowledge()
CHEMO, RADIATION, SURGERY, TARGETED = "chemotherapy", "radiation", "surgery", "targeted_therapy"
PAIR = "kyphoplasty_vertebroplasty"
TIRED = Memory(
    RADIATION,
    "specific_side_effect",
    "fatigue",
    {"intent": "ask_specific_side_effect", "treatments": [RADIATION], "effects": ["fatigue"]},
)


@pytest.mark.parametrize(
    ("text", "understood", "memory", "asked"),
    [
        ("who gets it", "nlu_fallback", Memory(TARGETED, "what", last_question={"intent": "ask_what"}), "ask_goal"),
        ("which people have that", "nlu_fallback", Memory(TARGETED, "what"), "ask_goal"),
        ("who gives it", "nlu_fallback", Memory(TARGETED, "what"), "nlu_fallback"),
        ("and if there is fluid", "nlu_fallback", Memory(SURGERY, last_question={"intent": "ask_goal"}), "ask_goal"),
        ("and if i am rich", "nlu_fallback", Memory(SURGERY, last_question={"intent": "ask_goal"}), "nlu_fallback"),
        ("any other way", "nlu_fallback", Memory(CHEMO, last_question={"intent": "ask_how_given"}), "ask_how_given"),
        ("in which order", "nlu_fallback", Memory(last_question={"intent": "ask_combination"}), "which_first"),
        ("then what kills the cancer", "ask_goal", Memory(CHEMO), "ask_overview"),
        ("what kills the pain", "ask_goal", Memory(CHEMO), "ask_goal"),
        ("more than chemo?", "nlu_fallback", TIRED, WHICH_IS_MOST),
        ("more than chemo?", "nlu_fallback", Memory(), "nlu_fallback"),
        ("does chemo do any of those", "nlu_fallback", TIRED, "ask_side_effects"),
        ("why", "ask_source", Memory(SURGERY), "ask_goal"),
        ("ha. and straighter?", "nlu_fallback", Memory(PAIR, last_question={"intent": "ask_goal"}), "ask_goal"),
        (
            "and less pain he hopes",
            "out_of_scope_prognosis",
            Memory(PAIR, last_question={"intent": "ask_goal"}),
            "ask_goal",
        ),
        ("and the pain?", "name_treatment", Memory(CHEMO, last_question={"intent": "ask_goal"}), "name_treatment"),
        (
            "what does it depend on",
            "ask_goal",
            Memory(RADIATION, last_question={"intent": "ask_side_effects"}),
            "ask_side_effects",
        ),
        ("all of the spine?", "ask_overview", Memory(RADIATION, last_question={"intent": "ask_what"}), "ask_how_given"),
        ("all of the spine?", "ask_overview", Memory(SURGERY, last_question={"intent": "ask_what"}), "ask_overview"),
        ("instead of chemo", "out_of_scope_other_treatment", Memory(), "ask_overview"),
        ("what makes people less sick", "out_of_scope_causes", Memory(), "ask_side_effect_management"),
    ],
)
def test_a_few_words_follow_on(text: str, understood: str, memory: Memory, asked: str) -> None:
    """They ask of what was spoken of; without it they stay what they were understood as."""
    assert follow(question(text, understood), memory, KNOWLEDGE).intent == asked


@pytest.mark.parametrize("text", ["and why is it with chemo", "why does chemo do it"])
def test_why_another_treatment_has_the_effect(text: str) -> None:
    """The reason is asked for, of the treatment that is named now."""
    asked = refer(question(text, "nlu_fallback"), TIRED, KNOWLEDGE)
    assert (asked.intent, asked.focuses, asked.effects) == ("ask_side_effects", ("reason",), ("fatigue",))


def test_how_common_a_side_effect_is_has_nothing_to_do_with_causes_of_cancer() -> None:
    """The redirect names no subject that would frighten."""
    listed = Memory(CHEMO, "side_effects", last_question={"intent": "ask_side_effects"})
    assert redirected_as(question("is that common", "out_of_scope_causes"), listed) == "out_of_scope_everyday"
    assert redirected_as(question("is that common", "out_of_scope_causes"), Memory()) == "out_of_scope_causes"


@pytest.mark.parametrize(
    ("text", "wants"),
    [
        ("actually yes", True),
        ("wait yes please", True),
        ("yes after all", True),
        ("i changed my mind, ok", True),
        ("ok", False),
        ("yes", False),
        ("actually no", False),
    ],
)
def test_who_thinks_better_of_a_request_given_up(text: str, wants: bool) -> None:
    """A plain yes to "I did not send anything" wants nothing."""
    assert thinks_better(text) is wants


@pytest.mark.parametrize(
    ("text", "wished"),
    [
        ("i want to book and i also want to know about hair", True),
        ("we would also like to come in", True),
        ("i want to read a book", False),
    ],
)
def test_a_wish_to_book_beside_a_question(text: str, wished: bool) -> None:
    """It is not lost behind the answer."""
    assert wishes_appointment(text) is wished
