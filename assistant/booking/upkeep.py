"""What is done to the store now and then: deleting what is old, changing keys."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from assistant.booking import audit
from assistant.booking.request import AppointmentRequest
from assistant.booking.store import BookingStore
from assistant.booking.tables import bookings, outbox, submissions


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


def rotate_keys(store: BookingStore, who: str) -> int:
    """Seal every request anew with the first key; return how many. The old key can go after that.

    Raises:
        BookingError: nothing was changed.
    """
    with store.transaction() as connection:
        rows = connection.execute(sa.select(bookings.c.id, bookings.c.personal)).all()
        for row in rows:
            content = store.keys.open(row.personal)
            request = AppointmentRequest.model_validate(content["request"])
            connection.execute(
                bookings.update()
                .where(bookings.c.id == row.id)
                .values(personal=store.keys.seal(content), phone_hash=store.phone_hash(request))
            )
        audit.note(connection, who, f"rotate keys ({len(rows)})")
    return len(rows)
