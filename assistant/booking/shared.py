"""The one store of appointment requests of this process: actions and server use the same."""

from __future__ import annotations

from functools import lru_cache

from assistant.booking.store import BookingStore
from assistant.settings import load_settings


@lru_cache(maxsize=1)
def shared_store() -> BookingStore:
    """Return the store of the settings, opened once.

    Raises:
        BookingError: the database or the keys can't be used.
    """
    return BookingStore.open(load_settings())
