"""What can go wrong with appointment requests."""

from __future__ import annotations


class BookingError(RuntimeError):
    """Nothing was saved or changed; the message says what to do and holds no personal data."""
