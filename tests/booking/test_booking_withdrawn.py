"""Who gives up a request is told the truth, however slow its save is: nothing is kept that was said not to be sent."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from assistant.booking.errors import WithdrawnError
from assistant.booking.store import BookingStore
from assistant.booking.tables import withdrawn
from assistant.booking.upkeep import forget_old


def test_a_save_that_comes_after_giving_up_is_refused(any_store: BookingStore, make_request) -> None:
    """A slow save begins after the patient was told that nothing was sent: it keeps nothing. Other keys are free."""
    assert any_store.withdraw("one") is None
    assert any_store.withdraw("one") is None
    with pytest.raises(WithdrawnError):
        any_store.submit(make_request(), "one")
    assert any_store.list("t", handled=True) == []
    assert any_store.submit(make_request(), "two").code


def test_what_was_saved_before_stays_and_is_told(any_store: BookingStore, make_request) -> None:
    """Who gives up after the save gets its receipt, and so does a repeated delivery of the request."""
    receipt = any_store.submit(make_request(), "one")
    assert any_store.withdraw("one") == receipt
    assert any_store.submit(make_request(), "one") == receipt


def test_of_two_at_once_one_wins(any_store: BookingStore, make_request) -> None:
    """Whichever comes first, the patient is told what holds: saved with its code, or given up and nothing kept."""
    with ThreadPoolExecutor(2) as pool:
        for number in range(20):
            both = threading.Barrier(2)

            def save(key: str = f"key {number}", both: threading.Barrier = both) -> str | None:
                both.wait()
                try:
                    return any_store.submit(make_request(), key).code
                except WithdrawnError:
                    return None

            def give_up(key: str = f"key {number}", both: threading.Barrier = both) -> str | None:
                both.wait()
                receipt = any_store.withdraw(key)
                return receipt.code if receipt else None

            saving, giving_up = pool.submit(save), pool.submit(give_up)
            code = saving.result()
            assert giving_up.result() == code
            assert (code in {one.code for one in any_store.list("t")}) == (code is not None)


def test_keys_that_were_given_up_are_forgotten_after_a_day(store: BookingStore) -> None:
    """No save is as slow as that."""

    def left() -> int:
        with store.reading() as connection:
            return len(connection.execute(sa.select(withdrawn)).all())

    store.withdraw("one")
    forget_old(store)
    assert left() == 1
    with store.database.engine.begin() as connection:
        connection.execute(withdrawn.update().values(at=datetime.now(UTC) - timedelta(hours=25)))
    forget_old(store)
    assert left() == 0
