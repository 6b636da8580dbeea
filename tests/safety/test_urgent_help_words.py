"""The words of urgent help."""

from __future__ import annotations

import re

import pytest
from pydantic import ValidationError

from assistant.safety import assess
from assistant.safety.replies import NO_ANSWER, UrgentHelp, load_urgent_help
from assistant.safety.tiers import Tier
from knowledge.reading_grade import flesch_kincaid, sentences_in
from knowledge.records import Channel
from knowledge.terms import load_terms

HELP = load_urgent_help()
SAID = (
    {
        f"{tier}-{kind}-{channel}": HELP.text(tier, kind, channel, "555-0111")
        for tier in Tier
        for kind in (None, *(kind for reply in HELP.kinds if reply.tier is tier for kind in reply.kinds))
        for channel in ("website", "sms")
    }
    | {
        f"{tier}-again-{channel}": HELP.text_again(tier, channel, "555-0111")
        for tier in Tier
        for channel in ("website", "sms")
    }
    | {
        f"{tier}-{asked.asks}-{channel}": getattr(reply, channel).format(phone="555-0111")
        for asked in HELP.asked_after
        for tier, reply in asked.replies.items()
        for channel in ("website", "sms")
    }
)


@pytest.mark.parametrize("name", SAID)
def test_the_action_comes_first_in_few_plain_words(name: str) -> None:
    """The first sentence is the action; two SMS segments at most; grade 4 at most; no question back."""
    said = SAID[name]
    assert re.match(r"(Call|Go|Text) ", said)
    assert len(said) <= 306
    assert said.isascii()
    assert "?" not in said
    assert "{" not in said
    spoken = re.sub(r"[-0-9]{4,}", "us", said)  # a telephone number is read digit by digit, not as a word
    assert flesch_kincaid(sentences_in(spoken), load_terms()) <= 4.0


def test_every_tier_has_words_and_names_a_number() -> None:
    """No tier is silent, and each says whom to call."""
    for tier in Tier:
        assert re.search(r"911|988|555-0111", HELP.text(tier, None, "sms", "555-0111"))


@pytest.mark.parametrize("text", ["cuanto cuesta la quimio por favor", "magkano po ang chemo ninyo"])
@pytest.mark.parametrize("channel", ["website", "sms"])
def test_who_writes_no_english_reads_whom_to_call(text: str, channel: Channel) -> None:
    """A message that can't be read is not taken for calm: 911 stands beside the answer, in Spanish too."""
    assert assess(text).adds_911_line
    assert "llame al 911" in HELP.line_beside(text, channel)
    assert "llame" not in HELP.line_beside("what are the signs of cord compression", channel)


@pytest.mark.parametrize("typed", ["mi esposo no puede respirar", "ich habe seit gestern hohes fieber"])
@pytest.mark.parametrize("channel", ["website", "sms"])
def test_urgent_help_is_given_in_spanish_too(typed: str, channel: Channel) -> None:
    """Who writes no English in an emergency reads the action in English and in Spanish, in two segments."""
    for tier in Tier:
        said = HELP.text(tier, None, channel, "555-0111", typed)
        action, *_ = sentences_in(HELP.text(tier, None, channel, "555-0111"))
        assert said.startswith(f"{action} Llame ")
        assert len(said) <= 306
        assert said.isascii()
        assert "?" not in said
        assert "Llame" in HELP.text_again(tier, channel, "555-0111", typed)
        assert "Llame" not in HELP.text(tier, None, channel, "555-0111", "he can't breathe")


@pytest.mark.parametrize(
    ("typed", "called"),
    [
        ("ok calling now", True),
        ("my wife is calling them", True),
        ("my husband called 911", True),
        ("they are coming", True),
        ("calling my wife", False),
        ("i will call my mom", False),
        ("i will call tomorrow", False),
        ("should i be calling", False),
        ("not calling", False),
    ],
)
def test_only_who_calls_for_help_is_told_that_it_is_right(typed: str, called: bool) -> None:
    """Who calls somebody at home, or later, has called no help."""
    assert load_urgent_help().has_called(Tier.CALL_911, typed) is called


def test_who_reaches_nobody_needs_a_reply() -> None:
    """The file is refused without it: by it a call that was made is no help yet."""
    left = [asked for asked in HELP.model_dump()["asked_after"] if asked["asks"] != NO_ANSWER]
    with pytest.raises(ValidationError, match=NO_ANSWER):
        UrgentHelp.model_validate(HELP.model_dump() | {"asked_after": left})
