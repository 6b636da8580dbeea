"""The line beside a reply that answers nothing, for who asks about a danger."""

from __future__ import annotations

import pytest

from assistant.dialogue.replies import Outcome, Record
from assistant.safety import Assessment, Tier
from assistant.turn.turns import Said, Turn
from assistant.turn.urgent_help import with_urgent_help

PHONE = "212-555-0111"


def told(tier: Tier | None, outcome: Outcome) -> list[str]:
    """Return what is said beside a reply to who asks about a danger of `tier`."""
    turn = Turn("x", (Said("What it says."),), Record(outcome))
    asked = Assessment(asks_about=(tier, None) if tier else None)
    return [said.text for said in with_urgent_help("x", asked, turn, "website", PHONE).messages[1:]]


@pytest.mark.parametrize(
    ("tier", "number"),
    [
        (Tier.CALL_911, "911"),
        (Tier.CRISIS, "988"),
        (Tier.CALL_CARE_TEAM_NOW, PHONE),
        (Tier.CALL_CARE_TEAM_TODAY, PHONE),
    ],
)
def test_who_asks_about_a_danger_reads_whom_to_call_for_it(tier: Tier, number: str) -> None:
    """The care team's number is none for paralysis, nor 911 alone for a wish to die."""
    (line,) = told(tier, Outcome.REDIRECT)
    assert number in line


def test_an_answer_stands_alone() -> None:
    """What the page answers is answered; without a danger there is no line either."""
    assert told(Tier.CALL_CARE_TEAM_NOW, Outcome.ANSWER) == []
    assert told(None, Outcome.REDIRECT) == []


@pytest.mark.parametrize("tier", [Tier.CALL_CARE_TEAM_NOW, Tier.CALL_CARE_TEAM_TODAY])
def test_what_is_for_the_care_team_names_its_number_before_911(tier: Tier) -> None:
    """Of "what if a fever comes at night": whom to call for a fever, and 911 for an emergency."""
    turn = Turn("x", (Said("What it says."),), Record(Outcome.REDIRECT))
    asks = Assessment(adds_911_line=True, asks_about=(tier, "fever"))
    line = with_urgent_help("x", asks, turn, "website", PHONE).messages[-1].text
    assert 0 < line.index(PHONE) < line.index("911")


def test_what_may_be_happening_names_911_alone() -> None:
    """A message that is not surely calm gets the 911 line, and so does what is answered, and paralysis."""
    turn = Turn("x", (Said("What it says."),), Record(Outcome.REDIRECT))
    fever, weakness = (Tier.CALL_CARE_TEAM_NOW, "fever"), (Tier.CALL_911, "weakness")
    unsure = Assessment(adds_911_line=True, unsure=True, asks_about=fever)
    general = Assessment(adds_911_line=True, asks_about=weakness)
    answered = Turn("x", turn.messages, Record(Outcome.ANSWER))
    asks = Assessment(adds_911_line=True, asks_about=fever)
    for assessment, replied in ((unsure, turn), (general, turn), (asks, answered)):
        line = with_urgent_help("x", assessment, replied, "website", PHONE).messages[-1].text
        assert "911" in line
        assert PHONE not in line
