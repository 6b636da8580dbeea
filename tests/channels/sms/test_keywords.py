"""STOP, START, HELP and what sounds like them, on a phone."""

from __future__ import annotations

from line_fakes import EFFECTS, SETTINGS, WORDS, Clock, FakeTalks, Handset, said

from assistant.channels.sms.segments import fits
from assistant.channels.sms.talk import stop_text
from assistant.channels.sms.words import load_texting
from assistant.dialogue.replies import Outcome

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


async def test_stop_within_a_request_says_that_it_was_not_sent(phone: Handset, talks: FakeTalks) -> None:
    """Who types "cancel" in the form reads that no request was sent; where it may have been, no more than is known."""
    asked = {"appointment_name": WORDS.not_sent, "appointment_confirmed": WORDS.not_sent_unless}
    for slot, told in asked.items():
        talks.turns = [said("Asked.", EFFECTS, outcome=Outcome.BOOKING, asks=slot)]
        await phone.text("book")
        assert await phone.text("cancel") == (f"{told}\n{WORDS.stop}",)
        assert await phone.text("hello") == ()
        assert await phone.text("START") == (WORDS.start,)
        await phone.text("hello")
        assert await phone.text("cancel") == (WORDS.stop,)
        await phone.text("START")


def test_the_text_for_stop_stays_short() -> None:
    """A hospital with a long name confirms a stop in two segments, and leaves out the request where that must be."""
    long = SETTINGS.model_copy(update={"hospital_name": "H" * 80, "appointment_phone": "1-800-555-0100"})
    for words in (WORDS, load_texting().filled(long)):
        for slot in (None, "appointment_name", "appointment_confirmed"):
            text = stop_text(words, slot)
            assert fits(text)
            assert words.stop in text
            assert (text == words.stop) is (slot is None)
    longest = load_texting().filled(long.model_copy(update={"hospital_name": "H" * 120}))
    assert stop_text(longest, "appointment_name") == longest.stop


async def test_start_is_the_welcome(phone: Handset, clock: Clock) -> None:
    """START says who this is, that nobody reads it, that it is not private, 911: the first answer then comes alone."""
    for needed in ("robot", "not private", "no one reads", "911", "STOP"):
        assert needed in WORDS.start
    await phone.text("START")
    assert await phone.text("hello") == ("You said hello.",)
    clock.pass_minutes(61)
    assert len(await phone.text("hello")) == 2
    await phone.text("STOP")
    await phone.text("START")
    assert len(await phone.text("hello")) == 1
    await phone.text("START")
    clock.pass_minutes(61)
    assert len(await phone.text("hello")) == 2


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
