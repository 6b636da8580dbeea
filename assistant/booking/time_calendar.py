"""Written dates and times of the clock."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta


@dataclass(frozen=True)
class Clock:
    """A time as it was said."""

    hour: int
    minute: int
    half: str
    exact: bool = False

    def time(self, half: str = "") -> time | None:
        """Return the time of day; calls are made by day, so 1 to 6 alone are afternoon, and 7 alone is either."""
        half = self.half or half
        hour = self.hour
        if self.minute > 59 or hour > 23:
            return None
        if half:
            if not 1 <= hour <= 12:
                return None
            return time(hour % 12 + (12 if half == "pm" else 0), self.minute)
        if hour >= 13:
            return time(hour, self.minute) if self.exact else None
        if hour in {0, 7}:
            return None
        return time(hour + 12 if hour <= 6 else hour, self.minute)


def clock_range(start: Clock, end: Clock) -> tuple[time | None, time | None]:
    """Return begin and end of "2-4pm", or twice None where they are in no order."""
    finish = end.time()
    first = start.time()
    if end.half and not start.half and finish is not None:
        same = start.time(end.half)
        first = same if same is not None and same < finish else start.time("am")
    if first is None or finish is None or first >= finish:
        return None, None
    return first, finish


def ordinal_or_number(word: str) -> int | None:
    """Return the number of "3" or "3rd"."""
    found = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?", word)
    return int(found[1]) if found else None


def next_of_month(number: int, today: date) -> date | None:
    """Return the next day with this number ("the 3rd"), None where no month has it."""
    month = today.replace(day=1)
    for _ in range(3):
        try:
            day = month.replace(day=number)
        except ValueError:
            day = date.min
        if day >= today:
            return day
        month = (month + timedelta(days=32)).replace(day=1)
    return None


def calendar_day(phrase: str, today: date) -> date | None:
    """Return the day that a written date names: month before day, and without a year the next one.

    dateparser reads what does not exist ("2/30") as something else: its day must be the one that was written.
    """
    import dateparser  # noqa: PLC0415 - takes a third of a second, and most people name no date

    # No zone of this machine: without its base at noon a date could slip to the day before.
    base = datetime.combine(today, time(12))
    settings = {"PREFER_DATES_FROM": "future", "DATE_ORDER": "MDY", "RELATIVE_BASE": base, "STRICT_PARSING": False}
    found = dateparser.parse(phrase, languages=["en"], settings=settings)
    numbers = [int(number) for number in re.findall(r"\d+", phrase)]
    if found is None:
        return None
    written = numbers[-1] if "-" in phrase else numbers[1] if "/" in phrase else numbers[0]
    if found.day != written or ("/" in phrase and found.month != numbers[0]):
        return None
    day = found.date()
    if len(numbers) <= (2 if "/" in phrase else 1) and today.replace(year=1904) <= day.replace(year=1904):
        try:
            day = day.replace(year=today.year)
        except ValueError:
            return None
    return day
