"""Whole conversations of actions: the treatment that "it" means is never another one than the patient means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from said import chosen

from actions.action_answer_overview import ActionAnswerOverview
from assistant.language.reading import shared_reader
from assistant.nlu.message_reader import entities_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Trackers

    Hold = Callable[..., list[dict[str, Any]]]


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        (
            [
                ("what does chemo cost", "out_of_scope_cost"),
                ("and radiation?", "name_treatment"),
                ("how is it given?", "ask_how_given"),
            ],
            ("answer", "radiation", "how_given"),
        ),
        (
            [
                ("how long does radiation take", "out_of_scope_duration"),
                ("and chemo?", "name_treatment"),
                ("what are the side effects", "ask_side_effects"),
            ],
            ("answer", "chemotherapy", "side_effects"),
        ),
        (
            [
                ("how long does radiation take", "out_of_scope_duration"),
                ("and surgery?", "name_treatment"),
                ("what are the side effects", "ask_side_effects"),
            ],
            ("redirect", "surgery", "side_effects"),
        ),
        (
            [("i am on targeted therapy", "share_situation"), ("what are the side effects", "ask_side_effects")],
            ("answer", "targeted_therapy", "side_effects"),
        ),
        (
            [
                ("what is chemo", "ask_what"),
                ("my doctor said i need vertebroplasty", "share_situation"),
                ("what is it", "ask_what"),
            ],
            ("answer", "kyphoplasty_vertebroplasty", "what"),
        ),
        (
            [("what is chemo", "ask_what"), ("i am scared", "share_situation"), ("how is it given", "ask_how_given")],
            ("answer", "chemotherapy", "how_given"),
        ),
    ],
)
def test_the_treatment_named_last_is_meant(
    turns: list[tuple[str, str]], expected: tuple[str, str, str], hold: Hold
) -> None:
    """A treatment is remembered wherever it was named: in a question that was redirected, in what a person told."""
    assert chosen(hold(*turns))[0] == expected


@pytest.mark.parametrize(
    "turns",
    [
        [("is radiation better than ablation", "out_of_scope_other_treatment"), ("how is it done", "ask_how_given")],
        [("is ablation the same as radiation", "out_of_scope_other_treatment"), ("how is it done", "ask_how_given")],
        [("is radiation better than ablation", "ask_compare"), ("how is it done", "ask_how_given")],
        [("is radiation better than histotripsy", "out_of_scope_other_treatment"), ("how is it done", "ask_how_given")],
        [("what is chemo", "ask_what"), ("what is immunotherapy", "ask_what"), ("how is it done", "ask_how_given")],
        [
            ("what is surgery", "ask_what"),
            ("how long do chemo and radiation take", "out_of_scope_duration"),
            ("how is it given", "ask_how_given"),
        ],
        [("what are chemo and radiation", "ask_what"), ("how is it given", "ask_how_given")],
        [("compare chemo and radiation", "ask_compare"), ("how is it given", "ask_how_given")],
        [
            ("what is chemo", "ask_what"),
            ("is it used together with radiation", "ask_combination"),
            ("how is it given", "ask_how_given"),
        ],
        [
            ("what is surgery", "ask_what"),
            ("i had chemo and then radiation", "share_situation"),
            ("how is it given", "ask_how_given"),
        ],
        [
            ("does radiation cause ulcers", "ask_specific_side_effect"),
            ("what about the other thing", "name_treatment"),
            ("what are the side effects", "ask_side_effects"),
        ],
    ],
)
def test_where_it_is_unclear_which_treatment_is_meant_it_is_asked(turns: list[tuple[str, str]], hold: Hold) -> None:
    """Of two treatments named none is chosen, also where the page has only one of them, or where it was asked back."""
    assert [outcome for outcome, _, _ in chosen(hold(*turns))] == ["clarify"]


@pytest.mark.parametrize("first", ["ask_compare", "ask_side_effects"])
@pytest.mark.parametrize("then", ["which is worse", "which has fewer side effects"])
def test_which_is_worse_compares_the_two_just_named(first: str, then: str, hold: Hold) -> None:
    """After "side effects of chemo and radiation" both lists are put side by side, and neither is called worse."""
    said = hold(("side effects of chemo and radiation", first), (then, "ask_compare"))
    assert chosen(said) == [("answer", "chemotherapy", "compare")]
    assert {"CH9", "RA9", "OV1"} <= set(said[0]["record"]["facts"])


def test_a_treatment_named_again_is_not_asked_for_again(hold: Hold) -> None:
    """Asked which treatment to compare chemo with, "chemo" is answered with chemo, not with the same question."""
    said = hold(("what is chemo", "ask_what"), ("is it better", "ask_compare"), ("chemo", "name_treatment"))
    assert chosen(said) == [("answer", "chemotherapy", "what")]


def test_two_treatments_named_alone_are_both_explained(hold: Hold) -> None:
    """The message "chemo and surgery" asks nothing else, so that both are explained."""
    said = hold(("chemo and surgery", "ask_combination"))
    assert chosen(said) == [("answer", "chemotherapy", "what"), ("answer", "surgery", "what")]


@pytest.mark.parametrize(
    "before", [("low blood counts", "ask_specific_side_effect"), ("low blood counts why", "ask_which_treatment_causes")]
)
def test_that_is_the_side_effect_just_spoken_of(before: tuple[str, str], hold: Hold) -> None:
    """After low blood counts, "does chemo cause that" is answered of low blood counts, and so is the next treatment."""
    asked = [before, ("does chemo cause that", "ask_specific_side_effect")]
    said = hold(*asked)
    assert said[0]["record"]["verdict"] == "listed"
    assert {"CH12", "CH13", "CH14"} <= set(said[0]["record"]["facts"])
    said = hold(*asked, ("what about targeted therapy", "name_treatment"))
    assert said[0]["record"]["verdict"] == "listed"
    assert said[0]["record"]["facts"] == ["TT6"]


def test_targeted_alone_is_targeted_therapy(hold: Hold) -> None:
    """The words "what about targeted" name targeted therapy, and what follows is about it."""
    said = hold(
        ("does chemo cause ulcers", "ask_specific_side_effect"),
        ("and radiation", "name_treatment"),
        ("what about targeted", "name_treatment"),
        ("how do they treat it", "ask_overview"),
    )
    assert chosen(said) == [("answer", "targeted_therapy", "side_effect_management")]


@pytest.mark.parametrize("intent", ["nlu_fallback", "out_of_scope_nonsense", "out_of_scope_other_disease"])
@pytest.mark.parametrize("text", ["nausea", "tired", "memory problems?", "weight loss", "infertility"])
def test_a_side_effect_alone_asks_which_treatments_list_it(text: str, intent: str, hold: Hold) -> None:
    """A message that is nothing but the name of a side effect is answered, whatever the classifier makes of it."""
    assert {outcome for outcome, _, _ in chosen(hold((text, intent)))} == {"clarify"}
    assert hold((text, intent))[0]["record"]["aspect"] == "specific_side_effect"


@pytest.mark.parametrize(
    ("text", "treatment"), [("swollen ankles", "targeted_therapy"), ("rash", "radiation"), ("bruises", "chemotherapy")]
)
def test_where_one_treatment_lists_it_nothing_is_asked_back(text: str, treatment: str, hold: Hold) -> None:
    """A choice of one is no question: the one treatment that lists the effect is answered, by its name."""
    assert chosen(hold((text, "ask_specific_side_effect"))) == [("answer", treatment, "specific_side_effect")]


def test_a_side_effect_in_a_sentence_that_is_not_understood_is_not_guessed_at(hold: Hold) -> None:
    """More than the name of a side effect stays what the classifier makes of it."""
    assert chosen(hold(("my dog has hair loss", "out_of_scope_everyday")))[0][0] == "redirect"


def test_help_that_was_spoken_of_is_asked_of_another_treatment(hold: Hold) -> None:
    """After steroids, "do i get them with radiation as well" is about steroids, and so is "and radiation?"."""
    steroids = ("what are steroids for", "ask_side_effect_management")
    for text, intent in [
        ("do i get them with radiation as well", "ask_combination"),
        ("and radiation?", "name_treatment"),
    ]:
        said = hold(steroids, (text, intent))
        assert said[0]["record"]["facts"] == ["RA14"]


def test_is_it_surgery_is_about_what_was_talked_of(hold: Hold) -> None:
    """After kyphoplasty, "is it surgery" asks what kyphoplasty is, and the talk stays with kyphoplasty."""
    asked = [("what is kyphoplasty", "ask_what"), ("is it surgery", "ask_what")]
    assert chosen(hold(*asked)) == [("answer", "kyphoplasty_vertebroplasty", "what")]
    assert chosen(hold(*asked, ("what is it for", "ask_what")))[0][1] == "kyphoplasty_vertebroplasty"


@pytest.mark.parametrize("understood", ["ask_how_given", "ask_what", "name_treatment"])
def test_a_treatment_alone_keeps_the_question(understood: str, hold: Hold) -> None:
    """The words "and of chemo?" only name a treatment, whatever the classifier makes of them."""
    said = hold(("what are the side effects of surgery", "ask_side_effects"), ("and of chemo?", understood))
    assert chosen(said) == [("answer", "chemotherapy", "side_effects")]


def test_which_treatment_does_not_cause_it(hold: Hold) -> None:
    """Those without it in their list are named, with the word that this is no promise; those with it are told apart."""
    said = hold(
        ("which treatment causes hair loss", "ask_which_treatment_causes"),
        ("which treatment doesnt cause it", "ask_which_treatment_causes"),
    )
    text = said[0]["text"]
    assert "I do not see hair loss in my list of side effects of targeted therapy" in text
    assert "does not mean yes or no" in text
    assert "I do see hair loss in my list for chemo and radiation" in text


@pytest.mark.parametrize("channel", ["website", "sms"])
def test_options_other_than_chemo_leave_chemo_out(channel: str, hold: Hold, tracker: Trackers, turn: Any) -> None:
    """The list of treatments does not hold the one that was ruled out."""
    text = "What are my options other than chemo?"
    heard = tracker(text, "ask_overview", channel=channel)
    heard.latest_message["entities"] = entities_of(shared_reader().read(text))
    said = turn(ActionAnswerOverview(), heard)
    assert "chemo" not in said[0]["text"].lower()
    assert all(word in said[0]["text"].lower() for word in ("surgery", "radiation", "targeted", "kyphoplasty"))


def test_weak_legs_are_not_called_paralysis(hold: Hold) -> None:
    """The page knows no help for weak legs, and the reply gives them no name that a patient did not use."""
    said = hold(("what treatments help weak legs", "ask_side_effect_management"))
    assert "paralysis" not in said[0]["text"].lower()
