"""Help that is asked for in words of daily life is answered with what the page has, and with no more."""

from __future__ import annotations

import pytest
from asked import question

from assistant.dialogue.help_asked import of_help
from assistant.dialogue.memory import Memory

CHEMO, HELP = "chemotherapy", "ask_side_effect_management"
APPETITE = ("loss_of_appetite",)
SKIN = Memory("radiation", "specific_side_effect", "skin_irritation", {"effects": ["skin_irritation"]})
NAUSEA = Memory(CHEMO, "side_effect_management", "nausea", {"effects": ["nausea"]})


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("something help her eat?", "ask_supportive_care"),
        ("doctor have medicine for appetite?", HELP),
        ("is there anything to make him eat again", "out_of_scope_lifestyle"),
        ("what can help her to eat more", "ask_supportive_care"),
        ("something to get her appetite back", "nlu_fallback"),
        ("pills for appetite", "out_of_scope_drugs"),
        ("what helps him eat", "ask_overview"),
        ("do they give anything for appetite", HELP),
    ],
)
def test_help_to_eat_is_the_help_with_appetite(text: str, understood: str) -> None:
    """The page names drugs that may increase appetite, and help with food."""
    found = of_help(question(text, understood), Memory(CHEMO))
    assert found is not None
    assert (found.intent, found.effects) == (HELP, APPETITE)


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("can she eat fish", "out_of_scope_lifestyle"),
        ("is there anything she should not eat", "out_of_scope_lifestyle"),
        ("what foods help", "out_of_scope_lifestyle"),
        ("what helps with nausea so she can eat", HELP),
        ("do steroids help with poor appetite during radiation", HELP),
        ("can she use face cream", "out_of_scope_drugs"),
        ("what happens before chemo starts", "ask_how_given"),
        ("how often is chemo given", "out_of_scope_duration"),
        ("are there blood tests with chemo", "ask_how_given"),
    ],
)
def test_what_may_be_eaten_or_used_is_no_such_question(text: str, understood: str) -> None:
    """Food, creams and times that the page is silent on keep their own replies."""
    assert of_help(question(text, understood), Memory(CHEMO)) is None


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("can put cream?", "out_of_scope_lifestyle"),
        ("which lotion is good for that", "out_of_scope_drugs"),
        ("is aloe ok", "out_of_scope_everyday"),
    ],
)
def test_a_cream_for_the_skin_is_help_with_it(text: str, understood: str) -> None:
    """It is said that there is no help listed for the skin alone, and not that it is a matter of daily life."""
    found = of_help(question(text, understood), SKIN)
    assert found is not None
    assert (found.intent, found.effects) == (HELP, ("skin_irritation",))


def test_ice_cream_is_food() -> None:
    """Skin that was spoken of makes no ointment of it."""
    assert of_help(question("can he eat ice cream", "out_of_scope_lifestyle"), SKIN) is None


@pytest.mark.parametrize(
    "text",
    [
        "she get before chemo or only when sick come",
        "do they give it before or after the chemo",
        "does he take them before it or only when he feels sick",
    ],
)
def test_when_the_drugs_just_told_of_are_given_is_asked_of_these(text: str) -> None:
    """The page says of them: before and during treatment; the meeting before chemo is another thing."""
    found = of_help(question(text, "ask_how_given"), NAUSEA)
    assert found is not None
    assert (found.intent, found.effects) == (HELP, ("nausea",))


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("blood test often? every day?", "out_of_scope_diagnosis"),
        ("how often are blood tests during chemo", "out_of_scope_duration"),
        ("is it every week, the blood test", "out_of_scope_duration"),
    ],
)
def test_how_often_blood_is_tested_is_asked_of_the_blood_tests(text: str, understood: str) -> None:
    """They are routine; how often is said to be unknown beside it (`test_second_question`)."""
    found = of_help(question(text, understood), Memory(CHEMO))
    assert found is not None
    assert found.intent == HELP
