"""The outbox: which request is to be delivered next, and what came of it. At least once, and in order per request."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from assistant.booking import audit
from assistant.booking.store import Booking, BookingStore, ClosedBooking
from assistant.booking.stored import NOT_OPENED
from assistant.booking.tables import bookings, outbox

LEASE = timedelta(minutes=2)
"""A delivery that has not ended by then was killed, and is tried again. No deliverer may take longer."""
_FIRST_WAIT = timedelta(seconds=15)
_LONGEST_WAIT = timedelta(hours=1)
_GIVEN_UP_CLOSED = (outbox.c.state == "dead", outbox.c.last_error == NOT_OPENED)


@dataclass(frozen=True)
class Parcel:
    """One delivery of a request as it stands."""

    id: int
    event: str
    """The idempotency key: the same for every try."""
    booking: Booking


def claim(store: BookingStore, now: datetime, due: datetime | None = None) -> Parcel | ClosedBooking | None:
    """Take the next delivery that is due. It counts as a try: one that crashes us is put aside in the end.

    A request that can't be opened is returned as it is: its delivery was given up, and others may follow.

    Args:
        store: The store.
        now: This moment, at which the lease begins.
        due: What was due by then is taken, such as when a round began; by default what is due now.

    Raises:
        BookingError: the store can't be used.
    """
    other = outbox.alias()
    in_flight = sa.exists().where(
        other.c.booking_id == outbox.c.booking_id,
        other.c.id != outbox.c.id,
        other.c.state == "sending",
        other.c.next_try > now,
    )
    with store.transaction() as connection:
        row = connection.execute(
            sa.select(outbox.c.id, outbox.c.booking_id, outbox.c.event, bookings.c.code)
            .join(bookings, bookings.c.id == outbox.c.booking_id)
            .where(outbox.c.state.in_(("waiting", "sending")), outbox.c.next_try <= (due or now), ~in_flight)
            .order_by(outbox.c.next_try, outbox.c.id)
            .limit(1)
        ).first()
        if row is None:
            return None
        this = outbox.update().where(outbox.c.id == row.id)
        booking = store.read(connection, row.code)
        if isinstance(booking, ClosedBooking):
            state = "superseded" if _newer(connection, row.booking_id, row.id) else "dead"
            connection.execute(this.values(state=state, last_error=NOT_OPENED))
            audit.note(connection, "delivery", "given up", row.code)
            return booking
        connection.execute(this.values(state="sending", attempts=outbox.c.attempts + 1, next_try=now + LEASE))
    return Parcel(row.id, row.event, booking) if booking else None


def delivered(store: BookingStore, parcel: Parcel) -> None:
    """Note that a request has arrived.

    Raises:
        BookingError: it could not be noted; it will be delivered again.
    """
    with store.transaction() as connection:
        connection.execute(
            outbox.update()
            .where(outbox.c.id == parcel.id)
            .values(state="delivered", delivered=datetime.now(UTC), last_error=None)
        )
        audit.note(connection, "delivery", "delivered", parcel.booking.code)


def failed(store: BookingStore, parcel: Parcel, error: str, now: datetime) -> str:
    """Note that a try failed, and return what comes of it: waiting, superseded (a newer one stands for it) or dead.

    Args:
        store: The store.
        parcel: What was tried.
        error: The kind of failure, with no personal data.
        now: This moment.

    Raises:
        BookingError: it could not be noted; the lease ends by itself.
    """
    with store.transaction() as connection:
        row = connection.execute(sa.select(outbox).where(outbox.c.id == parcel.id)).first()
        if row is None or row.state != "sending":
            return "superseded"
        state = "dead" if row.attempts >= store.settings.booking_attempts else "waiting"
        if _newer(connection, row.booking_id, row.id):
            state = "superseded"
        connection.execute(
            outbox.update()
            .where(outbox.c.id == row.id)
            .values(state=state, last_error=error[:80], next_try=now + wait(row.attempts))
        )
        if state == "dead":
            audit.note(connection, "delivery", "given up", parcel.booking.code)
    return state


def revive(store: BookingStore, who: str) -> int:
    """Let deliveries that were given up be tried again; return how many.

    Raises:
        BookingError: nothing was changed.
    """
    with store.transaction() as connection:
        changed = connection.execute(
            outbox.update()
            .where(outbox.c.state == "dead")
            .values(state="waiting", attempts=0, next_try=datetime.now(UTC))
        ).rowcount
        audit.note(connection, who, f"retry ({changed})")
    return int(changed)


def revive_opened(store: BookingStore, booking_ids: Sequence[int], who: str) -> None:
    """Let deliveries be tried again that were given up because these requests could not be opened.

    Raises:
        BookingError: nothing was changed.
    """
    with store.transaction() as connection:
        changed = connection.execute(
            outbox.update()
            .where(outbox.c.booking_id.in_(booking_ids), *_GIVEN_UP_CLOSED)
            .values(state="waiting", attempts=0, next_try=datetime.now(UTC), last_error=None)
        ).rowcount
        audit.note(connection, who, f"retry ({changed})")


def given_up_closed(store: BookingStore) -> set[int]:
    """Return the ids of the requests whose delivery was given up because they could not be opened.

    Raises:
        BookingError: they can't be read.
    """
    with store.reading() as connection:
        return set(connection.execute(sa.select(outbox.c.booking_id).where(*_GIVEN_UP_CLOSED)).scalars())


def counts(store: BookingStore) -> dict[str, int]:
    """Return how many deliveries are in each state.

    Raises:
        BookingError: they can't be read.
    """
    query = sa.select(outbox.c.state, sa.func.count()).group_by(outbox.c.state)
    with store.reading() as connection:
        return {state: int(number) for state, number in connection.execute(query)}


def wait(attempts: int) -> timedelta:
    """Return how long to wait after so many tries: 15 seconds, twice as long each time, at most an hour."""
    return min(_FIRST_WAIT * 2 ** min(attempts - 1, 20), _LONGEST_WAIT)


def _newer(connection: Connection, booking_id: int, row_id: int) -> bool:
    newer = sa.select(outbox.c.id).where(outbox.c.booking_id == booking_id, outbox.c.id > row_id).limit(1)
    return connection.execute(newer).first() is not None
