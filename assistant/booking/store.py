"""The store of appointment requests: what it confirms is on the disk, once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Self

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from assistant.booking import audit
from assistant.booking.database import open_bookings
from assistant.booking.errors import BookingError
from assistant.booking.keys import Keys, keys_of
from assistant.booking.looking import Looking, Page
from assistant.booking.request import AppointmentRequest
from assistant.booking.saving import Receipt, Saving, Submission
from assistant.booking.stored import Booking, ClosedBooking
from assistant.booking.tables import bookings
from assistant.booking.transactions import DisconnectedError, plain_errors
from assistant.settings import Settings
from assistant.storage.database import Database

__all__ = ["Booking", "BookingError", "BookingStore", "ClosedBooking", "Receipt"]


class BookingStore:
    """Appointment requests in a database. Every method may be called from any thread, and blocks."""

    def __init__(self, database: Database, keys: Keys, settings: Settings) -> None:
        """Use an open `database`."""
        self.database = database
        self.keys = keys
        self.settings = settings
        self._saving = Saving(keys, settings)
        self._looking = Looking(keys, settings)

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
        self,
        request: AppointmentRequest,
        idempotency_key: str,
        *,
        sent_before: str | None = None,
        caller: bool = False,
        sender: str | None = None,
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
            sender: The network address or telephone number that it comes from, whose requests are counted for an hour;
                None where nobody knows.

        Raises:
            TooManyRequestsError: this sender has handed in too many.
            WithdrawnError: it was given up before.
            BookingError: nothing was saved.
        """
        submission = Submission(request, _key_hash(idempotency_key), sent_before, caller, sender)
        try:
            return self._submit(submission)
        except DisconnectedError:
            # The connection broke, perhaps in the commit: the key tells whether it was saved.
            return self._submit(submission)

    def _submit(self, submission: Submission) -> Receipt:
        with self.transaction() as connection:
            return self._saving.save(connection, submission)

    def withdraw(self, idempotency_key: str) -> Receipt | None:
        """Give up what is to be saved under a key. A slow save that comes later is refused.

        Returns:
            What was saved already, and stays; None where nothing was, and nothing will be.

        Raises:
            BookingError: nobody knows.
        """
        with self.transaction() as connection:
            return self._saving.withdraw(connection, _key_hash(idempotency_key))

    def list(self, who: str, *, handled: bool = False, what: str = "list") -> Sequence[Booking | ClosedBooking]:
        """Return the requests that wait for a call, oldest first; with `handled` all of them. The look is noted.

        One that can't be opened stands in its place, without what is sealed.

        Raises:
            BookingError: they can't be read.
        """
        with self._noted(who, what) as connection:
            return [*self._looking.all(connection, handled=handled)]

    def page(self, who: str, number: int, *, handled: bool = False) -> Page:
        """Return a page of the list; see `Looking.page`. The look is noted.

        Raises:
            BookingError: it can't be read.
        """
        with self._noted(who, "list") as connection:
            return self._looking.page(connection, number, handled=handled)

    def show(self, code: str, who: str) -> Booking | ClosedBooking | None:
        """Return the request of a code, None where there is none. The look is noted.

        Raises:
            BookingError: it can't be read.
        """
        with self._noted(who, "show", code) as connection:
            return self.read(connection, code)

    def read(self, connection: Connection, code: str) -> Booking | ClosedBooking | None:
        """Return the request of a code within a transaction; the caller notes the look."""
        return self._looking.one(connection, code)

    @contextmanager
    def _noted(self, who: str, what: str, code: str | None = None) -> Iterator[Connection]:
        """Note a look, then open what reads: opening thousands takes long, and patients' requests must not wait."""
        with self.transaction() as connection:
            audit.note(connection, who, what, code)
        with self.reading() as connection:
            yield connection

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

    def reopen(self, code: str, who: str) -> bool:
        """Let a request wait for a call again that was marked as handled by mistake; False where none was.

        Raises:
            BookingError: nothing was changed.
        """
        with self.transaction() as connection:
            changed = connection.execute(
                bookings.update().where(bookings.c.code == code, bookings.c.handled.is_not(None)).values(handled=None)
            ).rowcount
            audit.note(connection, who, "reopened" if changed else "reopened (none done)", code)
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
        with plain_errors(), self.database.writing(one_by_one=True) as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open what only reads, and notes no look: it waits for no writer. Failures come out as of a transaction."""
        with plain_errors(), self.database.reading() as connection:
            yield connection

    def phone_hash(self, request: AppointmentRequest) -> str | None:
        """Return the keyed hash of a number that was checked."""
        return self._saving.phone_hash(request)


def _key_hash(idempotency_key: str) -> str:
    return hashlib.sha256(idempotency_key.encode()).hexdigest()
