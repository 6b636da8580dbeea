"""Urgent help lets go of who says that nothing is wrong, and of whom somebody sees; of nobody else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from turns_after import UNSURE, after, turn

from assistant.dialogue.replies import Outcome
from assistant.safety import Assessment, Tier
from assistant.safety.replies import load_urgent_help
from assistant.turn.danger import Danger, Heard, danger_in


@pytest.mark.parametrize(
    "text",
    [
        "nothing is happening, is it a pill or a drip",
        "hes asleep rn nothings happening",
        "omg nobody is in danger. can i just ask about radiation",
        "not emergency!!! only apointment",
        "stop 911. i am good",
        "it was a joke",
        "why 988 again im fine",
        "what? no hes asleep hes fine",
        "Good grief. Nothing has happened to me, I was asking what the nerve damage means.",
        "no no that was in october, he is asleep in the chair",
        "his legs have been swollen since 2019 the cardiologist knows",
        "i asked about chemo",
    ],
)
def test_who_says_that_nothing_is_wrong_is_let_go(text: str) -> None:
    """They get what they would have got, and no later message is met as an emergency."""
    danger, given = Danger(Tier.CALL_911, only_asked=False), turn(Outcome.REDIRECT)
    assert after(danger, given, text) == replace(given, user=text)
    assert after(danger, given, text, UNSURE) == replace(given, user=text)
    said = [Heard("urgent_help", Tier.CALL_911), Heard("x", None, text)]
    assert danger_in(said, taken_back=False) == Danger(Tier.CALL_911, only_asked=True)


@pytest.mark.parametrize(
    "text",
    [
        "im fine its just my legs",
        "its not me its my dad",
        "you said call but nobody answers",
        "i cant calm down",
        "the hotline is busy",
        "why 911",
        "is he ok or not",
        "am i ok?",
        "i hope he is ok",
        "this has happened to me before",
        "i asked what to do",
        "it started months ago",
        "the doctor does not know",
    ],
)
def test_who_may_be_in_danger_is_not_let_go(text: str) -> None:
    """Words that sound like all is well, and do not say so."""
    came = after(Danger(Tier.CALL_911, only_asked=False), turn(Outcome.REDIRECT), text)
    assert came.messages[0].text.startswith(("Call 911 now.", "Call 911 again now."))


def test_an_emergency_that_is_denied_beside_is_one() -> None:
    """Where the gate sees a danger in the message, nothing that stands beside it takes that back."""
    urgent = Assessment(Tier.CALL_911, "weakness", by="rule")
    came = after(Danger(Tier.CALL_911, only_asked=False), turn(Outcome.URGENT), "nothing is wrong, legs numb", urgent)
    assert came.record.outcome is Outcome.URGENT


@pytest.mark.parametrize(
    "text",
    [
        "called them, nurse says bring him in. thank u",
        "ok we got him in the car with an ambulance guy. ill be back",
        "doctor look now. blood stop. thank you",
        "hes in the hospital with the doctors right now. what does surgery do",
        "were going. mom drives",
        "they got him. ambulance is w him omw here",
        "the ambulance is coming i said",
    ],
)
def test_who_is_seen_to_is_not_told_to_call(text: str) -> None:
    """Among other words too; a question beside it is answered, and the next messages are."""
    danger = Danger(Tier.CALL_911, only_asked=False)
    right = load_urgent_help().called[Tier.CALL_911].website
    assert [said.text for said in after(danger, turn(Outcome.REDIRECT), text).messages] == [right]
    assert [said.text for said in after(danger, turn(Outcome.ANSWER), text).messages] == [right, "What it says."]
    said = [Heard("urgent_help", Tier.CALL_911), Heard("x", None, text)]
    called = danger_in(said, taken_back=False)
    assert called == Danger(Tier.CALL_911, only_asked=False, called=True)
    assert [one.text for one in after(called, turn(Outcome.ANSWER), "and chemo").messages] == ["What it says."]


@pytest.mark.parametrize(
    "text",
    [
        "should i go to the er",
        "they are not on the way",
        "it started in the car",
        "i am going numb",
        "if we called 911 what then",
        "are they on the way?",
        "the ambulance is not coming",
        "he was in the hospital last week",
    ],
)
def test_who_may_not_be_seen_to_is_told_again(text: str) -> None:
    """A question, a denial, a doubt or the past tells of no help."""
    came = after(Danger(Tier.CALL_911, only_asked=False), turn(Outcome.REDIRECT), text)
    assert came.messages[0].text.startswith(("Call 911 now.", "Call 911 again now."))


def test_after_a_word_of_suicide_nobody_is_seen_to() -> None:
    """988 is said again, whoever is on the way."""
    came = after(Danger(Tier.CRISIS, only_asked=False), turn(Outcome.REDIRECT), "we are on the way")
    assert came.messages[0].text.startswith("Call or text 988 now.")


def test_urgent_help_that_is_said_again_can_be_left() -> None:
    """The button stands below it: who does not find the way out reads it three times over."""
    came = after(Danger(Tier.CALL_911, only_asked=False), turn(Outcome.REDIRECT))
    assert [button.title for button in came.buttons] == [load_urgent_help().only_asking]


def test_who_was_only_asking_and_asks_on_is_answered() -> None:
    """A question that the gate is not sure of is no insisting where the page answers it."""
    given = turn(Outcome.ANSWER)
    assert (
        after(Danger(Tier.CALL_911, only_asked=True), given, "what helps with sickness", UNSURE).messages
        == given.messages
    )
