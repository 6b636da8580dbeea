"""What the staff see: all requests, a page of them, or one; each with the others that wait under its number."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from assistant.booking.keys import Keys
from assistant.booking.stored import Booking, ClosedBooking, booking_of
from assistant.booking.tables import bookings, outbox
from assistant.settings import Settings

PAGE_SIZE = 50
"""Requests on one page: nobody reads more at once."""
_HASHES_ASKED = 1000
"""A database takes no endless list of values; for a longer one, all that wait are read."""


@dataclass(frozen=True)
class Page:
    """One page of the list."""

    bookings: tuple[Booking | ClosedBooking, ...]
    number: int
    """Which page this is, from 1."""
    pages: int
    total: int
    """Requests on all pages."""

    @property
    def first(self) -> int:
        """The place of its first request among all, from 1; 0 where there is none."""
        return (self.number - 1) * PAGE_SIZE + 1 if self.bookings else 0

    @property
    def last(self) -> int:
        """The place of its last request among all."""
        return (self.number - 1) * PAGE_SIZE + len(self.bookings)


@dataclass(frozen=True)
class Looking:
    """Reads requests. Whoever calls it notes the look."""

    keys: Keys
    settings: Settings

    def all(self, connection: Connection, *, handled: bool) -> tuple[Booking | ClosedBooking, ...]:
        """Return the requests that wait for a call, oldest first; with `handled` all of them."""
        return self._opened(connection, _which(_stored(), handled).order_by(bookings.c.id))

    def page(self, connection: Connection, number: int, *, handled: bool) -> Page:
        """Return a page of the requests that wait for a call, oldest first; with `handled`, of those done behind them.

        Of those that are done, the last is first. Where the list has become shorter, the last page is returned.
        """
        count = _which(sa.select(sa.func.count()).select_from(bookings), handled)
        total = int(connection.execute(count).scalar_one())
        pages = max(1, -(-total // PAGE_SIZE))
        number = min(max(number, 1), pages)
        query = (
            _which(_stored(), handled)
            .order_by(bookings.c.handled.is_not(None), bookings.c.handled.desc(), bookings.c.id)
            .limit(PAGE_SIZE)
            .offset((number - 1) * PAGE_SIZE)
        )
        return Page(self._opened(connection, query), number, pages, total)

    def one(self, connection: Connection, code: str) -> Booking | ClosedBooking | None:
        """Return the request of a code, None where there is none."""
        return next(iter(self._opened(connection, _stored().where(bookings.c.code == code))), None)

    def _opened(self, connection: Connection, query: Any) -> tuple[Booking | ClosedBooking, ...]:
        found = [
            (booking_of(row, self.keys, self.settings.booking_time_zone), row.phone_hash)
            for row in connection.execute(query)
        ]
        hashes = [self._hashes(booking, stored) for booking, stored in found]
        waiting = _waiting_by_number(connection, set().union(*hashes))
        return tuple(
            booking.with_others(tuple(code for one in own for code in waiting.get(one, ()) if code != booking.code))
            for (booking, _), own in zip(found, map(sorted, hashes), strict=True)
        )

    def _hashes(self, booking: Booking | ClosedBooking, stored: str | None) -> set[str]:
        """Return the hashes under which the number of a request may stand: until keys are rotated, of any key."""
        if isinstance(booking, ClosedBooking) or stored is None:
            return {stored} if stored else set()
        return {stored, *self.keys.hashes(str(booking.request.phone.e164))}


def _which(query: Any, handled: bool) -> Any:
    return query if handled else query.where(bookings.c.handled.is_(None))


def _stored() -> Any:
    """Return the query for requests, each with the state of its last delivery."""
    every = outbox.alias()
    last = sa.select(sa.func.max(every.c.id)).where(every.c.booking_id == bookings.c.id).scalar_subquery()
    return sa.select(bookings, outbox.c.state).select_from(bookings).join(outbox, outbox.c.id == last)


def _waiting_by_number(connection: Connection, hashes: set[str]) -> dict[str, list[str]]:
    """Return the codes of the requests that wait for a call, by the hash of their number; of these hashes at least."""
    query = (
        sa.select(bookings.c.phone_hash, bookings.c.code)
        .where(bookings.c.handled.is_(None), bookings.c.phone_hash.is_not(None))
        .order_by(bookings.c.id)
    )
    if len(hashes) <= _HASHES_ASKED:
        query = query.where(bookings.c.phone_hash.in_(sorted(hashes)))
    codes: dict[str, list[str]] = defaultdict(list)
    for number, code in connection.execute(query):
        codes[number].append(code)
    return codes
