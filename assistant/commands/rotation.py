"""A change of keys: all that is kept for good under the keys of the requests is sealed anew with the first."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from assistant.booking.errors import BookingError
from assistant.booking.store import BookingStore
from assistant.booking.upkeep import rotate_keys
from assistant.channels.sms import store as phones
from assistant.privacy.sealing import Sealing
from assistant.storage.database import place_of, reason, where


@dataclass(frozen=True)
class Rotated:
    """What was sealed anew, and what none of the keys opens: that stays as it is."""

    requests: int
    closed_requests: int
    closed_phones: int


def rotate_all(store: BookingStore, who: str) -> Rotated:
    """Seal phones and requests anew with the first key.

    The keys after the first can go, once conversations are older than they are kept: those are not sealed anew.

    Raises:
        BookingError: no request was changed; of the phones, some may be sealed anew.
    """
    closed_phones = _reseal_phones(store)
    return Rotated(*rotate_keys(store, who), closed_phones)


def _reseal_phones(store: BookingStore) -> int:
    """Seal what the text line keeps for good: who said stop. Return how many no key opens.

    A file that is not there is not made.
    """
    place = place_of(phones.DATABASE, store.settings)
    if isinstance(place, Path) and not place.exists():
        return 0
    try:
        return phones.PhoneStore(place, Sealing(store.keys, "phones")).reseal()[1]
    except (OSError, SQLAlchemyError) as error:
        raise BookingError(f"The phones in {where(place)} can't be sealed anew: {reason(error)}.") from error
