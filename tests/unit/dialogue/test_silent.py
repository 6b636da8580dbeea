"""What the page is silent on is redirected under its own name, and never answered with what comes nearest."""

from __future__ import annotations

import pytest
from asked import question

from assistant.dialogue.memory import Memory
from assistant.dialogue.referring import refer
from assistant.dialogue.silent import (
    EFFECTS_OF_DRUGS_THAT_HELP,
    GOING_WITHOUT,
    WHICH_FIRST,
    WHY_CELLS_STAY,
    WHY_FIRST,
    silent_on,
)
from knowledge.reader import load_knowledge

STEROIDS = Memory(
    aspect="side_effect_management", last_question={"intent": "ask_side_effect_management", "focuses": ["steroids"]}
)


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("what happens if a person decides against treatment", "ask_overview"),
        ("what if i refuse the chemo", "out_of_scope_other_treatment"),
        ("can one refuse the chemo if one does not want it", "out_of_scope_other_treatment"),
        ("what happens when someone turns down treatment", "out_of_scope_other_treatment"),
        ("can i say no to surgery", "ask_goal"),
        ("what if he won't have radiation", "out_of_scope_personal"),
        ("what would happen without treatment", "out_of_scope_prognosis"),
        ("is she allowed to decline the operation", "out_of_scope_personal"),
    ],
)
def test_who_asks_what_comes_of_no_treatment_gets_no_list_of_them(text: str, understood: str) -> None:
    """Whether one may refuse, and what comes of it, is nothing that the page says."""
    assert silent_on(question(text, understood), Memory()) == GOING_WITHOUT


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("what treatments are there without surgery", "ask_overview"),
        ("i don't want chemo, what other options are there", "ask_overview"),
        ("what are the side effects of chemo if i refuse it later", "ask_side_effects"),
        ("i am refusing to give up", "express_worry"),
        ("what does chemo do", "ask_goal"),
        ("what if the chemo does not work", "out_of_scope_prognosis"),
    ],
)
def test_who_asks_for_something_else_refuses_nothing(text: str, understood: str) -> None:
    """Other treatments, and side effects, have answers of their own."""
    assert silent_on(question(text, understood), Memory()) is None


@pytest.mark.parametrize(
    ("text", "understood", "silent"),
    [
        ("why do they do the surgery first", "ask_goal", WHY_FIRST),
        ("why does radiation come first", "out_of_scope_causes", WHY_FIRST),
        ("why do they start with chemo", "ask_how_given", WHY_FIRST),
        ("is there a reason that chemo is first", "ask_goal", WHY_FIRST),
        ("is it surgery first or chemo", "ask_combination", WHICH_FIRST),
        ("why is radiation used after surgery", "ask_goal", None),
        ("why does he get chemo the first time", "ask_goal", None),
        ("these tiny cells, why do they stay when surgeon took the tumor", "ask_goal", WHY_CELLS_STAY),
        ("why does the tumor grow back", "out_of_scope_causes", WHY_CELLS_STAY),
        ("why are some cells left behind", "ask_goal", WHY_CELLS_STAY),
        ("why does chemo attack cells", "ask_goal", None),
        ("why do they give radiation", "ask_goal", None),
    ],
)
def test_a_reason_that_the_page_does_not_give_is_not_made_of_what_it_says(
    text: str, understood: str, silent: str | None
) -> None:
    """What a treatment is for is no reason why it comes first, or why cells stay."""
    assert silent_on(question(text, understood), Memory()) == silent


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("what comes first, the radiation or the bone thing", "out_of_scope_procedure"),
        ("ok so which first, chemo or operation", "ask_compare"),
        ("yes but in what order", "affirm"),
        ("in which order", "out_of_scope_everyday"),
        ("which one do they do first", "nlu_fallback"),
        ("do they start with chemo or with radiation", "ask_combination"),
        ("chemo first or surgery first", "ask_combination"),
        ("which treatment is given first", "ask_overview"),
        ("what order are these done in", "out_of_scope_procedure"),
        ("is chemo or radiation given first", "ask_goal"),
    ],
)
def test_no_order_of_treatments_is_made_of_a_list(text: str, understood: str) -> None:
    """The page does not say which treatment comes first for one person."""
    assert silent_on(question(text, understood), Memory()) == WHICH_FIRST


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("what happens first", "ask_how_given"),
        ("first, what is radiation", "ask_what"),
        ("is it her first time with chemo", "ask_how_given"),
        ("what do i do first", "ask_overview"),
        ("in order to get chemo what do i need", "ask_what"),
        ("is radiation after surgery", "ask_combination"),
        ("which has hair loss first", "ask_compare"),
        ("why is chemo given", "ask_goal"),
    ],
)
def test_what_is_first_in_another_way_asks_for_no_order(text: str, understood: str) -> None:
    """The beginning of one treatment, and what the page says comes after another, have replies of their own."""
    assert silent_on(question(text, understood), Memory()) is None


def test_why_it_comes_back_may_be_asked_of_hair() -> None:
    """Behind hair loss "why does it come back" asks for no tumor."""
    asked = question("why does it come back", "out_of_scope_causes")
    assert silent_on(asked, Memory("chemotherapy", "specific_side_effect", "hair_loss")) is None


@pytest.mark.parametrize(
    ("text", "understood", "memory", "silent"),
    [
        ("and what bad effects do steroids have", "ask_side_effects", Memory(), EFFECTS_OF_DRUGS_THAT_HELP),
        ("are steroids bad for you", "out_of_scope_drugs", Memory(), EFFECTS_OF_DRUGS_THAT_HELP),
        ("do steroids cause weight gain", "out_of_scope_drugs", Memory(), EFFECTS_OF_DRUGS_THAT_HELP),
        ("do blood thinners have side effects", "out_of_scope_drugs", Memory(), EFFECTS_OF_DRUGS_THAT_HELP),
        ("do they have side effects", "ask_side_effects", STEROIDS, EFFECTS_OF_DRUGS_THAT_HELP),
        ("side effects of chemo", "ask_side_effects", STEROIDS, None),
        ("do steroids help with the side effects of chemo", "ask_side_effect_management", Memory(), None),
        ("what are steroids for", "ask_side_effect_management", Memory(), None),
        ("does it have side effects", "ask_side_effects", Memory("chemotherapy", "what"), None),
        ("what are blood tests for", "ask_side_effect_management", Memory(), None),
    ],
)
def test_the_good_effects_of_a_drug_are_no_answer_on_its_bad_ones(
    text: str, understood: str, memory: Memory, silent: str | None
) -> None:
    """The page lists no side effect of steroids or blood thinners."""
    assert silent_on(question(text, understood), memory) == silent


@pytest.mark.parametrize("text", ["if he can't have surgery what else is there", "if not surgery, then what"])
def test_what_there_is_instead_is_told(text: str) -> None:
    """Who can't have one treatment reads of the others."""
    assert refer(question(text, "ask_overview"), Memory(), load_knowledge()).intent == "ask_overview"
