"""What actions make of messages that are not understood, and of the redirects before them."""

# ruff: noqa: PLR0917 - fixtures and the columns of tables are arguments

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from said import chosen

from actions.action_answer_appointment import ActionAnswerAppointment
from actions.action_default_fallback import ActionDefaultFallback
from actions.action_redirect_to_appointment import ActionRedirectToAppointment

if TYPE_CHECKING:
    from tests.conftest import Render, Trackers


class TestMisunderstood:
    """Never the same "I did not understand" twice in a row: other words, then a menu, then a person."""

    FIRST, MENU, PERSON = "utter_misunderstood", "utter_misunderstood_menu", "utter_misunderstood_person"

    @pytest.mark.parametrize(
        ("earlier", "text", "response"),
        [
            ([], "blub", FIRST),
            (["nlu_fallback"], "blub", MENU),
            (["out_of_scope_nonsense"], "blub", MENU),
            (["nlu_fallback", "out_of_scope_nonsense"], "blub", PERSON),
            (["nlu_fallback"] * 3, "blub", FIRST),
            (["nlu_fallback", "ask_what"], "blub", FIRST),
            (["nlu_fallback", "thank", "nlu_fallback"], "blub", MENU),
            (["nlu_fallback", {"event": "session_started"}], "blub", FIRST),
            (["out_of_scope_cost"], "blub", FIRST),
            ([], "", "utter_empty"),
            ([], " \t ", "utter_empty"),
            (["nlu_fallback"], "", MENU),
            (["nlu_fallback", "nlu_fallback"], "", PERSON),
        ],
    )
    def test_by_how_many_in_a_row(
        self, earlier: list[Any], text: str, response: str, tracker: Trackers, turn: Any, render: Render
    ) -> None:
        """The reply depends on the messages of this session that were not understood in a row, empty ones included."""
        said = turn(ActionDefaultFallback(), tracker(text, "nlu_fallback", earlier=earlier))
        assert [message["response"] for message in said] == [response]
        if response == self.PERSON:
            assert "911" in render(said, "sms")[0]

    def test_never_the_same_twice(self, tracker: Trackers, turn: Any) -> None:
        """However long it goes on, no reply is the one before."""
        for count in range(12):
            this, following = (
                turn(ActionDefaultFallback(), tracker(text, "nlu_fallback", earlier=["nlu_fallback"] * number))[0]
                for text, number in (("", count), ("", count + 1))
            )
            assert this["response"] != following["response"]


def test_a_redirect_remembers_the_treatment(turn: Any, tracker: Trackers) -> None:
    """Asked "how much does chemo cost", then "its side effects": chemo's; of two treatments neither is meant."""
    redirect = ActionRedirectToAppointment()
    heard = tracker("how much does chemo cost", "out_of_scope_cost", [("treatment", "chemotherapy")])
    turn(redirect, heard)
    assert heard.slots["treatment"] == "chemotherapy"
    both = [("treatment", "chemotherapy"), ("treatment", "radiation")]
    heard = tracker("what do chemo and radiation cost", "out_of_scope_cost", both, {"treatment": "surgery"})
    turn(redirect, heard)
    assert heard.slots["treatment"] is None


def test_a_redirect_answers_what_refers_to_an_answer(turn: Any, tracker: Trackers) -> None:
    """The words "what else can it cause" ask for side effects of the treatment talked about, not what causes cancer."""
    slots = {"treatment": "radiation", "aspect": "specific_side_effect", "effect": "nerve_damage"}
    heard = tracker("what else can it cause", "out_of_scope_causes", slots=slots)
    said = turn(ActionRedirectToAppointment(), heard)
    assert chosen(said) == [("answer", "radiation", "side_effects")]
    assert chosen(turn(ActionRedirectToAppointment(), tracker("what can it cause", "out_of_scope_causes"))) == [
        ("redirect", None, None)
    ]


def test_wanting_an_appointment_takes_up_the_answer_on_appointments(turn: Any, tracker: Trackers) -> None:
    """The words "how fast can I get one", then "ok, I want one", begin the request."""
    heard = tracker("how fast can i get an appointment", "ask_appointment")
    turn(ActionAnswerAppointment(), heard)
    assert heard.slots["offered"] == "appointment"
