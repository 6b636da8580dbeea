"""One address or phone can't fill the staff's list: the limit holds among replicas and forgets within an hour."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from cryptography.fernet import Fernet
from pydantic import SecretStr

from assistant.booking.errors import TooManyRequestsError
from assistant.booking.keys import Keys
from assistant.booking.store import BookingStore
from assistant.booking.tables import senders
from assistant.booking.upkeep import forget_old
from assistant.settings import Settings

ALLOWED = Settings(_env_file=None).booking_requests_per_number
NUMBER, OTHER = "+12125550141", "+12125550142"
ADDRESS = "192.0.2.7"

HandIn = Callable[..., str]


@pytest.fixture
def hand_in(make_request) -> HandIn:
    """Return a function that hands in a request of its own and returns its code."""
    numbers = iter(range(1000))

    def submit(store: BookingStore, sender: str | None = NUMBER) -> str:
        number = next(numbers)
        return store.submit(make_request(f"212-555-01{number % 100:02}"), f"key {number}", sender=sender).code

    return submit


@pytest.fixture
def replicas(any_settings: Settings) -> Iterator[list[BookingStore]]:
    """Two servers with one database."""
    opened = [BookingStore.open(any_settings) for _ in range(2)]
    yield opened
    for one in opened:
        one.database.engine.dispose()


def _age(store: BookingStore, by: timedelta) -> None:
    with store.database.engine.begin() as connection:
        connection.execute(senders.update().values(at=datetime.now(UTC) - by))


def _kept(store: BookingStore) -> int:
    with store.reading() as connection:
        return int(connection.execute(sa.select(sa.func.count()).select_from(senders)).scalar_one())


def test_one_sender_hands_in_so_many_and_no_more(replicas: list[BookingStore], hand_in: HandIn) -> None:
    """Five in an hour, whichever replica takes them; of the sixth nothing is saved. Others are not held up."""
    codes = [hand_in(replicas[number % 2]) for number in range(ALLOWED)]
    for store in replicas:
        with pytest.raises(TooManyRequestsError):
            hand_in(store)
    assert [one.code for one in replicas[0].list("t")] == codes
    assert hand_in(replicas[1], OTHER)
    assert hand_in(replicas[1], ADDRESS)


def test_a_request_that_is_sent_again_is_not_counted_twice(any_store: BookingStore, make_request) -> None:
    """A failed call that is made again, or a repeated delivery, has its receipt, before the limit and at it."""
    first = any_store.submit(make_request(), "one", sender=NUMBER)
    for _ in range(2 * ALLOWED):
        assert any_store.submit(make_request(), "one", sender=NUMBER) == first
    assert _kept(any_store) == 1


def test_changes_are_counted_too(any_store: BookingStore, make_request) -> None:
    """Each change of a request is delivered: without a limit a script could fill the schedulers' mailbox with them."""
    code = None
    for number in range(ALLOWED):
        code = any_store.submit(make_request(), f"key {number}", sent_before=code, sender=NUMBER).code
    with pytest.raises(TooManyRequestsError):
        any_store.submit(make_request(), "one more", sent_before=code, sender=NUMBER)


def test_who_is_not_known_is_not_limited(store: BookingStore, hand_in: HandIn) -> None:
    """In the terminal there is neither address nor number."""
    assert len({hand_in(store, None) for _ in range(2 * ALLOWED)}) == 2 * ALLOWED
    assert _kept(store) == 0


def test_many_at_once_are_counted(replicas: list[BookingStore], hand_in: HandIn) -> None:
    """Requests that come at the same moment, on two replicas, do not slip through together."""

    def tried(number: int) -> bool:
        try:
            return bool(hand_in(replicas[number % 2]))
        except TooManyRequestsError:
            return False

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(tried, range(3 * ALLOWED))) == ALLOWED


def test_after_an_hour_the_sender_is_free_and_forgotten(any_store: BookingStore, hand_in: HandIn) -> None:
    """What was noted goes with its hour, also where nobody asks any more; before that it stays."""
    for _ in range(ALLOWED):
        hand_in(any_store)
    _age(any_store, timedelta(minutes=59))
    forget_old(any_store)
    with pytest.raises(TooManyRequestsError):
        hand_in(any_store)
    _age(any_store, timedelta(minutes=61))
    assert hand_in(any_store)
    assert _kept(any_store) == 1
    _age(any_store, timedelta(minutes=61))
    forget_old(any_store)
    assert _kept(any_store) == 0


def test_a_clock_that_was_ahead_shuts_nobody_out(store: BookingStore, hand_in: HandIn) -> None:
    """A clock that is put back by days does not hold up its patients until the days are over."""
    for _ in range(ALLOWED):
        hand_in(store)
    _age(store, timedelta(days=-2))
    assert hand_in(store)


def test_no_address_is_in_the_file(store: BookingStore, hand_in: HandIn, tmp_path: Path) -> None:
    """Only a keyed hash is kept, and not the one by which the number to call is found: nothing ties the two."""
    hand_in(store, NUMBER)
    hand_in(store, "+12125550101")
    for file in tmp_path.iterdir():
        content = file.read_bytes()
        assert NUMBER.encode() not in content
        assert b"5550101" not in content
    with store.reading() as connection:
        hashes = set(connection.execute(sa.select(senders.c.sender_hash)).scalars())
    assert len(hashes) == 2
    assert not hashes & set(store.keys.hashes("+12125550101"))


def test_a_new_key_is_no_new_hour(sqlite_settings: Settings, hand_in: HandIn) -> None:
    """While keys are changed the limit goes on."""
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()

    def opened(keys: str) -> BookingStore:
        return BookingStore.open(sqlite_settings.model_copy(update={"booking_keys": SecretStr(keys)}))

    before, after = opened(old), opened(f"{new},{old}")
    for _ in range(ALLOWED):
        hand_in(before)
    with pytest.raises(TooManyRequestsError):
        hand_in(after)
    assert Keys([new]).sender_hashes(NUMBER) != Keys([old]).sender_hashes(NUMBER)


def test_the_limit_is_a_setting(sqlite_settings: Settings, hand_in: HandIn) -> None:
    """A hospital whose patients share an address, such as that of its own network, allows more."""
    store = BookingStore.open(sqlite_settings.model_copy(update={"booking_requests_per_number": 2 * ALLOWED}))
    for _ in range(2 * ALLOWED):
        hand_in(store)
    with pytest.raises(TooManyRequestsError):
        hand_in(store)


def test_people_who_share_an_address_are_not_shut_out(store: BookingStore, hand_in: HandIn) -> None:
    """The network of a hospital, or of a phone company, is one address: it may hand in more than one number may."""
    allowed = Settings(_env_file=None).booking_requests_per_address
    assert allowed > 4 * ALLOWED
    for _ in range(allowed):
        hand_in(store, ADDRESS)
    with pytest.raises(TooManyRequestsError):
        hand_in(store, ADDRESS)
