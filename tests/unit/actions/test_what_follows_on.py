"""Conversations of actions: short messages that go on from a list, a comparison or a redirect."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from said import chosen

if TYPE_CHECKING:
    from collections.abc import Callable

    Hold = Callable[..., list[dict[str, Any]]]


def test_one_of_a_list_is_pointed_at_after_another(hold: Hold) -> None:
    """Who has read a list goes through it by "the second one", "the third", "and the last" and "the first"."""
    first = ("what treatments are there", "ask_overview")
    turns = [first, ("the second one", "name_treatment"), ("the third", "name_treatment")]
    assert chosen(hold(*turns)) == [("answer", "radiation", "what")]
    turns.append(("and the last", "ask_repeat"))
    assert chosen(hold(*turns)) == [("answer", "targeted_therapy", "what")]
    turns.append(("the first", "name_treatment"))
    assert chosen(hold(*turns)) == [("answer", "surgery", "what")]
    assert chosen(hold(first, ("number 2", "name_treatment"), ("last one", "ask_repeat"))) == [
        ("answer", "targeted_therapy", "what")
    ]


def test_a_redirect_of_another_treatment_names_the_same_subject(hold: Hold) -> None:
    """Behind "does chemo cause hair loss" and "will it grow back", "and radiation?" does not ask how long one lives."""
    turns = [
        ("does chemo cause hair loss", "ask_specific_side_effect"),
        ("will it grow back", "out_of_scope_prognosis"),
    ]
    for text in ("and radiation?", "and surgery"):
        turns.append((text, "name_treatment"))
        (said,) = hold(*turns)
        assert said["record"]["outcome"] == "redirect"
        assert said["subject"] == "that"


def test_both_are_asked_of_each(hold: Hold) -> None:
    """Behind a comparison "how are they given" and "what are they for" are answered of both, one after the other."""
    turns = [("compare chemo and radiation", "ask_compare"), ("how are they given", "ask_how_given")]
    assert [topic for _, topic, _ in chosen(hold(*turns))] == ["chemotherapy", "radiation"]
    turns.append(("what are they for", "ask_goal"))
    assert chosen(hold(*turns)) == [("answer", "chemotherapy", "goal"), ("answer", "radiation", "goal")]
    separate = [
        ("what is chemo", "ask_what"),
        ("what is radiation", "ask_what"),
        ("side effects of both", "ask_side_effects"),
    ]
    assert [topic for _, topic, _ in chosen(hold(*separate))] == ["chemotherapy", "radiation"]
