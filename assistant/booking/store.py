"""The store of appointment requests: what it confirms is on the disk, once."""

from __future__ import annotations

import hashlib
import logging
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Self
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from pydantic import ValidationError
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from assistant.booking import audit
from assistant.booking.code import new_code
from assistant.booking.database import open_bookings
from assistant.booking.errors import BookingError
from assistant.booking.hours import call_by
from assistant.booking.keys import Keys, keys_of
from assistant.booking.request import AppointmentRequest
from assistant.booking.stored import Booking, ClosedBooking, booking_of
from assistant.booking.tables import bookings, outbox, submissions
from assistant.settings import Settings
from assistant.storage.database import Database, reason

logger = logging.getLogger(__name__)

SAME_REQUEST = timedelta(hours=24)
"""A further request of a number that is proven to be the same person's changes the one before within this time."""
_EARLIER_KEPT = 20
_CODES_TRIED = 100

__all__ = ["Booking", "BookingError", "BookingStore", "ClosedBooking", "Receipt"]


@dataclass(frozen=True)
class Receipt:
    """What the patient is told. It exists only for a request that is saved."""

    code: str
    updated: bool
    """Whether an earlier request was changed instead of a new one made."""
    call_by: datetime
    """When the hospital has called at the latest, in its own time zone."""


class BookingStore:
    """Appointment requests in a database. Every method may be called from any thread, and blocks."""

    def __init__(self, database: Database, keys: Keys, settings: Settings) -> None:
        """Use an open `database`."""
        self.database = database
        self.keys = keys
        self.settings = settings

    @classmethod
    def open(cls, settings: Settings) -> Self:
        """Open the database of the settings, bring its tables up to date and try the keys on the newest request.

        Keys that don't open that one are not those that others use now: what they sealed could not be read later.

        Raises:
            BookingError: the database or the keys can't be used.
        """
        keys = keys_of(settings)
        store = cls(open_bookings(settings), keys, settings)
        with store.transaction() as connection:
            newest = connection.execute(sa.select(bookings.c.personal).order_by(bookings.c.id.desc()).limit(1)).scalar()
        if newest is not None:
            store.keys.open(newest)
        return store

    def submit(
        self, request: AppointmentRequest, idempotency_key: str, *, sent_before: str | None = None, caller: bool = False
    ) -> Receipt:
        """Save a request, with its delivery, and return what to tell the patient.

        The same key gives the same receipt, so that a failed call can be made again. A number that was checked and has
        asked within the last 24 hours changes its request, unless the staff has handled it by then, and only where it
        is proven to be the same person's: whoever just knows a number must neither learn of a request nor change it.

        Args:
            request: What was asked.
            idempotency_key: The same at every try.
            sent_before: The code of the request that the same conversation has sent.
            caller: Whether it comes by text message from the very number that it gives.

        Raises:
            BookingError: nothing was saved.
        """
        key = hashlib.sha256(idempotency_key.encode()).hexdigest()
        try:
            return self._submit(request, key, sent_before, caller)
        except _DisconnectedError:
            # The connection broke, perhaps in the commit: the key tells whether it was saved.
            return self._submit(request, key, sent_before, caller)

    def _submit(self, request: AppointmentRequest, key: str, sent_before: str | None, caller: bool) -> Receipt:
        now = datetime.now(UTC)
        with self.transaction() as connection:
            if receipt := self._known(connection, key):
                return receipt
            before = self._open_request(connection, request, now, sent_before, caller)
            booking_id = (
                self._change(connection, before, request, now) if before else self._add(connection, request, now)
            )
            connection.execute(
                submissions.insert().values(key_hash=key, booking_id=booking_id, updated=before is not None, at=now)
            )
            connection.execute(
                outbox.update()
                .where(outbox.c.booking_id == booking_id, outbox.c.state.in_(("waiting", "dead")))
                .values(state="superseded")
            )
            connection.execute(
                outbox.insert().values(
                    booking_id=booking_id, event=f"msg_{uuid.uuid4().hex}", state="waiting", attempts=0, next_try=now
                )
            )
            receipt = self._known(connection, key)
            if receipt is None:
                raise BookingError("The request could not be saved.")
            audit.note(connection, "assistant", "changed" if receipt.updated else "requested", receipt.code)
        return receipt

    def kept(self, idempotency_key: str) -> Receipt | None:
        """Return what was kept under a key, None where nothing was. Waits for a writer that is at it.

        Raises:
            BookingError: nobody knows.
        """
        with self.transaction() as connection:
            return self._known(connection, hashlib.sha256(idempotency_key.encode()).hexdigest())

    def _known(self, connection: Connection, key: str) -> Receipt | None:
        row = connection.execute(
            sa.select(bookings.c.code, bookings.c.call_by, submissions.c.updated)
            .join(submissions, submissions.c.booking_id == bookings.c.id)
            .where(submissions.c.key_hash == key)
        ).first()
        return Receipt(row.code, bool(row.updated), self._local(row.call_by)) if row else None

    def _open_request(
        self, connection: Connection, request: AppointmentRequest, now: datetime, sent_before: str | None, caller: bool
    ) -> Any:
        if request.phone.e164 is None or not request.phone.checked or not (caller or sent_before):
            return None
        return connection.execute(
            sa.select(bookings)
            .where(
                bookings.c.phone_hash.in_(self.keys.hashes(request.phone.e164)),
                bookings.c.handled.is_(None),
                bookings.c.updated > now - SAME_REQUEST,
                sa.true() if caller else bookings.c.code == sent_before,
            )
            .order_by(bookings.c.id.desc())
            .limit(1)
        ).first()

    def _add(self, connection: Connection, request: AppointmentRequest, now: datetime) -> int:
        added = connection.execute(
            bookings.insert().values(
                code=_free_code(connection),
                personal=self._sealed(request, []),
                phone_hash=self.phone_hash(request),
                version=1,
                created=now,
                updated=now,
                call_by=call_by(now, self.settings),
            )
        )
        return int(added.inserted_primary_key[0])

    def _change(self, connection: Connection, before: Any, request: AppointmentRequest, now: datetime) -> int:
        content = self.keys.open(before.personal)
        earlier = [*content["earlier"], content["request"]][-_EARLIER_KEPT:]
        connection.execute(
            bookings.update()
            .where(bookings.c.id == before.id)
            .values(personal=self._sealed(request, earlier), version=before.version + 1, updated=now)
        )
        return int(before.id)

    def list(
        self, who: str, *, handled: bool = False, code: str | None = None, what: str = "list"
    ) -> Sequence[Booking | ClosedBooking]:
        """Return the requests that wait for a call, oldest first; with `handled` all of them. The look is noted.

        One that can't be opened stands in its place, without what is sealed.

        Raises:
            BookingError: they can't be read.
        """
        query = _stored()
        if code is not None:
            query = query.where(bookings.c.code == code)
        elif not handled:
            query = query.where(bookings.c.handled.is_(None))
        with self.transaction() as connection:
            audit.note(connection, who, what, code)
        with self.reading() as connection:  # opening thousands takes long, and patients' requests must not wait for it
            return [self._booking(row) for row in connection.execute(query)]

    def read(self, connection: Connection, code: str) -> Booking | ClosedBooking | None:
        """Return the request of a code within a transaction; the caller notes the look."""
        row = connection.execute(_stored().where(bookings.c.code == code)).first()
        return self._booking(row) if row else None

    def show(self, code: str, who: str) -> Booking | ClosedBooking | None:
        """Return the request of a code, None where there is none. The look is noted.

        Raises:
            BookingError: it can't be read.
        """
        return next(iter(self.list(who, code=code, what="show")), None)

    def done(self, code: str, who: str) -> bool:
        """Mark a request as handled; False where no request of that code waits.

        Raises:
            BookingError: nothing was changed.
        """
        with self.transaction() as connection:
            changed = connection.execute(
                bookings.update()
                .where(bookings.c.code == code, bookings.c.handled.is_(None))
                .values(handled=datetime.now(UTC))
            ).rowcount
            audit.note(connection, who, "done" if changed else "done (none waiting)", code)
        return bool(changed)

    def audit_verdict(self, head: str | None = None) -> audit.Verdict:
        """Check the audit log; see `audit.verify`.

        Raises:
            BookingError: it can't be read.
        """
        with self.transaction() as connection:
            return audit.verify(connection, head)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Open a transaction; a failure undoes it and comes out as BookingError, without any value in it."""
        with _plain_errors(), self.database.writing(one_by_one=True) as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open what only reads, and notes no look: it waits for no writer. Failures come out as of a transaction."""
        with _plain_errors(), self.database.reading() as connection:
            yield connection

    def _booking(self, row: Any) -> Booking | ClosedBooking:
        return booking_of(row, self.keys, self.settings.booking_time_zone)

    def _sealed(self, request: AppointmentRequest, earlier: Sequence[Any]) -> str:
        return self.keys.seal({"request": request.model_dump(mode="json"), "earlier": earlier})

    def phone_hash(self, request: AppointmentRequest) -> str | None:
        """Return the keyed hash of a number that was checked."""
        number = request.phone.e164 if request.phone.checked else None
        return self.keys.hashes(number)[0] if number else None

    def _local(self, at: datetime) -> datetime:
        return at.astimezone(ZoneInfo(self.settings.booking_time_zone))


class _DisconnectedError(BookingError):
    """The connection to the database broke."""


@contextmanager
def _plain_errors() -> Iterator[None]:
    """Turn what the database raises into BookingError."""
    try:
        yield
    except BookingError:
        raise
    except (SQLAlchemyError, OSError, ValidationError) as error:
        logger.error("booking.failed error=%s", type(error).__name__)
        if isinstance(error, DBAPIError) and error.connection_invalidated:
            raise _DisconnectedError("The database can't be reached.") from None
        raise BookingError(f"The appointment requests can't be used: {reason(error)}.") from None


def _stored() -> Any:
    """Return the query for requests, each with the state of its last delivery."""
    every = outbox.alias()
    last = sa.select(sa.func.max(every.c.id)).where(every.c.booking_id == bookings.c.id).scalar_subquery()
    joined = sa.select(bookings, outbox.c.state).select_from(bookings).join(outbox, outbox.c.id == last)
    return joined.order_by(bookings.c.id)


def _free_code(connection: Connection, draw: Callable[[], str] = new_code) -> str:
    for _ in range(_CODES_TRIED):
        code = draw()
        if connection.execute(sa.select(bookings.c.id).where(bookings.c.code == code)).first() is None:
            return code
    raise BookingError("No reference code is free. Purge old requests (assistant bookings purge).")
