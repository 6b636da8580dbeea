"""The one store of appointment requests of this process: actions and server use the same."""

from __future__ import annotations

import logging
from functools import lru_cache

from assistant.booking.keys import PUT_BACK
from assistant.booking.store import BookingStore
from assistant.booking.upkeep import look_over
from assistant.settings import load_settings

logger = logging.getLogger(__name__)


@lru_cache(maxsize=1)
def shared_store() -> BookingStore:
    """Return the store of the settings, opened once.

    Old requests that can't be opened are reported and no more: patients are served all the same, and the staff see them
    in the list.

    Raises:
        BookingError: the database or the keys can't be used.
    """
    store = BookingStore.open(load_settings())
    if closed := look_over(store):
        logger.error("booking.not_opened requests=%d. %s", closed, PUT_BACK)
    return store
