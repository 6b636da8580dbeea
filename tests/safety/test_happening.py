"""Somebody asks about a danger, and says a moment later that it is happening to them."""

from __future__ import annotations

import pytest

from assistant.safety import Tier, assess
from assistant.safety.happening import asked_before, says_it_happens

ASKED = {
    "what is foot drop": (Tier.CALL_911, "weakness"),
    "can surgery cause numbness": (Tier.CALL_911, "numbness"),
    "does an operation cause trouble peeing": (Tier.CALL_911, "bladder_bowel"),
    "can chemo cause chest pain": (Tier.CALL_911, "breathing_chest"),
    "are seizures common": (Tier.CALL_911, "confusion_seizure_stroke"),
    "can the contrast cause an allergic reaction": (Tier.CALL_911, "allergic"),
    "can chemo cause fever": (Tier.CALL_CARE_TEAM_NOW, "fever"),
    "is bleeding common after surgery": (Tier.CALL_CARE_TEAM_NOW, "bleeding"),
}


@pytest.mark.parametrize("text", ASKED)
def test_a_danger_that_is_asked_about_is_known(text: str) -> None:
    """The question itself is answered; which danger it is about is kept for the message after it."""
    found = assess(text)
    assert (found.tier, found.asks_about) == (None, ASKED[text])


@pytest.mark.parametrize(
    "text",
    [
        "i have it",
        "I have that since monday",
        "mine started today",
        "because i can't",
        "my wife has that now",
        "it began an hour ago",
        "that's what i have",
        "mine won't stop",
        "yes i do",
        "i think i have one",
        "wait, it is real",
        "no, it is real",
        "mine went like that this morning, i have that now",
    ],
)
def test_who_says_that_it_happens_is_heard(text: str) -> None:
    """In a few words that leave it to the question before them what it is."""
    assert says_it_happens(text)


@pytest.mark.parametrize(
    "text",
    [
        "do i have that",
        "i don't have that",
        "if i have it who do i call",
        "i have one more question",
        "i have it on friday",
        "got it, thanks",
        "i have that treatment next week",
        "it happened to my uncle years ago",
        "and radiation?",
        "yes please",
        "i was only asking",
        "i have been reading your page for an hour and my wife thinks it is all very clear, thank you for it",
    ],
)
def test_other_words_say_nothing_of_the_kind(text: str) -> None:
    """Denials, questions, ifs, other people long ago, plans and thanks."""
    assert not says_it_happens(text)


def test_the_last_question_counts() -> None:
    """Of the last two messages the newest that asked about a danger; further back nobody points."""
    fever, numb, hair = "can chemo cause fever", "can surgery cause numbness", "does chemo cause hair loss"
    for before, tier in (([fever, numb], Tier.CALL_911), ([fever, hair], Tier.CALL_CARE_TEAM_NOW)):
        found = asked_before(before)
        assert found is not None
        assert (found.tier, found.by) == (tier, "happening")
    assert asked_before([fever, hair, hair]) is None
    assert asked_before([]) is None
