"""What is done to the store now and then: deleting what is old, changing keys."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from assistant.booking import audit
from assistant.booking.errors import BookingError
from assistant.booking.outbox import given_up_closed, revive_opened
from assistant.booking.store import BookingStore
from assistant.booking.stored import content_of
from assistant.booking.tables import bookings, outbox, submissions
from assistant.channels.sms import store as phones
from assistant.sealing import Sealing
from assistant.storage.database import place_of, reason, where

logger = logging.getLogger(__name__)


def purge(store: BookingStore, older_than: timedelta, who: str) -> tuple[int, int]:
    """Delete handled requests that were last changed before; return how many, and how many old ones still wait.

    A request that nobody has handled is never deleted.

    Raises:
        BookingError: nothing was deleted.
    """
    limit = datetime.now(UTC) - older_than
    with store.transaction() as connection:
        old = sa.select(bookings.c.id).where(bookings.c.updated < limit, bookings.c.handled.is_not(None))
        for table in (outbox, submissions):
            connection.execute(table.delete().where(table.c.booking_id.in_(old)))
        gone = connection.execute(
            bookings.delete().where(bookings.c.updated < limit, bookings.c.handled.is_not(None))
        ).rowcount
        kept = connection.execute(
            sa.select(sa.func.count()).select_from(bookings).where(bookings.c.updated < limit)
        ).scalar_one()
        audit.note(connection, who, f"purge ({gone})")
    return int(gone), int(kept)


def rotate_keys(store: BookingStore, who: str) -> tuple[int, int]:
    """Seal requests and phones anew with the first key; return how many requests, and how many no key opens.

    Those stay as they are. The keys after the first can go, once conversations are older than they are kept. What was
    not delivered for want of a key is tried again.

    Raises:
        BookingError: no request was changed; of the phones, some may be sealed anew.
    """
    _reseal_phones(store)
    sealed = closed = 0
    with store.transaction() as connection:
        for row in connection.execute(sa.select(bookings.c.id, bookings.c.personal)).all():
            try:
                values: dict[str, str | None] = {"personal": store.keys.seal(store.keys.open(row.personal))}
            except BookingError:
                closed += 1
                continue
            if content := content_of(row.personal, store.keys):
                values["phone_hash"] = store.phone_hash(content.request)
            connection.execute(bookings.update().where(bookings.c.id == row.id).values(**values))
            sealed += 1
        audit.note(connection, who, f"rotate keys ({sealed})")
    look_over(store)
    return sealed, closed


def _reseal_phones(store: BookingStore) -> None:
    """Seal what the text line keeps for good: who said stop. A file that is not there is not made."""
    place = place_of(phones.DATABASE, store.settings)
    if isinstance(place, Path) and not place.exists():
        return
    try:
        closed = phones.PhoneStore(place, Sealing(store.keys, "phones")).reseal()[1]
    except (OSError, SQLAlchemyError) as error:
        raise BookingError(f"The phones in {where(place)} can't be sealed anew: {reason(error)}.") from error
    if closed:
        logger.error("sms.not_opened phones=%d", closed)


def look_over(store: BookingStore) -> int:
    """Return how many requests can't be opened. What was put aside for that and can be opened now is delivered again.

    Nothing stored says with which key a request was sealed, so each is tried: a third of a second for 10,000.

    Raises:
        BookingError: they can't be read.
    """
    with store.reading() as connection:
        rows = connection.execute(sa.select(bookings.c.id, bookings.c.personal)).all()
    closed = {row.id for row in rows if content_of(row.personal, store.keys) is None}
    if opened := given_up_closed(store) - closed:
        revive_opened(store, sorted(opened), "delivery")
    return len(closed)
