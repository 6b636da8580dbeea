"""STOP, START, HELP and what sounds like them, on a phone."""

from __future__ import annotations

from line_fakes import EFFECTS, WORDS, Clock, FakeTalks, Handset, said

WEAK = "since this morning i cant lift my left leg"


async def test_stop(phone: Handset, talks: FakeTalks) -> None:
    """STOP is confirmed once, with 911 and the number to call; then there is silence."""
    assert await phone.text("STOP") == (WORDS.stop,)
    assert "911" in WORDS.stop
    assert "555-0100" in WORDS.stop
    assert await phone.text("what is chemo") == ()
    assert await phone.text("stop") == ()
    assert await phone.text("1") == ()
    assert talks.heard == []


async def test_stop_in_plain_words(phone: Handset) -> None:
    """People need not know the word."""
    assert await phone.text("please stop texting me") == (WORDS.stop,)
    assert await phone.text("hello") == ()


async def test_stop_lasts_and_start_ends_it(phone: Handset, clock: Clock) -> None:
    """A stop has no end but START (or UNSTOP, or YES, which phone companies take for it)."""
    for again in ("START", "unstop", "Yes"):
        await phone.text("STOP")
        clock.pass_minutes(60 * 24 * 400)
        assert await phone.text("hello") == ()
        assert await phone.text(again) == (WORDS.start,)
        assert await phone.last("hello") == "You said hello."


async def test_yes_is_no_keyword_in_a_conversation(phone: Handset, talks: FakeTalks) -> None:
    """Who has not said stop may say yes."""
    await phone.text("yes")
    assert talks.words == ["yes"]


async def test_an_emergency_after_stop_is_answered(phone: Handset, talks: FakeTalks) -> None:
    """Who writes of an emergency after a stop reads what to do now, and nothing else is said or kept."""
    await phone.text("STOP")
    (reply,) = await phone.text(WEAK)
    assert reply.startswith("Call 911")
    assert talks.heard == []
    assert await phone.text("thanks") == ()


async def test_help(phone: Handset, talks: FakeTalks) -> None:
    """HELP is answered at any time, 911 first, also after a stop; the choices stay open."""
    talks.turns = [said("One.", EFFECTS)]
    await phone.text("a")
    assert await phone.text("HELP") == (WORDS.help,)
    assert WORDS.help.startswith("In an emergency call 911.")
    await phone.text("1")
    assert talks.words == ["a", EFFECTS.payload]
    await phone.text("stop")
    assert await phone.text("help") == (WORDS.help,)


async def test_what_twilio_has_answered_is_not_answered_again(phone: Handset) -> None:
    """With Advanced Opt-Out, Twilio sends the words itself: the stop counts, and nothing is said twice."""
    for text, keyword in (("help", "HELP"), ("arret", "STOP")):
        assert await phone.text(text, answered=keyword) == ()
    assert await phone.text("hello") == ()
    assert await phone.text("start", answered="START") == ()
    assert await phone.last("hello") == "You said hello."


async def test_help_in_an_emergency_is_for_the_assistant(phone: Handset, talks: FakeTalks) -> None:
    """A sentence that begins with help is no keyword."""
    await phone.text("help i cant move my legs")
    assert talks.words == ["help i cant move my legs"]


async def test_cancel_an_appointment_is_for_the_assistant(phone: Handset, talks: FakeTalks) -> None:
    """Only the bare word is a stop."""
    await phone.text("cancel my appointment")
    assert talks.words == ["cancel my appointment"]
