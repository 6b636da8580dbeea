"""The store confirms what is saved, once. On SQLite and PostgreSQL alike."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.fernet import Fernet
from pydantic import SecretStr

from assistant.booking import looking
from assistant.booking.phone import unchecked_phone
from assistant.booking.store import Booking, BookingError, BookingStore
from assistant.booking.tables import bookings
from assistant.booking.upkeep import purge, rotate_keys
from assistant.settings import Settings


def test_a_request_is_listed_as_it_was_made(any_store: BookingStore, make_request) -> None:
    """What was asked for is what the staff reads, field by field."""
    request = make_request(for_whom="someone_else", relation="daughter", topic="surgery", access="wheelchair ramp")
    receipt = any_store.submit(request, "one")
    (booking,) = any_store.list("r.sample")
    assert booking.code == receipt.code
    assert booking.request == request
    assert booking.call_by == receipt.call_by > datetime.now(UTC)
    assert booking.delivery == "waiting"


def test_the_same_key_gives_the_same_receipt(any_store: BookingStore, make_request) -> None:
    """A call that is made again saves nothing a second time."""
    first = any_store.submit(make_request(), "one")
    assert any_store.submit(make_request(), "one") == first
    assert any_store.list("t")[0].version == 1


def test_the_same_number_within_a_day_changes_the_request(any_store: BookingStore, make_request) -> None:
    """The code stays, and what was asked before is kept: a family may share a telephone."""
    first = any_store.submit(make_request(name="Ana Example"), "one")
    second = any_store.submit(make_request(name="Sam Sample"), "two", sent_before=first.code)
    assert (second.code, second.updated, second.call_by) == (first.code, True, first.call_by)
    (booking,) = any_store.list("t")
    assert (booking.request.name, booking.version) == ("Sam Sample", 2)
    assert [one.name for one in booking.earlier] == ["Ana Example"]


def test_a_stranger_who_knows_a_number_learns_and_changes_nothing(any_store: BookingStore, make_request) -> None:
    """Another conversation with the number gets a new request with ordinary words; the first stays as it was."""
    first = any_store.submit(make_request(name="Ana Example"), "one")
    second = any_store.submit(make_request(name="Some Stranger"), "two")
    assert second.code != first.code
    assert not second.updated
    other = any_store.submit(make_request("212-555-0143"), "three")
    assert any_store.submit(make_request(), "four", sent_before=other.code).code not in {first.code, other.code}
    found = any_store.show(first.code, "t")
    assert isinstance(found, Booking)
    assert (found.request.name, found.version, found.earlier) == ("Ana Example", 1, ())


def test_a_text_message_from_the_number_changes_its_request(any_store: BookingStore, make_request) -> None:
    """A text from the very number proves whose it is."""
    first = any_store.submit(make_request(), "one")
    assert any_store.submit(make_request(channel="sms"), "two", caller=True).code == first.code


def test_a_list_holds_up_no_patient(any_store: BookingStore, make_request, monkeypatch) -> None:
    """Requests are opened outside of the writers' lock: one can be sent meanwhile. The look is noted before."""
    any_store.submit(make_request(), "one")
    opens = looking.booking_of
    codes: list[str] = []

    def while_opening(*row):
        codes.append(any_store.submit(make_request("212-555-0143"), "two").code)
        return opens(*row)

    monkeypatch.setattr(looking, "booking_of", while_opening)
    any_store.list("t")
    assert codes


def test_the_same_number_after_a_day_is_a_new_request(any_store: BookingStore, make_request) -> None:
    """After 24 hours, another request is another request."""
    first = any_store.submit(make_request(), "one")
    _age(any_store, timedelta(hours=24, minutes=1))
    assert any_store.submit(make_request(), "two", caller=True).code != first.code


def test_a_handled_request_is_not_changed(any_store: BookingStore, make_request) -> None:
    """Who was called and asks again comes back on the list."""
    first = any_store.submit(make_request(), "one")
    assert any_store.done(first.code, "t")
    assert not any_store.done(first.code, "t")
    second = any_store.submit(make_request(), "two", caller=True)
    assert second.code != first.code
    assert [one.code for one in any_store.list("t")] == [second.code]


def test_unchecked_numbers_are_never_merged(any_store: BookingStore, make_request) -> None:
    """Two people who both typed "at the shop" are two requests."""
    codes = {
        any_store.submit(make_request(phone=unchecked_phone("at the shop")), key, caller=True).code for key in "ab"
    }
    assert len(codes) == 2


def test_many_at_once_are_saved_once_each(any_settings: Settings, make_request) -> None:
    """Requests from several threads and stores at once: one row for each number, whatever the order."""
    stores = [BookingStore.open(any_settings) for _ in range(2)]
    jobs = [(stores[n % 2], make_request(f"212-555-01{n % 5:02}"), f"key{n // 2}") for n in range(20)]
    with ThreadPoolExecutor(4) as pool:
        codes = {receipt.code for receipt in pool.map(lambda job: job[0].submit(job[1], job[2], caller=True), jobs)}
    assert codes == {booking.code for booking in stores[0].list("t")}
    assert len(codes) <= 5
    for one in stores:
        one.database.engine.dispose()


def test_two_processes_may_start_at_once(any_settings: Settings) -> None:
    """The tables are made once, and nobody fails."""
    with ThreadPoolExecutor(4) as pool:
        opened = list(pool.map(lambda _: BookingStore.open(any_settings), range(4)))
    assert len(opened) == 4
    for one in opened:
        one.database.engine.dispose()


def test_the_tables_are_those_of_the_migrations(any_store: BookingStore) -> None:
    """The code and the migrations agree on every table and column."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from assistant.booking.tables import metadata

    with any_store.database.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_keys_rotate(sqlite_settings: Settings, make_request) -> None:
    """With a new key before the old one all goes on; after rotation the old one can go."""
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()

    def opened(keys: str) -> BookingStore:
        return BookingStore.open(sqlite_settings.model_copy(update={"booking_keys": SecretStr(keys)}))

    first = opened(old).submit(make_request(), "one")
    both = opened(f"{new},{old}")
    assert both.submit(make_request(name="Sam Sample"), "two", caller=True).code == first.code
    assert rotate_keys(both, "t") == (1, 0)
    assert opened(new).submit(make_request(), "three", caller=True).code == first.code
    with pytest.raises(BookingError, match="can't be opened"):
        opened(old)


def test_purge_keeps_who_waits(any_store: BookingStore, make_request) -> None:
    """Old requests that are done go with all that belongs to them; one that waits stays."""
    done = any_store.submit(make_request("212-555-0101"), "one").code
    waits = any_store.submit(make_request("212-555-0102"), "two").code
    any_store.done(done, "t")
    _age(any_store, timedelta(days=91))
    assert purge(any_store, timedelta(days=90), "t") == (1, 1)
    assert [one.code for one in any_store.list("t", handled=True)] == [waits]


def _age(store: BookingStore, by: timedelta) -> None:
    with store.database.engine.begin() as connection:
        connection.execute(bookings.update().values(updated=datetime.now(UTC) - by))
