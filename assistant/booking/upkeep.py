"""What is done to the store now and then: deleting what is old, sealing with a new key."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from assistant.booking import audit
from assistant.booking.errors import BookingError
from assistant.booking.outbox import given_up_closed, revive_opened
from assistant.booking.rate_limit import forget_senders
from assistant.booking.saving import WITHDRAWN_KEPT
from assistant.booking.store import BookingStore
from assistant.booking.stored import content_of
from assistant.booking.tables import bookings, outbox, submissions, withdrawn


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
    """Seal requests anew with the first key; return how many, and how many no key opens.

    Those stay as they are. What was not delivered for want of a key is tried again.

    Raises:
        BookingError: no request was changed.
    """
    sealed = closed = 0
    with store.transaction() as connection:
        for row in connection.execute(sa.select(bookings.c.id, bookings.c.personal)).all():
            try:
                values: dict[str, str | None] = {"personal": store.keys.sealed_anew(row.personal)}
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


def forget_old(store: BookingStore) -> None:
    """Forget who handed in a request more than an hour ago, and requests that were given up long ago.

    Raises:
        BookingError: nothing was forgotten.
    """
    now = datetime.now(UTC)
    with store.transaction() as connection:
        forget_senders(connection, now)
        connection.execute(withdrawn.delete().where(withdrawn.c.at < now - WITHDRAWN_KEPT))


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
