"""Phones after the keys were changed: a stop holds, and nobody meets an error for it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from line_fakes import OTHER_NUMBER, SECRET, WORDS, Clock, FakeTalks, Handset
from pydantic import SecretStr
from real_postgres import RealPostgres

from assistant.booking.errors import BookingError
from assistant.booking.keys import Keys
from assistant.booking.store import BookingStore
from assistant.channels.sms import store as phones
from assistant.channels.sms.identity import Identity
from assistant.channels.sms.phone import Open, Phone
from assistant.channels.sms.quiet_hours import when_to_send
from assistant.channels.sms.simulated import PHONE_NUMBER
from assistant.channels.sms.store import PhoneStore
from assistant.commands.rotation import Rotated, rotate_all
from assistant.privacy.sealing import Sealing
from assistant.settings import Settings
from assistant.storage.database import Place

OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()
NOON = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)


def sealing(*keys: str) -> Sealing:
    """Return the seal of phones with these keys."""
    return Sealing(Keys(keys), "phones")


def requests(folder: Path, *keys: str, database: str = "") -> BookingStore:
    """Return the store of requests with these keys."""
    where = f"sqlite:///{folder}/bookings.db"
    given = {"secret": SECRET, "booking_keys": ",".join(keys), "booking_database": where, "database": database}
    return BookingStore.open(Settings(_env_file=None, **given))


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which phones are kept."""
    monkeypatch.setattr(phones, "DATABASE", tmp_path / "sms.db")
    return tmp_path


@pytest.fixture
def lost(phone: Handset) -> Handset:
    """A phone that was kept with the old key."""
    phone.store._sealing = sealing(OLD)
    return phone


async def test_rotated_keys_open_every_phone(places: Path, talks: FakeTalks, clock: Clock) -> None:
    """As documented: STOP, a new key before the old one, `rotate-keys`, and the old one can go."""
    phone = Handset(talks, places / "sms.db", clock)
    phone.store._sealing = sealing(OLD)
    await phone.text("STOP")
    await phone.text("hello", number=OTHER_NUMBER)
    assert rotate_all(requests(places, NEW, OLD), "t") == Rotated(0, 0, 0)
    phone.store._sealing = sealing(NEW)
    for name in (PHONE_NUMBER, OTHER_NUMBER):
        assert not (await phone.store.known(Identity(SECRET).phone(name), "")).closed
    assert await phone.text("hello") == ()
    assert await phone.text("HELP") == (WORDS.help,)
    assert await phone.text("START") == (WORDS.start,)
    assert await phone.text("hello again", number=OTHER_NUMBER) == ("You said hello again.",)


async def test_rotated_keys_on_postgresql(postgres: RealPostgres, tmp_path: Path) -> None:
    """The same in a database that replicas share."""
    address = postgres.new_database()
    place: Place = SecretStr(address)
    await PhoneStore(place, sealing(OLD)).keep("p", "m", Phone(stopped=True, asked=1.0), (), 1.0)
    await PhoneStore(place, sealing(OLD)).keep("q", "n", Phone(open=Open(rest="left")), (), 1.0)
    rotate_all(requests(tmp_path, NEW, OLD, database=address), "t")
    store = PhoneStore(place, sealing(NEW))
    assert await store.stopped("p")
    assert (await store.known("q", "")).phone.open.rest == "left"


async def test_phones_that_no_key_opens_are_counted(places: Path, lost: Handset) -> None:
    """The command says how many stay sealed with a key that is gone."""
    await lost.text("STOP")
    assert rotate_all(requests(places, NEW), "t") == Rotated(0, 0, 1)


def test_no_file_of_phones_is_made(places: Path) -> None:
    """Where nobody texted, there is nothing to seal."""
    assert rotate_all(requests(places, NEW), "t") == Rotated(0, 0, 0)
    assert not (places / "sms.db").exists()


def test_phones_that_can_not_be_read_stop_the_rotation(places: Path) -> None:
    """The command fails rather than saying that the old key can go."""
    (places / "sms.db").write_bytes(b"this is no database" * 100)
    with pytest.raises(BookingError, match="phones"):
        rotate_all(requests(places, NEW), "t")


async def test_a_stop_holds_without_its_key(lost: Handset, talks: FakeTalks) -> None:
    """Who said stop is not texted, gets HELP and urgent help, and begins again with START."""
    await lost.text("STOP")
    lost.store._sealing = sealing(NEW)
    assert await when_to_send(PHONE_NUMBER, NOON, lost.store, Identity(SECRET)) is None
    assert await lost.text("hello") == ()
    assert await lost.text("HELP") == (WORDS.help,)
    (urgent,) = await lost.text("since this morning i cant lift my left leg")
    assert urgent.startswith("Call 911")
    assert await lost.text("START") == (WORDS.start,)
    assert await lost.last("hello") == "You said hello."
    assert not await lost.store.stopped(Identity(SECRET).phone(PHONE_NUMBER))


async def test_who_did_not_say_stop_is_answered_without_the_key(lost: Handset, talks: FakeTalks) -> None:
    """Nothing is sent unasked to a phone that can't be opened; when it writes it is answered, as a new one."""
    await lost.text("hello")
    lost.store._sealing = sealing(NEW)
    assert await when_to_send(PHONE_NUMBER, NOON, lost.store, Identity(SECRET)) is None
    assert await lost.text("what is chemo") == (WORDS.first_contact, "You said what is chemo.")
    assert await when_to_send(PHONE_NUMBER, NOON, lost.store, Identity(SECRET)) is not None


async def test_a_reply_that_can_not_be_opened_is_made_again(lost: Handset) -> None:
    """A copy of a request, whose reply was sealed with a lost key, is no error for the patient."""
    await lost.text("hello", identifier="SM1")
    lost.store._sealing = sealing(NEW)
    assert await lost.last("hello", identifier="SM1") == "You said hello."
