"""How a request gets into the tables: once for each key, within one transaction."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from assistant.booking import audit
from assistant.booking.code import new_code
from assistant.booking.errors import BookingError, WithdrawnError
from assistant.booking.hours import call_by
from assistant.booking.keys import Keys
from assistant.booking.rate_limit import allowed_of, count_sender
from assistant.booking.request import AppointmentRequest
from assistant.booking.stored import Content, content_of
from assistant.booking.tables import bookings, outbox, submissions, withdrawn
from assistant.settings import Settings

SAME_REQUEST = timedelta(hours=24)
"""A further request of a number that is proven to be the same person's changes the one before within this time."""
WITHDRAWN_KEPT = timedelta(days=1)
"""How long a key is remembered as given up: far longer than any save is slow."""
_EARLIER_KEPT = 20
_CODES_TRIED = 100


@dataclass(frozen=True)
class Receipt:
    """What the patient is told. It exists only for a request that is saved."""

    code: str
    updated: bool
    """Whether an earlier request was changed instead of a new one made."""
    call_by: datetime
    """When the hospital has called at the latest, in its own time zone."""


@dataclass(frozen=True)
class Submission:
    """A request that is to be saved, and who hands it in."""

    request: AppointmentRequest
    key_hash: str
    sent_before: str | None
    """The code of the request that the same conversation has sent."""
    caller: bool
    """Whether it comes by text message from the very number that it gives."""
    sender: str | None
    """The address or number that it comes from, None where nobody knows."""


@dataclass(frozen=True)
class Saving:
    """Saves requests. Every method works within a transaction of the store: writers stand in line."""

    keys: Keys
    settings: Settings

    def save(self, connection: Connection, submission: Submission) -> Receipt:
        """Save a request with its delivery, and note it; under a key that is known give the receipt of that time.

        Raises:
            TooManyRequestsError: too many came from this sender.
            WithdrawnError: it was given up.
            BookingError: it can't be saved.
        """
        now, key = datetime.now(UTC), submission.key_hash
        if receipt := self.known(connection, key):
            return receipt
        if connection.execute(sa.select(withdrawn.c.at).where(withdrawn.c.key_hash == key)).first():
            raise WithdrawnError("The request was given up.")
        if submission.sender is not None:
            allowed = allowed_of(submission.sender, self.settings)
            count_sender(connection, self.keys, submission.sender, now, allowed)
        request = submission.request
        before = self._open_request(connection, submission, now)
        booking_id = self._change(connection, *before, request, now) if before else self._add(connection, request, now)
        connection.execute(
            submissions.insert().values(key_hash=key, booking_id=booking_id, updated=before is not None, at=now)
        )
        _send_out(connection, booking_id, now)
        receipt = self.known(connection, key)
        if receipt is None:
            raise BookingError("The request could not be saved.")
        audit.note(connection, "assistant", "changed" if receipt.updated else "requested", receipt.code)
        return receipt

    def known(self, connection: Connection, key_hash: str) -> Receipt | None:
        """Return what was saved under a key, None where nothing was."""
        row = connection.execute(
            sa.select(bookings.c.code, bookings.c.call_by, submissions.c.updated)
            .join(submissions, submissions.c.booking_id == bookings.c.id)
            .where(submissions.c.key_hash == key_hash)
        ).first()
        if row is None:
            return None
        zone = ZoneInfo(self.settings.booking_time_zone)
        return Receipt(row.code, bool(row.updated), row.call_by.astimezone(zone))

    def withdraw(self, connection: Connection, key_hash: str) -> Receipt | None:
        """See to it that nothing is saved under a key from now on; return what was saved before."""
        if receipt := self.known(connection, key_hash):
            return receipt
        connection.execute(withdrawn.delete().where(withdrawn.c.key_hash == key_hash))
        connection.execute(withdrawn.insert().values(key_hash=key_hash, at=datetime.now(UTC)))
        return None

    def phone_hash(self, request: AppointmentRequest) -> str | None:
        """Return the keyed hash of a number that was checked."""
        number = request.phone.e164 if request.phone.checked else None
        return self.keys.hashes(number)[0] if number else None

    def _open_request(
        self, connection: Connection, submission: Submission, now: datetime
    ) -> tuple[Any, Content] | None:
        """Return the open request that this one changes, and what it holds; None where it is one of its own.

        One that can't be read is not changed, for it would be lost: both stay.
        """
        phone, caller, sent_before = submission.request.phone, submission.caller, submission.sent_before
        if phone.e164 is None or not phone.checked or not (caller or sent_before):
            return None
        row = connection.execute(
            sa.select(bookings)
            .where(
                bookings.c.phone_hash.in_(self.keys.hashes(phone.e164)),
                bookings.c.handled.is_(None),
                bookings.c.updated > now - SAME_REQUEST,
                sa.true() if caller else bookings.c.code == sent_before,
            )
            .order_by(bookings.c.id.desc())
            .limit(1)
        ).first()
        content = content_of(row.personal, self.keys) if row else None
        return (row, content) if content else None

    def _add(self, connection: Connection, request: AppointmentRequest, now: datetime) -> int:
        added = connection.execute(
            bookings.insert().values(
                code=_free_code(connection),
                personal=self._sealed(request, ()),
                phone_hash=self.phone_hash(request),
                version=1,
                created=now,
                updated=now,
                call_by=call_by(now, self.settings),
            )
        )
        return int(added.inserted_primary_key[0])

    def _change(
        self, connection: Connection, before: Any, content: Content, request: AppointmentRequest, now: datetime
    ) -> int:
        earlier = (*content.earlier, content.request)[-_EARLIER_KEPT:]
        connection.execute(
            bookings.update()
            .where(bookings.c.id == before.id)
            .values(personal=self._sealed(request, earlier), version=before.version + 1, updated=now)
        )
        return int(before.id)

    def _sealed(self, request: AppointmentRequest, earlier: tuple[AppointmentRequest, ...]) -> str:
        return self.keys.seal(Content(request=request, earlier=earlier).model_dump(mode="json"))


def _send_out(connection: Connection, booking_id: int, now: datetime) -> None:
    """Put a delivery of the request as it is now into the outbox, in place of those that wait."""
    connection.execute(
        outbox.update()
        .where(outbox.c.booking_id == booking_id, outbox.c.state.in_(("waiting", "dead")))
        .values(state="superseded")
    )
    event = f"msg_{uuid.uuid4().hex}"
    connection.execute(
        outbox.insert().values(booking_id=booking_id, event=event, state="waiting", attempts=0, next_try=now)
    )


def _free_code(connection: Connection, draw: Callable[[], str] = new_code) -> str:
    for _ in range(_CODES_TRIED):
        code = draw()
        if connection.execute(sa.select(bookings.c.id).where(bookings.c.code == code)).first() is None:
            return code
    raise BookingError("No reference code is free. Purge old requests (assistant bookings purge).")
