"""Whatever breaks, the person who wrote reads something that helps, in time, and only once."""

from __future__ import annotations

import asyncio
import logging
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from line_fakes import EFFECTS, OTHER_NUMBER, WORDS, Clock, FakeTalks, Handset, said

from assistant.channels.sms.line import MAX_WAITING, SECONDS
from assistant.channels.sms.simulated import PHONE_NUMBER

WEAK = "since this morning i cant lift my left leg"
PRIVATE = "rosalind and the oranges"
NO_HANG = 60.0
"""Seconds after which something hangs: far more than it takes on the slowest machine."""


async def test_a_repeated_request_gets_the_same_reply_once(phone: Handset, talks: FakeTalks) -> None:
    """Twilio may ask again, also after other messages; the turn is not done again."""
    talks.turns = [said("Chemo.", EFFECTS)]
    first = await phone.text("what is chemo", identifier="SM1")
    await phone.text("1", identifier="SM2")
    assert await phone.text("what is chemo", identifier="SM1") == first
    assert len(talks.words) == 2


async def test_a_request_repeated_while_it_is_answered(phone: Handset, talks: FakeTalks) -> None:
    """Two copies at once: one turn, the same reply twice."""
    talks.seconds = 0.05
    replies = await asyncio.gather(*(phone.text("hello", identifier="SM1") for _ in range(3)))
    assert len(set(replies)) == 1
    assert talks.words == ["hello"]


async def test_an_old_request_that_is_sent_again_is_silent(phone: Handset, talks: FakeTalks, clock: Clock) -> None:
    """After an hour the reply is gone from the file; a copy of the request neither shows it nor does the turn again."""
    await phone.text("hello", identifier="SM1")
    clock.pass_minutes(61)
    await phone.text("other", identifier="SM2", number=OTHER_NUMBER)
    assert await phone.text("hello", identifier="SM1") == ()
    assert talks.words == ["hello", "other"]


async def test_messages_of_one_phone_are_answered_one_by_one(phone: Handset, talks: FakeTalks) -> None:
    """Eight at once: all answered, one at a time, in the order they came."""
    talks.seconds = 0.02
    texts = [f"question {word}" for word in "abcdefgh"]
    replies = await asyncio.gather(
        *(phone.last(text) for text in texts), *(phone.last(text, number=OTHER_NUMBER) for text in texts)
    )
    assert list(replies) == [f"You said {text}." for text in texts] * 2
    assert set(talks.most_at_once.values()) == {1}
    for conversation in talks.most_at_once:
        assert [heard for name, heard in talks.heard if name == conversation] == texts


async def test_messages_out_of_order(phone: Handset, talks: FakeTalks) -> None:
    """Phone companies promise no order: what comes is answered as it comes, and a late digit picks what is open."""
    talks.turns = [said("One.", EFFECTS)]
    assert await phone.text("1", identifier="SM2") == (WORDS.no_choice,)
    assert await phone.last("what is chemo", identifier="SM1") == "One.\n1 Side effects"


async def test_too_many_at_once(phone: Handset, talks: FakeTalks) -> None:
    """A flood of one phone is told to wait; an emergency in it is not."""
    talks.seconds = 0.05
    flood = [phone.text(f"hello {number}") for number in range(MAX_WAITING + 5)]
    replies = await asyncio.gather(*flood, phone.text(WEAK))
    assert (WORDS.busy,) in replies
    assert replies[-1][0].startswith("Call 911")
    assert len(talks.words) <= MAX_WAITING + 1


async def test_a_slow_turn(talks: FakeTalks, clock: Clock, tmp_path: Path) -> None:
    """A turn that takes too long is cut off: a fixed reply in time, and the next message is answered."""
    phone = Handset(talks, tmp_path / "sms.db", clock, seconds=1.0)
    talks.seconds = 60.0
    async with asyncio.timeout(NO_HANG):
        assert await phone.text("hello") == (WORDS.out_of_time,)
        (urgent,) = await phone.text(WEAK)
    assert urgent.startswith("Call 911")
    talks.seconds, phone.line._seconds = 0.0, NO_HANG
    assert await phone.last("hello") == "You said hello."


def test_no_reply_takes_five_seconds() -> None:
    """Twilio waits for 15 seconds, a patient for less."""
    assert SECONDS < 5


async def test_waiting_counts(talks: FakeTalks, clock: Clock, tmp_path: Path) -> None:
    """Who waits behind a slow turn of the same phone is answered in time too: while that turn still goes on."""
    phone = Handset(talks, tmp_path / "sms.db", clock, seconds=600.0)
    talks.seconds = 600.0
    slow = asyncio.create_task(phone.text("a"))
    async with asyncio.timeout(NO_HANG):
        await talks.begun.wait()
        phone.line._seconds = 0.1
        replies = await asyncio.gather(phone.text("b"), phone.text("c"))
    assert set(replies) == {(WORDS.out_of_time,)}
    assert not slow.done()
    slow.cancel()
    await asyncio.gather(slow, return_exceptions=True)


async def test_a_crash(phone: Handset, talks: FakeTalks, caplog: pytest.LogCaptureFixture) -> None:
    """A turn that breaks gets the fixed reply, an emergency urgent help; the log has no words and no number."""
    talks.turns = [ValueError(PRIVATE), ValueError(PRIVATE)]
    with caplog.at_level(logging.DEBUG):
        assert await phone.text(PRIVATE) == (WORDS.fallback,)
        (urgent,) = await phone.text(WEAK)
    assert urgent.startswith("Call 911")
    assert await phone.last("hello") == "You said hello."
    assert "sms.failed error=ValueError" in caplog.text
    for private in (PRIVATE, WEAK, PHONE_NUMBER):
        assert private not in caplog.text


@contextmanager
def no_folder(phone: Handset) -> Iterator[None]:
    """Put a file where the folder of the database should be."""
    folder = phone.database.parent / "gone"
    folder.write_text("")
    phone.store._place, phone.store._opened = folder / "sms.db", None
    yield


@contextmanager
def locked(phone: Handset) -> Iterator[None]:
    """Let another process write for ever."""
    with closing(sqlite3.connect(phone.database)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        yield


@contextmanager
def broken(phone: Handset) -> Iterator[None]:
    """Let something else stand in the file."""
    for file in phone.database.parent.glob("sms.db*"):
        file.unlink()
    phone.database.write_bytes(b"this is no database" * 100)
    yield


@pytest.mark.parametrize("down", [no_folder, locked, broken])
async def test_the_store_is_down(phone: Handset, down: object) -> None:
    """Without its memory the line does not pretend: the fixed reply, in time; urgent help; a stop is confirmed."""
    await phone.text("hello")
    with down(phone):  # type: ignore[operator]
        async with asyncio.timeout(NO_HANG):
            assert await phone.text("what is chemo") == (WORDS.fallback,)  # out of time, it would be another reply
            (urgent,) = await phone.text(WEAK)
            assert urgent.startswith("Call 911")
            assert await phone.text("STOP") == (WORDS.stop,)


async def test_nobody_can_be_found_in_the_file(phone: Handset, talks: FakeTalks) -> None:
    """The file holds no number, no typed words and no id of Twilio's, and only its owner can read it."""
    await phone.text(PRIVATE, identifier="SM0123456789")
    talks.turns = [said("Fixed.")]
    assert oct(phone.database.stat().st_mode)[-3:] == "600"
    kept = b"".join(file.read_bytes() for file in phone.database.parent.glob("sms.db*"))
    assert b"SM0123456789" not in kept
    for digits in (PHONE_NUMBER, PHONE_NUMBER[2:], PHONE_NUMBER[-7:]):
        assert digits.encode() not in kept


async def test_a_restart_forgets_nothing(phone: Handset, talks: FakeTalks, clock: Clock, tmp_path: Path) -> None:
    """Choices, sessions, stops and replies are in the file, not in the process."""
    talks.turns = [said("One.", EFFECTS)]
    await phone.text("a", identifier="SM1")
    await phone.text("stop", number=OTHER_NUMBER)
    copy = tmp_path / "copy.db"
    for file in tmp_path.glob("sms.db*"):
        shutil.copy(file, tmp_path / file.name.replace("sms", "copy"))
    again = Handset(talks, copy, clock)
    assert (await again.text("a", identifier="SM1"))[-1] == "One.\n1 Side effects"
    assert await again.text("1") == (f"You said {EFFECTS.payload}.",)
    assert await again.text("hello", number=OTHER_NUMBER) == ()
    assert len(talks.started) == 1
