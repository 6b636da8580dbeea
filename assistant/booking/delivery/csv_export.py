"""Requests as CSV (RFC 4180), for schedulers who work with a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import TextIO

from assistant.booking.store import Booking, ClosedBooking
from assistant.booking.stored import NOT_OPENED

COLUMNS = [
    "code",
    "created",
    "updated",
    "call_by",
    "handled",
    "delivery",
    "name",
    "number",
    "number_checked",
    "for_whom",
    "relation",
    "known_patient",
    "topic",
    "times",
    "times_checked",
    "time_zone",
    "language",
    "interpreter",
    "access",
    "voicemail",
    "channel",
    "same_number",
]
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(bookings: Iterable[Booking | ClosedBooking], out: TextIO) -> int:
    """Write a header and one line for each request; return how many requests."""
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    count = 0
    for count, booking in enumerate(bookings, 1):  # noqa: B007 - the last count is the answer
        writer.writerow([cell(value) for value in _values(booking)])
    return count


def _values(booking: Booking | ClosedBooking) -> list[object]:
    moments = (booking.created, booking.updated, booking.call_by, booking.handled)
    in_the_open = [
        booking.code,
        *(at.isoformat(timespec="minutes") if at else None for at in moments),
        booking.delivery,
    ]
    others = " ".join(booking.also_open)
    if isinstance(booking, ClosedBooking):
        between = [None] * (len(COLUMNS) - len(in_the_open) - 2)
        return [*in_the_open, f"({NOT_OPENED})", *between, others]
    request = booking.request
    times = request.times
    return [
        *in_the_open,
        request.name,
        request.phone.shown,
        request.phone.checked,
        request.for_whom,
        request.relation,
        request.known_patient,
        request.topic,
        times and times.shown(),
        times and times.checked,
        times and times.time_zone,
        request.language,
        request.interpreter,
        request.access,
        request.voicemail,
        request.channel,
        others,
    ]


def cell(value: object) -> str:
    """Return the text of a cell; one that a spreadsheet would run as a formula is marked as text."""
    if value is None:
        return ""
    text = {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
