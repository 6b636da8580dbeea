"""What people ask about an emergency shortly after urgent help has replies of its own."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from turns_after import PHONE, after, turn

from assistant.dialogue.replies import Outcome
from assistant.safety import Assessment, Tier, assess
from assistant.safety.replies import load_urgent_help
from assistant.turn.after_urgent_help import takes_back
from assistant.turn.danger import MESSAGES_AFTER, Danger, Heard, danger_in

SPINE = Danger(Tier.CALL_911, only_asked=False)
FEVER = Danger(Tier.CALL_CARE_TEAM_NOW, only_asked=False)
CRISIS = Danger(Tier.CRISIS, only_asked=False)


def said(danger: Danger, text: str, assessment: Assessment | None = None) -> str:
    """What is said to a message that the page does not answer."""
    outcome = Outcome.URGENT if assessment and assessment.tier else Outcome.REDIRECT
    came = after(danger, turn(outcome), text, assessment or Assessment())
    return came.messages[0].text


@pytest.mark.parametrize(
    ("danger", "text", "begins", "holds"),
    [
        (SPINE, "is it that bad, do i really have to wake her", "Call 911 now.", "do not wait"),
        (SPINE, "can it wait till the morning", "Call 911 now.", "do not wait"),
        (
            FEVER,
            "i dont want to bother them, can we see how it goes",
            f"Call your care team now, day or night: {PHONE}",
            "right",
        ),
        (SPINE, "what do i say to them", "Call 911 now.", "where you are"),
        (SPINE, "alright. what exactly do i say on the phone, i get so flustered", "Call 911 now.", "where you are"),
        (CRISIS, "ok. could i text it instead, what do i even write", "Call or text 988 now.", "right words"),
        (FEVER, "what should i tell the nurse", f"Call your care team now: {PHONE}", "when it began"),
        (CRISIS, "i wouldnt know what to say", "Call or text 988 now.", "right words"),
        (FEVER, "nobody answers", "Go to the emergency room now", PHONE),
        (FEVER, "i'm on hold, wait music", "Go to the emergency room now", PHONE),
        (SPINE, "it just rings", "Call 911 again now.", "Stay on the line"),
        (FEVER, "tylenol ok?", f"Call your care team now: {PHONE}", "before you give or take any drug"),
        (SPINE, "should i drive her", "Call 911 now.", "before anyone drives"),
        (CRISIS, "who answers there, will they send the police", "Call or text 988 now.", "free and private"),
        (SPINE, "i cant afford an ambulance", "Call 911 now.", "because of the cost"),
        (SPINE, "im so scared and all alone here", "Call 911 now.", "stay with you"),
        (CRISIS, "i am alone", "Call or text 988 now.", "stay with you"),
        (SPINE, "why though. what is it", "Call 911 now.", "can not tell what it is"),
    ],
)
def test_a_question_on_the_emergency_is_answered(danger: Danger, text: str, begins: str, holds: str) -> None:
    """The number stands first, and then what was asked."""
    assert said(danger, text).startswith(begins)
    assert holds in said(danger, text)


@pytest.mark.parametrize("text", ["what should i do", "still bleeding", "ok", "he is asleep now"])
def test_anything_else_gets_urgent_help_again(text: str) -> None:
    """What asks nothing of the kind reads the number once more."""
    help_ = load_urgent_help()
    assert said(SPINE, text) == help_.again[Tier.CALL_911].website


def test_a_guess_of_understanding_takes_no_such_reply_away() -> None:
    """Of "what is it" the page knows nothing, whatever treatment was spoken of; who names one is answered."""
    given = turn(Outcome.ANSWER, "ask_what", topic="radiation")
    assert after(SPINE, given, "why though. what is it").messages[0].text.startswith("Call 911 now.")
    assert after(SPINE, given, "what is it, radiation", names_treatment=True).messages[-1].text == "What it says."


@pytest.mark.parametrize("text", ["im phoning them now. what do i say", "i called them, nobody answers"])
def test_who_calls_and_asks_is_answered_first(text: str) -> None:
    """That it is right to call helps nobody who does not know what to say, or reaches no one."""
    assert said(SPINE, text).startswith(("Call 911 now. Say", "Call 911 again now."))


@pytest.mark.parametrize(
    "text",
    [
        "i havent called 911, it was the care team. can i drive her to the er myself",
        "haven't called 911 yet",
        "we hadnt rung them",
        "is there an ambulance in this town",
    ],
)
def test_who_has_not_called_is_never_told_that_it_was_right(text: str) -> None:
    """With an apostrophe or without, a denial is one."""
    assert said(SPINE, text).startswith("Call 911 now.")


def test_who_writes_with_988_and_asks_what_they_came_for_is_heard() -> None:
    """Nothing is said for the fourth time in place of a reply."""
    called = Danger(Tier.CRISIS, only_asked=False, called=True)
    assert said(called, "she's nice. how long will he stay so tired") == "What it says."


def test_what_only_sounds_urgent_brings_nobody_back_who_has_called() -> None:
    """In "ambulance is coming, they said don't move her" nothing is new; what is more urgent, or told, is met."""
    text = "ambulance is coming. they said dont move her"
    right = load_urgent_help().called[Tier.CALL_911].website
    assert said(SPINE, text, Assessment(Tier.CALL_911, "unsafe_home", by="example")) == right
    assert said(SPINE, text, Assessment(Tier.CALL_911, "unsafe_home", by="rule")) == "What it says."
    assert said(FEVER, text, Assessment(Tier.CALL_911, "unsafe_home", by="example")) == "What it says."


def test_who_was_seen_to_is_not_told_to_call_again() -> None:
    """Once help is there, no later message is told to call; one that the gate is not sure of is."""
    called = Danger(Tier.CALL_911, only_asked=False, called=True)
    assert said(called, "my phone is nearly empty") == load_urgent_help().called[Tier.CALL_911].website
    unsure = after(called, turn(Outcome.REDIRECT), "now it is in both", Assessment(adds_911_line=True, unsure=True))
    assert unsure.messages[0].text.startswith("Call 911 now.")


def test_who_asks_about_the_emergency_stays_in_its_light() -> None:
    """Each message on it begins the count of messages anew; others do not."""
    urgent, asks, other = Heard("urgent_help", Tier.CALL_911), Heard("x", None, "can it wait"), Heard("x", None, "hm")
    assert danger_in([urgent, *[asks] * 6], taken_back=False) == SPINE
    assert danger_in([urgent, asks, *[other] * MESSAGES_AFTER], taken_back=False) is None
    assert danger_in([urgent, *[asks] * 30], taken_back=False) is None, "it ends at some time"


def test_a_row_of_alarms_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each message is looked at a few times, however many sounded urgent: none holds up all others."""
    looks = Counter[str]()

    def sounds(text: str) -> bool:
        looks[text] += 1
        return True

    monkeypatch.setattr("assistant.turn.danger.only_sounds_urgent", sounds)
    row = [Heard("urgent_help", Tier.CRISIS, f"is so bad {number}") for number in range(60)]
    assert danger_in(row, taken_back=False) == CRISIS
    assert max(looks.values()) == 1


def test_who_called_and_then_reaches_nobody_has_no_help() -> None:
    """The last word on it counts: "called them", "nobody answers", and the other way round."""
    urgent = Heard("urgent_help", Tier.CALL_911, "his legs are numb")
    called, nobody, other = (
        Heard("x", None, "ok we called them"),
        Heard("x", None, "it just rings"),
        Heard("x", None, "hm"),
    )
    assert danger_in([urgent, called, nobody, other], taken_back=False) == SPINE
    assert danger_in([urgent, nobody, called, other], taken_back=False) == replace(SPINE, called=True)


def test_what_sounds_like_a_wish_to_die_goes_on_with_the_emergency() -> None:
    """A fear in a fever makes no crisis of it for the messages after; a wish to die that is told does."""
    fever = Heard("urgent_help", Tier.CALL_CARE_TEAM_NOW, "she has 39 of fever")
    sounds = Heard("urgent_help", Tier.CRISIS, "is so bad? i can wait morning, give panadol?")
    told = Heard("urgent_help", Tier.CRISIS, "i want to die")
    assert danger_in([fever, sounds], taken_back=False) == FEVER
    assert danger_in([sounds], taken_back=False) == CRISIS
    assert danger_in([fever, told], taken_back=False) == CRISIS


@pytest.mark.parametrize("text", ["nobody is suicidal", "no i not want die", "forget the hotline, he is burning up"])
def test_who_wants_no_988_still_has_the_other_emergency(text: str) -> None:
    """What takes back 988 takes back no other number."""
    assert said(SPINE, text).startswith("Call 911 now.")
    assert said(CRISIS, text) == "What it says."
    urgent = Heard("urgent_help", Tier.CALL_911, "his legs are numb")
    assert danger_in([urgent, Heard("x", None, text)], taken_back=False) == SPINE


def test_after_a_wish_to_die_988_stays_first() -> None:
    """What only sounds like an emergency of the body ("i am all alone") is none; what a rule finds, and a deed, is."""
    text = "I'm all alone here with this. it's 2 in the morning, he's asleep"
    sounds = Assessment(Tier.CALL_911, "unsafe_home", by="example")
    assert said(CRISIS, text, sounds).startswith("Call or text 988 now.")
    deed = "i have swallowed all of her morphine"
    assert said(CRISIS, deed, Assessment(Tier.CALL_911, "overdose", by="rule")) == "What it says."


def test_who_has_reached_988_is_told_that_it_is_right() -> None:
    """Nothing but 988 itself is help that is there after a wish to die."""
    right = load_urgent_help().called[Tier.CRISIS].website
    assert said(CRISIS, "ok. i texted 988, someone named jo is writing with me") == right
    for other in ("i called my sister", "should i text 988", "nobody at 988 is writing with me", "i called them"):
        assert said(CRISIS, other) != right


@pytest.mark.parametrize(
    "text",
    [
        "whoa hang on, i said if. my legs are fine, nothing is wrong with me",
        "no no, nobody has any of that! he is watching football",
        "easy tiger, it's just a saying",
        "oh lord, its a figure of speech! nobody is having a heart attack",
        "I was only asking",
    ],
)
def test_who_says_that_it_was_for_nothing_gets_what_they_asked(text: str) -> None:
    """Words do what the button does: the message that was stopped is answered."""
    assert takes_back(text, SPINE, assess(text))


@pytest.mark.parametrize(
    ("text", "danger"),
    [
        ("nothing is wrong, is it a pill or a drip", SPINE),
        ("nothing is wrong but my legs are numb", SPINE),
        ("nobody is suicidal", SPINE),
        ("she is ok, the doctor sees her", SPINE),
        ("nothing is wrong", None),
        ("no he is not fine", SPINE),
        ("nobody has any idea how bad it is", SPINE),
    ],
)
def test_who_asks_or_tells_more_is_heard_for_that(text: str, danger: Danger | None) -> None:
    """A question of its own is answered, a danger is one, and other help does not end for a denial of this one."""
    assert not takes_back(text, danger, assess(text))
