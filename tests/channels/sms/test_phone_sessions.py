"""The sessions of phones: when one ends, what is known in the next, and that two phones share nothing."""

from __future__ import annotations

from line_fakes import EFFECTS, LONG, OTHER_NUMBER, WORDS, Clock, FakeTalks, Handset, said

from assistant.channels.caller import caller_number
from assistant.dialogue.replies import Outcome


async def test_a_new_session_knows_nothing_of_the_last(phone: Handset, talks: FakeTalks, clock: Clock) -> None:
    """After the session's end it is another conversation: welcome, no choices, no rest of what was said before."""
    talks.turns = [said(LONG, EFFECTS, outcome=Outcome.CLARIFY)]
    await phone.text("a")
    clock.pass_minutes(61)
    welcome, answer = await phone.text("more")
    assert "911" in welcome
    assert answer == "You said more."
    assert await phone.text("1") == (WORDS.no_choice,)
    before, after = (conversation for conversation, _ in talks.heard)
    assert before != after
    assert talks.started == [before, after]


async def test_an_hour_counts_from_the_last_message(phone: Handset, talks: FakeTalks, clock: Clock) -> None:
    """A session goes on for as long as somebody writes."""
    for _ in range(3):
        await phone.text("hello")
        clock.pass_minutes(59)
    assert len(talks.started) == 1


async def test_a_phone_that_was_silent_for_a_week_is_told_again(phone: Handset, clock: Clock) -> None:
    """Who this is, rates, STOP and HELP are said again to who may not know them any more."""
    await phone.text("hello")
    clock.pass_minutes(60 * 24 * 8)
    await phone.text("hello", number=OTHER_NUMBER)
    assert (await phone.text("hello"))[0] == WORDS.first_contact


async def test_two_phones_are_two_conversations(phone: Handset, talks: FakeTalks) -> None:
    """Nothing of one phone reaches another."""
    talks.turns = [said("One.", EFFECTS)]
    await phone.text("a")
    assert await phone.text("1", number=OTHER_NUMBER) == (WORDS.no_choice,)
    await phone.text("b", number=OTHER_NUMBER)
    assert len({conversation for conversation, _ in talks.heard}) == 2


async def test_the_number_is_known_during_the_turn_only(phone: Handset, talks: FakeTalks) -> None:
    """The form can offer to call this number; afterwards, and for a sender that is no number, it is unknown."""
    await phone.text("hello", number="72975")
    await phone.text("hello")
    assert talks.callers == [None, "+12125550142"]
    assert caller_number.get() is None
