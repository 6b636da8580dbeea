"""Requests as they are stored: what stands in the open, and what the seal holds."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Self
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.booking.errors import BookingError
from assistant.booking.keys import PUT_BACK, Keys
from assistant.booking.request import AppointmentRequest

NOT_OPENED = "can't be opened"
ADVICE = f"{PUT_BACK} If no key is missing, the request was damaged or kept by another version: tell your IT."
"""What the staff can do about a closed request."""


@dataclass(frozen=True)
class _Stored:
    code: str
    version: int
    created: datetime
    updated: datetime
    call_by: datetime
    handled: datetime | None
    delivery: str
    """State of the last delivery: waiting, sending, delivered or dead; `details.delivery` has it in words."""
    also_open: tuple[str, ...] = field(default=(), kw_only=True)
    """Codes of other requests that wait for a call to the same number, oldest first: one call may do for all."""

    def with_others(self, codes: tuple[str, ...]) -> Self:
        """Return this request with the codes of the others."""
        return replace(self, also_open=codes)


@dataclass(frozen=True)
class ClosedBooking(_Stored):
    """A stored request that none of the keys opens, or that this version does not understand."""


class Content(BaseModel):
    """What the seal holds.

    Raises:
        pydantic.ValidationError: it is of another form. It does not quote what is there.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    request: AppointmentRequest
    earlier: tuple[AppointmentRequest, ...]
    """What was asked before by the same number, oldest first: families share a telephone, so nothing is thrown away."""


@dataclass(frozen=True)
class Booking(_Stored):
    """A stored request as the staff sees it."""

    request: AppointmentRequest
    earlier: tuple[AppointmentRequest, ...]
    """See `Content`."""


def content_of(sealed: str, keys: Keys) -> Content | None:
    """Return what a seal holds, None where it can't be opened or understood: one must not hold up the others."""
    try:
        return Content.model_validate_json(keys.open(sealed))
    except (BookingError, ValidationError):
        return None


def booking_of(row: Any, keys: Keys, time_zone: str) -> Booking | ClosedBooking:
    """Return the request of a row of the table, with the state of its last delivery; its moments in `time_zone`."""
    zone = ZoneInfo(time_zone)
    in_the_open = {
        "code": row.code,
        "version": row.version,
        "created": row.created.astimezone(zone),
        "updated": row.updated.astimezone(zone),
        "call_by": row.call_by.astimezone(zone),
        "handled": row.handled.astimezone(zone) if row.handled else None,
        "delivery": row.state,
    }
    content = content_of(row.personal, keys)
    if content is None:
        return ClosedBooking(**in_the_open)
    return Booking(**in_the_open, request=content.request, earlier=content.earlier)
