"""When a text may be sent that nobody is waiting for, such as the confirmation of an appointment.

Replies go at any time; the rest from 8 in the morning to 9 at night where the person is (47 CFR 64.1200(c)(1)), told by
the area code of their number. A number may belong to several time zones, or to none that is known: then it must be day
in all of them.

The assistant sends nothing unasked, and so does not call this: it is for a sender of the hospital's own (docs/sms.md).
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import phonenumbers
from phonenumbers import timezone

from assistant.channels.sms.identity import Identity
from assistant.channels.sms.store import PhoneStore

FIRST, LAST = time(8), time(21)
_NOT_KNOWN = ("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "Pacific/Honolulu")
"""Where a number without a place may be."""
_STEP = timedelta(minutes=15)
_STEPS = 4 * 24 * 2


async def when_to_send(number: str, now: datetime, store: PhoneStore, identity: Identity) -> datetime | None:
    """Return the first moment from `now` (with its time zone) at which `number` may be texted unasked.

    None where the person wants no texts, or where it is never day everywhere that the number may be.

    Raises:
        OSError: it can't be known whether the person wants texts.
        sqlalchemy.exc.SQLAlchemyError: likewise.
    """
    if await store.stopped(identity.phone(number)):
        return None
    return next_daytime(number, now)


def next_daytime(number: str, now: datetime) -> datetime | None:
    """Return the first moment from `now` at which it is day where `number` is; None where there is none."""
    zones = [ZoneInfo(name) for name in _zones_of(number)]
    quarter = now.replace(minute=now.minute // 15 * 15, second=0, microsecond=0)
    for moment in (now, *(quarter + step * _STEP for step in range(1, _STEPS))):
        if all(FIRST <= moment.astimezone(zone).time() < LAST for zone in zones):
            return moment
    return None


def _zones_of(number: str) -> tuple[str, ...]:
    try:
        parsed = phonenumbers.parse(number, None)
    except phonenumbers.NumberParseException:
        return _NOT_KNOWN
    zones = timezone.time_zones_for_number(parsed)
    known = tuple(zone for zone in zones if zone != timezone.UNKNOWN_TIMEZONE)
    return known if known and len(known) <= len(_NOT_KNOWN) else _NOT_KNOWN
