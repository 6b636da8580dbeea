"""What actions do with what was said before: more, repeat, offers, two questions, misunderstandings in a row."""

# ruff: noqa: PLR0917 - fixtures and the columns of tables are arguments

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from said import chosen, question

from actions.action_answer_compare import ActionAnswerCompare
from actions.action_answer_goal import ActionAnswerGoal
from actions.action_answer_more import ActionAnswerMore
from actions.action_answer_named_treatment import ActionAnswerNamedTreatment
from actions.action_answer_overview import ActionAnswerOverview
from actions.action_answer_repeat import ActionAnswerRepeat
from actions.action_answer_side_effects import ActionAnswerSideEffects
from actions.action_answer_specific_side_effect import ActionAnswerSpecificSideEffect
from actions.action_answer_what import ActionAnswerWhat
from actions.action_answer_which_treatment_causes import ActionAnswerWhichTreatmentCauses
from actions.action_default_fallback import ActionDefaultFallback
from actions.action_follow_offer import ActionFollowOffer
from actions.action_redirect_to_appointment import ActionRedirectToAppointment
from knowledge.lookup import find_aspect
from knowledge.records import Aspect
from knowledge.sms_length import LONGEST_SMS, gsm_length

if TYPE_CHECKING:
    from rasa_sdk import Action

    from knowledge.reader import Knowledge
    from tests.conftest import Trackers


_SEVEN_UNLISTED = ("headache", "dry_mouth", "dizziness", "constipation", "fever", "pain", "low_mood")
_PLACES = (("chemotherapy", 0), ("radiation", 10))
"""The treatments of "chemo and radia", and where they stand in it."""
CHEMO, RADIATION, SURGERY = (("treatment", name) for name in ("chemotherapy", "radiation", "surgery"))


class TestMore:
    """By text message the rest of an answer is sent when it is asked for."""

    def test_more_sends_the_rest_once(self, tracker: Trackers, turn: Any, knowledge: Knowledge) -> None:
        """Asking for "more" gives the rest word for word with its own facts; asked again, what comes next is told."""
        heard = tracker("goal", "ask_goal", [("treatment", "kyphoplasty_vertebroplasty")], channel="sms")
        turn(ActionAnswerGoal(), heard)
        answer = find_aspect(knowledge, "kyphoplasty_vertebroplasty", Aspect.GOAL)
        rest = turn(ActionAnswerMore(), heard)
        assert rest[0]["text"] == answer.more("sms")
        assert rest[0]["record"]["facts"] == list(answer.facts_of_more("sms"))
        assert turn(ActionAnswerMore(), heard)[0]["record"]["aspect"] == "how_given"

    def test_more_goes_on_to_the_end_of_what_there_is(self, tracker: Trackers, turn: Any) -> None:
        """Asking for "more" leads through all that there is of a treatment, and only then there is no more."""
        heard = tracker("what", "ask_what", [CHEMO])
        turn(ActionAnswerWhat(), heard)
        told = [turn(ActionAnswerMore(), heard)[0] for _ in range(5)]
        aspects = [one["record"]["aspect"] for one in told]
        assert aspects == ["goal", "how_given", "side_effects", "side_effect_management", None]
        assert told[-1]["response"] == "utter_nothing_more"

    def test_more_after_all_treatments_asks_of_which(self, tracker: Trackers, turn: Any) -> None:
        """Behind the list of treatments nobody is told that this was all."""
        heard = tracker("overview", "ask_overview")
        turn(ActionAnswerOverview(), heard)
        assert turn(ActionAnswerMore(), heard)[0]["record"]["outcome"] == "clarify"

    def test_more_of_very_many_effects_comes_in_several_texts(
        self, tracker: Trackers, turn: Any, knowledge: Knowledge
    ) -> None:
        """Whatever number of effects is asked about, no text is too long, and each effect is told in the end."""
        effects = list(knowledge.effects)[14:]
        asked = [RADIATION, *(("effect", effect) for effect in effects)]
        heard = tracker("many", "ask_specific_side_effect", asked, channel="sms")
        texts = [turn(ActionAnswerSpecificSideEffect(), heard)[0]["text"]]
        while heard.slots["more"]:
            texts.append(turn(ActionAnswerMore(), heard)[0]["text"])
        assert len(texts) > 2
        assert all(gsm_length(text) <= LONGEST_SMS for text in texts)
        assert all(knowledge.effects[effect].name in " ".join(texts) for effect in effects)

    def test_more_of_two_answers_brings_the_rest_of_both(self, tracker: Trackers, turn: Any) -> None:
        """Where each of two treatments has more to tell than a text holds, the rest of the first is not lost."""
        effects = [("effect", name) for name in _SEVEN_UNLISTED]
        both = [{"entity": "treatment", "value": name, "start": at, "end": at + 5} for name, at in _PLACES]
        heard = tracker("chemo and radia", "ask_specific_side_effect", effects, channel="sms")
        heard.latest_message["entities"] += both
        turn(ActionAnswerSpecificSideEffect(), heard)
        assert "my list for chemo" in heard.slots["more"]
        assert "my list for radiation" in heard.slots["more"]

    def test_more_of_what_is_known_without_the_treatment(
        self, tracker: Trackers, turn: Any, knowledge: Knowledge
    ) -> None:
        """Behind a question back the rest of what is known already can be asked for."""
        effects = ("fatigue", "diarrhea", "nausea", "low_blood_counts", "hair_loss", "fluid_buildup")
        heard = tracker("it", "ask_specific_side_effect", [("effect", one) for one in effects], channel="sms")
        known, _ = turn(ActionAnswerSpecificSideEffect(), heard)
        (rest,) = turn(ActionAnswerMore(), heard)
        said = f"{known['text']} {rest['text']}".lower()
        assert all(f"{knowledge.effects[effect].name} can be a side effect" in said for effect in effects)
        assert rest["record"]["facts"]

    def test_the_website_says_all_at_once(self, tracker: Trackers, turn: Any) -> None:
        """On the website nothing is held back: what comes next is told."""
        heard = tracker("goal", "ask_goal", [("treatment", "kyphoplasty_vertebroplasty")])
        turn(ActionAnswerGoal(), heard)
        assert turn(ActionAnswerMore(), heard)[0]["record"]["aspect"] == "how_given"


class TestRepeat:
    """The words "say that again" repeat what was said last about a question, whatever kind of reply it was."""

    @pytest.mark.parametrize(
        ("action", "intent", "entities"),
        [
            (ActionAnswerWhat(), "ask_what", [CHEMO]),
            (ActionAnswerSideEffects(), "ask_side_effects", [SURGERY]),
            (ActionAnswerSideEffects(), "ask_side_effects", []),
            (ActionRedirectToAppointment(), "out_of_scope_cost", [CHEMO]),
            (ActionAnswerWhat(), "ask_what", [CHEMO, ("not_covered", "other_treatment")]),
            (ActionAnswerCompare(), "ask_compare", [CHEMO, RADIATION]),
        ],
        ids=["answer", "gap", "clarification", "redirect", "not covered", "comparison"],
    )
    def test_the_same_reply_again(
        self, action: Action, intent: str, entities: list[tuple[str, str]], tracker: Trackers, turn: Any
    ) -> None:
        """A repeated reply is the same, also where something else was answered before it."""
        heard = tracker("what is radiation", "ask_what", [RADIATION])
        turn(ActionAnswerWhat(), heard)
        earlier = dict(heard.slots)
        heard = tracker("words", intent, entities, earlier if entities else {})
        said = turn(action, heard)
        assert turn(ActionAnswerRepeat(), heard) == said
        assert turn(ActionAnswerRepeat(), heard) == said


class TestTwoQuestions:
    """A message with two questions gets both answers, or the word that one of them has none."""

    @pytest.mark.parametrize(
        ("second", "expected"),
        [
            (question("ask_what", RADIATION), ("answer", "radiation", "what")),
            (question("ask_side_effects", CHEMO), ("answer", "chemotherapy", "side_effects")),
            (question("out_of_scope_duration", CHEMO), ("redirect", None, None)),
            (question("ask_side_effects", SURGERY), ("redirect", "surgery", "side_effects")),
            (question("book_appointment"), ("answer", "appointment", None)),
            (question("ask_how_given"), ("answer", "chemotherapy", "how_given")),
        ],
    )
    def test_both_are_answered(
        self, second: dict[str, Any], expected: tuple[str, str, str], tracker: Trackers, turn: Any
    ) -> None:
        """The first is answered, then the second; what the second leaves out is taken from the first."""
        heard = tracker("two", "ask_what", questions=[question("ask_what", CHEMO), second])
        said = chosen(turn(ActionAnswerWhat(), heard))
        assert said[0] == ("answer", "chemotherapy", "what")
        assert said[1] == expected

    @pytest.mark.parametrize(
        ("intent", "response"),
        [
            ("ask_person", "utter_offer_person"),
            ("ask_identity", "utter_ask_identity"),
            ("ask_capabilities", "utter_ask_capabilities"),
        ],
    )
    def test_a_second_question_about_the_assistant_is_not_redirected(
        self, intent: str, response: str, tracker: Trackers, turn: Any
    ) -> None:
        """After "what is chemo, and can I talk to a person?" the number is given, not a redirect."""
        heard = tracker("two", "ask_what", questions=[question("ask_what", CHEMO), question(intent)])
        said = turn(ActionAnswerWhat(), heard)
        assert chosen(said)[0] == ("answer", "chemotherapy", "what")
        assert [message.get("response") for message in said[1:]] == [response]

    def test_the_same_question_of_two_treatments_named_in_one_breath(self, tracker: Trackers, turn: Any) -> None:
        """For "what are chemo and radiation": both are explained, and next steps are offered once, at the end."""
        text = "what are chemo and radiation"
        found = [
            {"entity": "treatment", "value": "chemotherapy", "start": 9, "end": 14},
            {"entity": "treatment", "value": "radiation", "start": 19, "end": 28},
        ]
        heard = tracker(text, "ask_what")
        heard.latest_message["entities"] = found
        said = turn(ActionAnswerWhat(), heard)
        assert [topic for _, topic, _ in chosen(said)] == ["chemotherapy", "radiation"]
        assert [bool(message["buttons"]) for message in said] == [False, True]

    def test_after_a_redirect_the_second_question_is_answered(self, tracker: Trackers, turn: Any) -> None:
        """A question without an answer does not swallow the one that has one."""
        parts = [question("out_of_scope_cost", CHEMO), question("ask_what", CHEMO)]
        said = turn(ActionRedirectToAppointment(), tracker("two", "out_of_scope_cost", questions=parts))
        assert chosen(said) == [("redirect", None, None), ("answer", "chemotherapy", "what")]


class TestNamedTreatment:
    """A treatment that is named alone takes the place of the one before, and the question stays."""

    @pytest.mark.parametrize(
        ("action", "intent", "entities", "then", "expected"),
        [
            (
                ActionAnswerSideEffects(),
                "ask_side_effects",
                [CHEMO],
                RADIATION,
                ("answer", "radiation", "side_effects"),
            ),
            (
                ActionAnswerSideEffects(),
                "ask_side_effects",
                [SURGERY],
                CHEMO,
                ("answer", "chemotherapy", "side_effects"),
            ),
            (ActionAnswerSideEffects(), "ask_side_effects", [], CHEMO, ("answer", "chemotherapy", "side_effects")),
            (ActionAnswerCompare(), "ask_compare", [CHEMO], RADIATION, ("answer", "chemotherapy", "compare")),
            (
                ActionAnswerSpecificSideEffect(),
                "ask_specific_side_effect",
                [("effect", "hair_loss")],
                CHEMO,
                ("answer", "chemotherapy", "specific_side_effect"),
            ),
            (
                ActionAnswerWhichTreatmentCauses(),
                "ask_which_treatment_causes",
                [("effect", "hair_loss")],
                RADIATION,
                ("answer", "radiation", "specific_side_effect"),
            ),
            (
                ActionAnswerWhichTreatmentCauses(),
                "ask_which_treatment_causes",
                [],
                CHEMO,
                ("answer", "chemotherapy", "side_effects"),
            ),
        ],
        ids=[
            "switch",
            "after a gap",
            "answers which",
            "compares with",
            "has that effect",
            "after causes",
            "most effects",
        ],
    )
    def test_the_question_stays(
        self,
        action: Action,
        intent: str,
        entities: list[tuple[str, str]],
        then: tuple[str, str],
        expected: tuple[str, str, str],
        tracker: Trackers,
        turn: Any,
    ) -> None:
        """The words "and radiation?" ask the last question of radiation, also after a reply that had no answer."""
        heard = tracker("first", intent, entities)
        turn(action, heard)
        heard = tracker("and then", "name_treatment", [then], heard.slots)
        assert chosen(turn(ActionAnswerNamedTreatment(), heard))[0] == expected


class TestOffers:
    """A plain "yes" takes up what was offered last, and nothing else."""

    @pytest.mark.parametrize(
        ("action", "intent", "entities", "outcome"),
        [
            (ActionRedirectToAppointment(), "out_of_scope_cost", [], "booking"),
            (ActionAnswerSideEffects(), "ask_side_effects", [SURGERY], "booking"),
            (ActionDefaultFallback(), "nlu_fallback", [], "booking"),
            (ActionAnswerWhat(), "ask_what", [CHEMO], "smalltalk"),
        ],
    )
    def test_yes(
        self, action: Action, intent: str, entities: list[tuple[str, str]], outcome: str, tracker: Trackers, turn: Any
    ) -> None:
        """After an offered appointment "yes" begins it; after an answer it asks what to talk about; once only."""
        heard = tracker("words", intent, entities)
        turn(action, heard)
        assert turn(ActionFollowOffer(), heard)[0]["record"]["outcome"] == outcome
        assert turn(ActionFollowOffer(), heard)[0]["record"]["outcome"] == "smalltalk"
