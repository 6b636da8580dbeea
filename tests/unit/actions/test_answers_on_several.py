"""What is said, recorded and offered where a message is about several treatments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from actions.action_answer_more import ActionAnswerMore
from actions.action_answer_side_effects import ActionAnswerSideEffects
from actions.action_answer_specific_side_effect import ActionAnswerSpecificSideEffect
from actions.action_answer_what import ActionAnswerWhat
from knowledge.reader import TREATMENTS

if TYPE_CHECKING:
    from rasa_sdk import Tracker

    from knowledge.reader import Knowledge
    from tests.conftest import Trackers

SURGERY, CHEMO, RADIATION, _IR, _KV, TARGETED = TREATMENTS
FOUR = (SURGERY, CHEMO, RADIATION, TARGETED)
_WORDS = {SURGERY: "surgery", CHEMO: "chemo", RADIATION: "radiation", TARGETED: "targeted therapy"}


def naming(heard: Tracker, treatments: tuple[str, ...], asks: str = "") -> Tracker:
    """Return a tracker whose message `asks` something of treatments that it names in one breath."""
    text = asks
    for name in treatments:
        text += ", " if text != asks else ""
        place = {"start": len(text), "end": len(text) + len(_WORDS[name])}
        heard.latest_message["entities"].append({"entity": "treatment", "value": name, **place})
        text += _WORDS[name]
    heard.latest_message["text"] = text
    return heard


def test_the_rest_of_two_answers_is_recorded_with_the_facts_of_both(tracker: Trackers, turn: Any) -> None:
    """Each text that follows names the facts that it tells, of whichever treatment; together they name all."""
    effects = ["fatigue", "nausea", "diarrhea", "low_blood_counts", "mouth_sores", "hair_loss", "infection", "bruising"]
    effects += ["high_blood_pressure", "fluid_buildup"]
    entities = [("effect", name) for name in effects]
    heard = naming(tracker("", "ask_specific_side_effect", entities, channel="sms"), (CHEMO, TARGETED))
    first = turn(ActionAnswerSpecificSideEffect(), heard)
    told: dict[str, list[str]] = {fact: [] for one in first for fact in one["record"]["facts"]}
    while heard.slots["more"]:
        (said,) = turn(ActionAnswerMore(), heard)
        for fact in said["record"]["facts"]:
            told.setdefault(fact, []).append(said["text"])
        of = {name for name, word in ((CHEMO, "chemo"), (TARGETED, "argeted therapy")) if word in said["text"]}
        assert said["record"]["topic"] == (of.pop() if len(of) == 1 else None)
        assert all(
            ("chemo" if fact.startswith("CH") else "argeted") in said["text"] for fact in said["record"]["facts"]
        )
    assert {fact[:2] for fact, texts in told.items() if texts} == {"CH", "TT"}
    heard = naming(tracker("", "ask_specific_side_effect", entities), (CHEMO, TARGETED))
    on_website = {fact for one in turn(ActionAnswerSpecificSideEffect(), heard) for fact in one["record"]["facts"]}
    assert set(told) == on_website


def test_the_rest_of_the_first_answer_alone_is_recorded_as_its_own(tracker: Trackers, turn: Any) -> None:
    """Where only the first of two answers has a rest, "more" is no word about the second."""
    effects = [("effect", name) for name in ("fatigue", "nausea", "diarrhea", "infection", "bruising", "hair_loss")]
    heard = naming(tracker("", "ask_specific_side_effect", effects, channel="sms"), (CHEMO, SURGERY))
    turn(ActionAnswerSpecificSideEffect(), heard)
    (said,) = turn(ActionAnswerMore(), heard)
    assert said["record"]["facts"]
    assert all(fact.startswith("CH") for fact in said["record"]["facts"])
    assert said["record"]["topic"] == CHEMO


def test_the_rest_of_an_answer_says_whose_it_is(tracker: Trackers, turn: Any) -> None:
    """Behind two answers the reason of one treatment's side effects is never read as that of the other's."""
    heard = naming(tracker("", "ask_side_effects", channel="sms"), (CHEMO, RADIATION), "side effects of ")
    turn(ActionAnswerSideEffects(), heard)
    (said,) = turn(ActionAnswerMore(), heard)
    assert said["text"].startswith("Side effects of chemo: Chemo attacks")
    assert said["record"]["topic"] == CHEMO
    assert said["record"]["facts"]


def test_an_effect_of_four_treatments_is_told_of_each(tracker: Trackers, turn: Any, knowledge: Knowledge) -> None:
    """None of the treatments that a message names is left out, however many there are."""
    heard = naming(tracker("", "ask_specific_side_effect", [("effect", "hair_loss")]), FOUR)
    (said,) = turn(ActionAnswerSpecificSideEffect(), heard)
    assert all(knowledge.topics[name].name in said["text"].lower() for name in FOUR)
    assert said["text"].count("Yes, ") == 2
    assert heard.slots["treatment"] is None


def test_four_treatments_are_each_explained(tracker: Trackers, turn: Any) -> None:
    """What each of many treatments is, is told of each."""
    heard = naming(tracker("", "ask_what"), FOUR)
    assert [said["record"]["topic"] for said in turn(ActionAnswerWhat(), heard)] == list(FOUR)
