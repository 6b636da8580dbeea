"""The messages after urgent help are read in its light."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from turns_after import CALM, PHONE, UNSURE, after, turn

from assistant.dialogue.replies import Outcome, Record
from assistant.safety import Assessment, Tier
from assistant.safety.replies import load_urgent_help
from assistant.turn.after_urgent_help import recent_danger
from assistant.turn.danger import MESSAGES_AFTER, Danger
from assistant.turn.turns import Said, Turn


def tracker(*intents: str, tier: str = "call_care_team_now", first: str | None = None) -> DialogueStateTracker:
    """Return a conversation of messages with these intents; an emergency is of `tier`, the first one of `first`."""
    found = DialogueStateTracker.from_events("c", [])
    for intent in intents:
        entities = [{"entity": "tier", "value": first or tier}] if intent == "urgent_help" else []
        first = first if intent != "urgent_help" else None
        found.update(UserUttered("x", {"name": intent}, entities))
    return found


def test_an_emergency_is_remembered_for_some_messages() -> None:
    """It counts until enough was said about something else, or the person was only asking."""
    assert recent_danger(None) is None
    assert recent_danger(tracker("ask_what")) is None
    assert recent_danger(tracker("urgent_help")) is None, "the message that is answered now"
    assert recent_danger(tracker("urgent_help", "deny")) == Danger(Tier.CALL_CARE_TEAM_NOW, only_asked=False)
    assert recent_danger(tracker("urgent_help", "only_asking", "deny")) == Danger(Tier.CALL_CARE_TEAM_NOW, True)
    assert recent_danger(tracker("urgent_help", *["deny"] * MESSAGES_AFTER)) is not None
    assert recent_danger(tracker("urgent_help", *["deny"] * (MESSAGES_AFTER + 1))) is None
    assert recent_danger(tracker("urgent_help"), before_last=False) is not None


@pytest.mark.parametrize(
    "given",
    [
        turn(Outcome.REDIRECT),
        turn(Outcome.SMALLTALK, "affirm"),
        turn(Outcome.CLARIFY),
        turn(Outcome.ERROR),
        turn(Outcome.ANSWER, topic="appointment"),
    ],
)
def test_what_the_page_does_not_answer_gets_urgent_help_again(given: Turn) -> None:
    """For "what should I do" or "can I wait till Monday" there is the number to call, and nothing else."""
    came = after(Danger(Tier.CALL_CARE_TEAM_NOW, only_asked=False), given)
    assert len(came.messages) == 1
    assert came.messages[0].text.startswith(f"Call your care team now: {PHONE}.")
    assert (came.record.outcome, came.record.tier) == (Outcome.URGENT, "call_care_team_now")


@pytest.mark.parametrize(
    ("tier", "text"),
    [
        (Tier.CALL_911, "ok we called them already"),
        (Tier.CALL_911, "I called 911, they're on the way"),
        (Tier.CALL_911, "we are at the er"),
        (Tier.CALL_CARE_TEAM_NOW, "i called the nurse"),
        (Tier.CALL_CARE_TEAM_TODAY, "my wife called my care team"),
    ],
)
def test_who_has_called_is_not_told_to_call(tier: Tier, text: str) -> None:
    """They are told to do what they are told."""
    came = after(Danger(tier, only_asked=False), turn(Outcome.REDIRECT), text)
    assert [said.text for said in came.messages] == [load_urgent_help().called[tier].website]
    assert came.record.outcome is Outcome.URGENT


@pytest.mark.parametrize(
    "text",
    [
        "i havent called yet",
        "should i say i called",
        "we called and no one answers",
        "i called and got voicemail",
        "nobody called them",
        "called them?",
        "i called my husband, he says wait till monday",
        "she called it a pinched nerve",
        "they are coming every few minutes",
        "we were at the er last week",
        "called the nurse",
    ],
)
def test_who_has_not_got_through_is_told_again(text: str) -> None:
    """A doubt counts as not called; where 911 has to be called, the nurse is not it."""
    came = after(Danger(Tier.CALL_911, only_asked=False), turn(Outcome.REDIRECT), text)
    assert came.messages[0].text.startswith(("Call 911 now.", "Call 911 again now."))


def test_a_form_asks_on_who_has_called() -> None:
    """That they called is no answer to its question, and nothing to be told of as unreadable."""
    asked = replace(turn(Outcome.BOOKING, asks="appointment_name"), messages=(Said("Not read."), Said("What name?")))
    came = after(Danger(Tier.CALL_911, only_asked=False), asked, "we called 911")
    assert [said.text for said in came.messages] == [load_urgent_help().called[Tier.CALL_911].website, "What name?"]


def test_who_called_after_a_word_of_suicide_reads_988_again() -> None:
    """Whatever else was called."""
    came = after(Danger(Tier.CRISIS, only_asked=False), turn(Outcome.REDIRECT), "i called them")
    assert "988" in came.messages[0].text


@pytest.mark.parametrize(
    "given",
    [
        turn(Outcome.ANSWER, topic="chemotherapy"),
        turn(Outcome.BOOKING),
        turn(Outcome.CLARIFY, asks="appointment_name"),
        turn(Outcome.SMALLTALK, "thank"),
    ],
)
def test_an_answer_a_form_and_thanks_go_on_with_help_beside(given: Turn) -> None:
    """Nobody is kept from what they ask for, and urgent help stands beside it once more; 911 before any answer."""
    first = given.record.outcome is Outcome.ANSWER
    came = after(Danger(Tier.CALL_911, only_asked=False), given)
    assert [said.text.startswith("Call 911 now") for said in came.messages] == [first, not first]
    assert came.record == given.record
    care_team = after(Danger(Tier.CALL_CARE_TEAM_NOW, only_asked=False), given)
    assert [said.text.startswith("Call your care team") for said in care_team.messages] == [False, True]


def test_who_was_only_asking_is_left_alone_until_they_insist() -> None:
    """Words such as "no really they are numb" take it back; so does what the gate is not sure of."""
    danger = Danger(Tier.CALL_911, only_asked=True)
    given = turn(Outcome.REDIRECT)
    assert after(danger, given) == replace(given, user="x")
    asked = after(danger, given, "what are the signs", Assessment(adds_911_line=True))
    assert asked.record == given.record
    real = ("no really they are numb", Assessment(adds_911_line=True)), ("like 8", UNSURE), ("wait it is real", CALM)
    for text, assessment in real:
        assert after(danger, given, text, assessment).record.tier == "call_911"
    assert after(None, given, "like 8", UNSURE).record == given.record


def test_another_emergency_is_met_for_itself() -> None:
    """Urgent help that the message gets for itself is not replaced."""
    given = Turn("x", (Said("Call 911 now."),), Record(Outcome.URGENT, tier="call_911"))
    assert after(Danger(Tier.CALL_CARE_TEAM_TODAY, only_asked=False), given) == given


def test_of_two_emergencies_the_more_urgent_one_is_remembered() -> None:
    """A raised temperature a message later makes numb legs no matter for today."""
    two = tracker("urgent_help", "urgent_help", "deny", tier="call_care_team_today", first="call_911")
    assert recent_danger(two) == Danger(Tier.CALL_911, only_asked=False)
    only_asked = tracker(
        "urgent_help", "only_asking", "urgent_help", "deny", tier="call_care_team_today", first="call_911"
    )
    assert recent_danger(only_asked) == Danger(Tier.CALL_CARE_TEAM_TODAY, only_asked=False)


@pytest.mark.parametrize(
    ("before", "now", "numbers"),
    [
        (Tier.CALL_911, Tier.CALL_CARE_TEAM_TODAY, ["911"]),
        (Tier.CRISIS, Tier.CALL_CARE_TEAM_NOW, ["988", PHONE]),
        (Tier.CALL_911, Tier.CRISIS, ["988", "911"]),
        (Tier.CALL_CARE_TEAM_NOW, Tier.CALL_911, ["911"]),
    ],
)
def test_a_less_urgent_trouble_takes_no_help_away(before: Tier, now: Tier, numbers: list[str]) -> None:
    """The more urgent number stays in sight; beside a wish to die both are needed, 988 first."""
    said = Said(load_urgent_help().text(now, None, "website", PHONE))
    given = Turn("x", (said,), Record(Outcome.URGENT, tier=now.value))
    came = after(Danger(before, only_asked=False), given, assessment=Assessment(now, "fever"))
    assert [number in message.text for number, message in zip(numbers, came.messages, strict=True)] == [True] * len(
        numbers
    )


@pytest.mark.parametrize("before", [Tier.CALL_911, Tier.CALL_CARE_TEAM_NOW])
def test_what_only_sounds_like_a_wish_to_die_takes_no_number_away(before: Tier) -> None:
    """Who asks in an emergency whether it is so bad reads the number for it first, and then that of 988."""
    given = turn(Outcome.URGENT)
    sounds = Assessment(Tier.CRISIS, "suicidal", by="example")
    came = after(Danger(before, only_asked=False), given, "is it so bad, do i have to wake her", sounds)
    number = "911" if before is Tier.CALL_911 else PHONE
    first, second = (said.text for said in came.messages)
    assert number in first
    assert "988" not in first
    assert second == load_urgent_help().still_here.website
    by_rule = after(Danger(before, only_asked=False), given, "x", replace(sounds, by="rule"))
    assert next(message.text for message in by_rule.messages) == "What it says."


def test_what_follows_no_danger_is_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """Most messages follow no emergency: whether one happens is not asked of each of them."""
    read: list[str] = []
    monkeypatch.setattr("assistant.turn.after_urgent_help.says_it_happens", lambda text: bool(read.append(text)))
    given = turn(Outcome.ANSWER)
    assert after(None, given) == given
    assert not read
