"""Who says stop gets no more texts, whatever failed at that moment."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from line_fakes import EFFECTS, OTHER_NUMBER, SECRET, WORDS, Clock, FakeTalks, Handset, said
from pydantic import SecretStr
from real_postgres import RealPostgres
from sqlalchemy.exc import OperationalError

from assistant.channels.sms import stops
from assistant.channels.sms.identity import Identity
from assistant.channels.sms.line import MAX_WAITING
from assistant.channels.sms.phone import Open, Phone
from assistant.channels.sms.simulated import PHONE_NUMBER
from assistant.channels.sms.store import PhoneStore
from assistant.storage.database import Place

NAME = Identity(SECRET).phone(PHONE_NUMBER)


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a stop that could not be kept be tried again without a long pause."""
    monkeypatch.setattr(stops, "FIRST_PAUSE", 0.01)


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """A place of each kind."""
    if request.param == "sqlite":
        yield tmp_path / "sms.db"
        return
    server: RealPostgres = request.getfixturevalue("postgres")
    yield SecretStr(server.new_database())


def fails(*_: object) -> None:
    """Fail as a database does that is away."""
    raise OperationalError("", None, Exception("away"))


async def kept(phone: Handset) -> bool:
    """Say whether the stop is in the store, once what is done in the background had its time."""
    for _ in range(100):
        if await phone.store.stopped(NAME):
            return True
        await asyncio.sleep(0.02)
    return False


@pytest.mark.parametrize("word", ["STOP", "please stop texting me"])
async def test_a_stop_while_nine_texts_wait_is_kept(phone: Handset, talks: FakeTalks, word: str) -> None:
    """It is confirmed before the others are answered, and none of them takes it back."""
    talks.seconds = 0.05
    flood = [asyncio.create_task(phone.text(f"hello {number}")) for number in range(MAX_WAITING + 1)]
    await asyncio.sleep(0.02)
    assert await phone.text(word) == (WORDS.stop,)
    assert await phone.store.stopped(NAME)
    await asyncio.gather(*flood)
    assert await phone.store.stopped(NAME)
    assert await phone.text("hello") == ()


async def test_a_stop_behind_a_slow_turn_is_kept(talks: FakeTalks, clock: Clock, tmp_path: Path) -> None:
    """A stop that is late because another text is answered is kept as well as confirmed."""
    phone = Handset(talks, tmp_path / "sms.db", clock, seconds=1.0)
    talks.seconds = 60.0
    slow = asyncio.create_task(phone.text("hello"))
    await asyncio.sleep(0.05)
    assert await phone.text("STOP") == (WORDS.stop,)
    await slow
    assert await phone.store.stopped(NAME)


async def test_a_stop_while_the_store_is_down_is_kept_once_it_is_back(phone: Handset, talks: FakeTalks) -> None:
    """Until then it is known to this process: the phone gets nothing but urgent help."""
    with patch.object(PhoneStore, "_keep", fails), patch.object(PhoneStore, "_stop", fails, create=True):
        assert await phone.text("STOP") == (WORDS.stop,)
        heard = len(talks.words)
        assert (await phone.text("hello")) != ("You said hello.",)
        assert len(talks.words) == heard
    assert await kept(phone)
    assert await phone.text("hello") == ()


async def test_a_later_start_wins_over_a_stop_that_is_still_to_be_kept(phone: Handset) -> None:
    """The order in which they came decides, not the order in which they are written."""
    with patch.object(PhoneStore, "_stop", fails, create=True):
        with patch.object(PhoneStore, "_keep", fails):
            await phone.text("STOP")
        assert await phone.text("START") == (WORDS.start,)
    await asyncio.sleep(0.2)
    assert not await phone.store.stopped(NAME)
    assert await phone.last("hello") == "You said hello."


async def test_a_start_that_was_not_kept_is_not_said(phone: Handset) -> None:
    """While the store is down, START does not promise replies."""
    with patch.object(PhoneStore, "_keep", fails), patch.object(PhoneStore, "_stop", fails, create=True):
        await phone.text("STOP")
        assert await phone.text("START") == (WORDS.fallback,)
    assert await kept(phone)


async def test_a_stop_that_can_not_be_held_is_not_confirmed(phone: Handset, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the store down and no room in memory the provider gets 503, and says its own words or asks again."""
    monkeypatch.setattr(stops, "MOST", 1)
    with patch.object(PhoneStore, "_keep", fails), patch.object(PhoneStore, "_stop", fails, create=True):
        assert await phone.text("STOP", number=OTHER_NUMBER) == (WORDS.stop,)
        response = await phone.post("STOP")
        assert response.status_code == 503
        assert WORDS.stop not in response.text


async def test_a_stop_that_the_company_confirmed_is_kept_in_silence(phone: Handset) -> None:
    """Where Twilio has said it already, nothing is said twice, also when the store is down."""
    with patch.object(PhoneStore, "_keep", fails):
        assert await phone.text("STOP", answered="STOP") == ()
    assert await kept(phone)


async def test_a_server_that_stops_writes_what_is_left(phone: Handset) -> None:
    """What could not be kept so far is tried once more when the process ends."""
    with patch.object(PhoneStore, "_keep", fails), patch.object(PhoneStore, "_stop", fails):
        await phone.text("STOP")
        task = phone.line._stops._task
        assert task is not None
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert await phone.store.stopped(NAME)


async def test_what_was_said_last_is_kept_in_any_order(place: Place) -> None:
    """Stops and starts are kept by the moment they came; a text from before takes no stop back."""
    store = PhoneStore(place)
    await store.keep("p", "m1", Phone(greeted=True, open=Open(choices=(EFFECTS,))), ("Hi.",), 100.0)
    assert await store.stop("p", 110.0)
    await store.keep("p", "m2", Phone(greeted=True), ("Hi.",), 105.0)
    assert (await store.known("p", "x")).phone == Phone(stopped=True, greeted=True, asked=110.0)
    await store.keep("p", "m3", Phone(greeted=True, asked=120.0), ("Again.",), 120.0)
    assert not await store.stop("p", 115.0)
    assert not await store.stopped("p")
    assert await store.stop("nobody", 1.0)
    assert await store.stopped("nobody")


async def test_a_clock_that_was_put_back_keeps_stops_and_starts(phone: Handset, clock: Clock) -> None:
    """A stop or a start that comes at an earlier time than the last one is still the later one."""
    for word, stopped in (("STOP", True), ("START", False), ("STOP", True)):
        clock.pass_minutes(-60)
        assert await phone.text(word) == (getattr(WORDS, word.lower()),)
        assert await phone.store.stopped(NAME) is stopped


async def test_an_emergency_after_such_a_stop_is_answered(phone: Handset, talks: FakeTalks) -> None:
    """A stop that is only in memory keeps urgent help from nobody."""
    talks.turns = [said("Never said.")]
    with patch.object(PhoneStore, "_stop", fails, create=True):
        with patch.object(PhoneStore, "_keep", fails):
            await phone.text("STOP")
        (urgent,) = await phone.text("since this morning i cant lift my left leg")
    assert urgent.startswith("Call 911")
