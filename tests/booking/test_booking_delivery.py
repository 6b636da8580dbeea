"""Requests reach the schedulers: signed, again after a failure, and are put aside after many."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from fake_endpoint import serving
from pydantic import SecretStr, ValidationError

from assistant.booking import outbox, tables
from assistant.booking.delivery import worker
from assistant.booking.delivery.deliverer import DeliveryError, deliverer_of
from assistant.booking.delivery.worker import deliver_due
from assistant.booking.outbox import Parcel
from assistant.booking.store import BookingError, BookingStore
from assistant.settings import Settings

SECRET = "whsec_dGhpcyBpcyBhIHNlY3JldCBvZiB0ZXN0cyBvbmx5"


class Failing:
    """A deliverer that fails as it is told."""

    def __init__(self, error: Exception | None) -> None:
        self.error = error
        self.events: list[str] = []

    def deliver(self, parcel: Parcel) -> None:
        """Fail, or not."""
        self.events.append(parcel.event)
        if self.error:
            raise self.error


def test_a_request_is_posted_signed(store: BookingStore, make_request) -> None:
    """The endpoint takes it once: the fake one checks the signature and the Bundle."""
    with serving(SECRET) as endpoint:
        settings = store.settings.model_copy(
            update={"booking_fhir_url": endpoint.url, "booking_fhir_secret": SecretStr(SECRET)}
        )
        code = store.submit(make_request(), "one").code
        deliverer = deliverer_of(settings)
        assert deliverer is not None
        assert deliver_due(store, deliverer).delivered == 1
        assert deliver_due(store, deliverer).delivered == 0
    assert list(endpoint.taken) == [code]
    assert store.list("t")[0].delivery == "delivered"


async def test_delivery_goes_on_after_any_failure(store: BookingStore, make_request, monkeypatch, caplog) -> None:
    """Whatever a round fails of is logged by its kind alone, and the next round delivers."""
    store.submit(make_request(), "one")
    arrived, failures = asyncio.Event(), [KeyError("Ana Example"), BookingError("away")]
    claim, loop = outbox.claim, asyncio.get_running_loop()

    def failing_first(*arguments: Any, **named: Any) -> Any:
        if failures:
            raise failures.pop(0)
        return claim(*arguments, **named)

    class Telling:
        def deliver(self, parcel: Parcel) -> None:
            loop.call_soon_threadsafe(arrived.set)

    monkeypatch.setattr(outbox, "claim", failing_first)
    delivering = asyncio.create_task(worker.keep_delivering(store, Telling(), pause=0))
    async with asyncio.timeout(60):
        await arrived.wait()
    delivering.cancel()
    with pytest.raises(asyncio.CancelledError):
        await delivering
    assert "booking.worker_failed error=KeyError" in caplog.text
    assert "booking.worker_failed error=BookingError" in caplog.text
    assert "Ana" not in caplog.text


def test_without_an_endpoint_requests_wait(store: BookingStore) -> None:
    """Nothing is configured: there is no deliverer."""
    assert deliverer_of(store.settings) is None


def test_a_failure_is_tried_later_with_the_same_key(any_store: BookingStore, make_request) -> None:
    """Not at once; then under the key of the first try."""
    any_store.submit(make_request(), "one")
    failing = Failing(DeliveryError("HTTP 503"))
    assert deliver_due(any_store, failing).later == 1
    assert deliver_due(any_store, failing).later == 0
    again = outbox.claim(any_store, datetime.now(UTC) + timedelta(minutes=1))
    assert again is not None
    assert [again.event] == failing.events


def test_after_the_last_try_it_is_put_aside_and_can_be_revived(any_store: BookingStore, make_request) -> None:
    """A dead letter is listed as not delivered, and --retry brings it back."""
    any_store.settings = any_store.settings.model_copy(update={"booking_attempts": 1})
    any_store.submit(make_request(), "one")
    assert deliver_due(any_store, Failing(ValueError("Ana Example"))).dead == 1
    assert any_store.list("t")[0].delivery == "dead"
    assert outbox.revive(any_store, "t") == 1
    assert deliver_due(any_store, Failing(None)).delivered == 1


def test_a_killed_delivery_is_tried_again(any_store: BookingStore, make_request) -> None:
    """What was taken and never ended is free again when its lease ends, not before."""
    any_store.submit(make_request(), "one")
    now = datetime.now(UTC)
    first = outbox.claim(any_store, now + timedelta(minutes=1))
    assert first is not None
    assert outbox.claim(any_store, now + timedelta(minutes=2)) is None
    second = outbox.claim(any_store, now + timedelta(minutes=4))
    assert second is not None
    assert second.event == first.event


class _Slow:
    """A deliverer that takes 15 seconds for each, and a clock that says so. At the last one, `meanwhile` happens."""

    def __init__(self, last: int, meanwhile: Callable[[datetime], None]) -> None:
        self.at = datetime.now(UTC)
        self.last, self.meanwhile = last, meanwhile
        self.events: list[str] = []

    def now(self, zone: object) -> datetime:
        """Return the moment on this clock."""
        return self.at

    def deliver(self, parcel: Parcel) -> None:
        """Take it, slowly."""
        self.events.append(parcel.event)
        if len(self.events) == self.last:
            self.meanwhile(self.at)
        self.at += timedelta(seconds=15)


def test_a_long_round_delivers_nothing_twice_at_once(any_store: BookingStore, make_request, monkeypatch) -> None:
    """However long a round lasts, what is being delivered is no other's, nor a change of it, until its own lease ends.

    What is due is what was due when the round began: a change that comes in the middle waits for the next round.
    """
    for number in range(12):
        any_store.submit(make_request(f"212-555-01{number:02}"), f"key {number}")
    others: list[object] = []

    def meanwhile(now: datetime) -> None:
        others.append(outbox.claim(any_store, now))
        any_store.submit(make_request("212-555-0111", name="Sam Sample"), "a change", caller=True)
        others.append(outbox.claim(any_store, now))

    slow = _Slow(12, meanwhile)
    monkeypatch.setattr(worker, "datetime", slow)
    assert deliver_due(any_store, slow).delivered == 12
    assert others == [None, None]
    assert len(slow.events) == len(set(slow.events)) == 12
    with any_store.database.engine.connect() as connection:
        attempts = connection.execute(sa.select(tables.outbox.c.attempts).order_by(tables.outbox.c.id)).scalars().all()
    assert attempts == [1] * 12 + [0]
    assert deliver_due(any_store, slow).delivered == 1


def test_counting_waits_for_no_writer(any_store: BookingStore, make_request) -> None:
    """The figures are asked for every few seconds: they neither wait for a patient's request nor hold one up."""
    any_store.submit(make_request(), "one")
    with any_store.transaction():
        assert outbox.counts(any_store) == {"waiting": 1}
    with any_store.database.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE outbox RENAME TO gone")
    with pytest.raises(BookingError):
        outbox.counts(any_store)


def test_a_changed_request_replaces_the_one_that_waits(any_store: BookingStore, make_request) -> None:
    """Only the newest goes out, and not beside one that is on its way."""
    any_store.submit(make_request(name="Ana Example"), "one")
    first = outbox.claim(any_store, datetime.now(UTC))
    assert first is not None
    any_store.submit(make_request(name="Sam Sample"), "two", caller=True)
    assert outbox.claim(any_store, datetime.now(UTC)) is None
    assert outbox.failed(any_store, first, "HTTP 500", datetime.now(UTC)) == "superseded"
    second = outbox.claim(any_store, datetime.now(UTC))
    assert second is not None
    assert second.booking.request.name == "Sam Sample"


def test_waits_grow_to_an_hour() -> None:
    """15 seconds, twice as long each time, never more than an hour."""
    waits = [outbox.wait(n) for n in range(1, 30)]
    assert waits[:3] == [timedelta(seconds=15), timedelta(seconds=30), timedelta(seconds=60)]
    assert max(waits) == timedelta(hours=1)


def test_failures_are_logged_without_words(store: BookingStore, make_request, caplog) -> None:
    """An error that quotes a person leaves only its kind in the log and in the outbox."""
    store.submit(make_request(), "one")
    deliver_due(store, Failing(RuntimeError("Ana Example +12125550142")))
    assert "RuntimeError" in caplog.text
    assert "Ana" not in caplog.text
    assert "555" not in caplog.text


@pytest.mark.parametrize(
    "wrong",
    [
        {"booking_fhir_url": "http://hospital.example"},
        {"booking_mail_host": "mail.example"},
        {"booking_time_zone": "Mars/Base"},
        {"booking_link": "javascript:alert(1)"},
    ],
)
def test_settings_that_cannot_be_used_stop_the_start(wrong: dict[str, str]) -> None:
    """No plain HTTP over the network, no half e-mail, no unknown zone."""
    with pytest.raises(ValidationError):
        Settings(_env_file=None, **wrong)
