"""What can go wrong with appointment requests."""

from __future__ import annotations


class BookingError(RuntimeError):
    """Nothing was saved or changed; the message says what to do and holds no personal data."""


class TooManyRequestsError(BookingError):
    """One address or phone has handed in as many requests as it may in an hour. Nothing was saved."""


class WithdrawnError(BookingError):
    """The request was given up before it was saved. Nothing was saved."""
