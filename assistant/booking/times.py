"""When a person can be called: windows of time, read by `time_reader`, and their words for the read-back."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

import yaml
from pydantic import BaseModel, ConfigDict, Field, field_validator

from assistant.booking.time_words import names_day

LONGEST = 200
Part = Literal["morning", "afternoon", "evening"]
PARTS: tuple[Part, ...] = ("morning", "afternoon", "evening")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
EVERY_DAY = tuple(range(7))
WORKING_DAYS = tuple(range(5))


@cache
def wording() -> dict[str, Any]:
    """Return the words of wording.yml."""
    content: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "wording.yml").read_text(encoding="utf-8"))
    return content


class Window(BaseModel):
    """One span of time on a day, or on a day of every week; local to the time zone of its `Times`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    day: date | None = None
    weekdays: tuple[int, ...] = ()
    """Days of every week, Monday is 0; empty where `day` is set."""
    parts: tuple[Part, ...] = ()
    """Parts of the day; empty for the whole day."""
    after: time | None = None
    before: time | None = None
    soonest: bool = False

    def shown(self) -> str:
        """Return the words for the read-back, such as "Tuesday, December 1, in the morning"."""
        return ", ".join(word for word in (self._days_shown(), *self._limits_shown()) if word)

    def _days_shown(self) -> str:
        if self.day:
            return _day(self.day)
        return _weekdays(self.weekdays) if self.weekdays else ""

    def _limits_shown(self) -> list[str]:
        words = wording()
        said = [str(words["soonest"])] if self.soonest else []
        if self.parts:
            said.append(_listed([words["parts"][part] for part in self.parts]))
        if self.after and self.before:
            said.append(words["between"].format(start=_clock(self.after), end=_clock(self.before)))
        elif self.after:
            said.append(words["after"].format(time=_clock(self.after)))
        elif self.before:
            said.append(words["before"].format(time=_clock(self.before)))
        return said


class Times(BaseModel):
    """When a call suits, as windows and in the person's own words."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    windows: tuple[Window, ...] = Field(default=(), max_length=60)
    text: str = Field(min_length=1, max_length=LONGEST)
    checked: bool
    time_zone: str = Field(max_length=60)

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (OSError, ValueError, KeyError) as error:
            raise ValueError("not a time zone such as America/New_York") from error
        return name

    def shown(self) -> str:
        """Return words for the read-back; the person's own where they were not understood."""
        if not self.checked:
            return self.text
        days_of: dict[str, list[str]] = {}
        for window in self.windows:
            days_of.setdefault(", ".join(window._limits_shown()), []).append(window._days_shown())
        said = (", ".join(word for word in (_listed(days), limits) if word) for limits, days in days_of.items())
        return "; ".join(said)


def read_times(text: str, now: datetime, time_zone: str) -> Times | None:
    """Return when a call suits, or None where any word of `text` is not understood. It never guesses.

    Args:
        text: What the person typed, such as "any afternoon but friday".
        now: This moment, with its time zone; days that are over by now are refused.
        time_zone: The IANA name of the zone the words are in, such as "America/New_York".
    """
    from assistant.booking.time_reader import read_windows  # noqa: PLC0415 - it builds on the windows above

    kept = " ".join(text.split())
    if not kept or len(kept) > LONGEST:
        return None
    windows = read_windows(kept, now.astimezone(ZoneInfo(time_zone)).replace(tzinfo=None))
    return Times(windows=windows, text=kept, checked=True, time_zone=time_zone) if windows else None


def on_days_of(said: Times, before: Times) -> Times:
    """Return `said`, where it names no day for the days of `before`: "mornings" after "Tuesday" is Tuesday morning."""
    limits = [window for window in said.windows if window.weekdays == EVERY_DAY and not window.soonest]
    days = [window for window in before.windows if not window.soonest and window.weekdays != EVERY_DAY]
    if names_day(said.text) or not days or len(limits) != len(said.windows):
        return said
    windows = tuple(
        dict.fromkeys(
            limit.model_copy(update={"day": day.day, "weekdays": day.weekdays}) for day in days for limit in limits
        )
    )
    return said.model_copy(update={"windows": windows, "text": f"{before.text}, {said.text}"[:LONGEST]})


def unchecked_times(text: str, time_zone: str) -> Times:
    """Return what a person typed, kept as it is (at most 200 characters) and marked as not checked."""
    return Times(text=" ".join(text.split())[:LONGEST] or "-", checked=False, time_zone=time_zone)


def _day(day: date) -> str:
    return f"{DAYS[day.weekday()]}, {day:%B} {day.day}"


def _weekdays(days: tuple[int, ...]) -> str:
    words = wording()
    if days == EVERY_DAY:
        return str(words["any_day"])
    if days == WORKING_DAYS:
        return str(words["weekdays"])
    if len(days) == len(EVERY_DAY) - 1:
        (missing,) = set(EVERY_DAY) - set(days)
        return str(words["any_day_but"].format(day=DAYS[missing]))
    return _listed([words["every"].format(day=DAYS[day]) for day in days])


def _clock(at: time) -> str:
    return f"{at.hour % 12 or 12}{f':{at.minute:02}' if at.minute else ''} {'AM' if at.hour < 12 else 'PM'}"


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
