"""By when the hospital calls back."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from assistant.settings import Settings


def call_by(now: datetime, settings: Settings) -> datetime:
    """Return the promise: the hour of the settings, so many working days (Monday to Friday) after today.

    Holidays are not known: a hospital that does not call on them promises one more day around them.
    """
    zone = ZoneInfo(settings.booking_time_zone)
    day = now.astimezone(zone).date()
    left = settings.booking_call_days
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < 5
    return datetime(day.year, day.month, day.day, settings.booking_call_hour, tzinfo=zone)
