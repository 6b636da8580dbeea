"""Reads windows of time out of words. Whatever is not understood to the last word is refused: nothing is guessed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from assistant.booking.time_items import read_items
from assistant.booking.time_kinds import Item, Kind
from assistant.booking.times import EVERY_DAY, PARTS, Part, Window

_SPANS: dict[Part, tuple[time, time]] = {
    "morning": (time(0), time(12)),
    "afternoon": (time(12), time(17)),
    "evening": (time(17), time(23, 59)),
}
_FURTHEST_DAYS = 183
"""A date further away is one that has just passed, or a slip."""
_QUALIFIERS = (Kind.PART, Kind.SPAN)


class _UnclearError(ValueError):
    """The words could mean two things, or nothing."""


@dataclass(frozen=True)
class _Group:
    """Days that share their parts and limits."""

    days: tuple[date, ...] = ()
    weekdays: tuple[int, ...] = ()
    parts: tuple[Part, ...] = ()
    after: time | None = None
    before: time | None = None

    @property
    def dated(self) -> bool:
        return bool(self.days or self.weekdays)

    @property
    def qualified(self) -> bool:
        return bool(self.parts or self.after or self.before)


@dataclass
class _Reading:
    groups: list[_Group] = field(default_factory=list)
    not_days: set[int | date] = field(default_factory=set)
    not_parts: set[Part] = field(default_factory=set)
    not_dated: bool = False
    """A day that does not suit was named by its date."""
    negated: set[Kind] = field(default_factory=set)
    """Kinds of items since the last "not"."""
    soonest: bool = False
    always: bool = False
    until: date | None = None
    """It has to be before this day."""

    def add(self, item: Item, joined: bool) -> None:
        """Take up an item that says when a call suits; `joined` says that "or" or a comma stands before it."""
        last = self.groups[-1] if self.groups else _Group()
        rest = self.groups[:-1]
        if item.kind is Kind.DAY:
            fresh = last.qualified and (last.dated or joined)
            last = _Group() if fresh else last
            rest = self.groups if fresh else rest
            new = replace(last, days=(*last.days, *item.days), weekdays=_merged(last.weekdays, item.weekdays))
        elif item.kind is Kind.PART:
            if joined and (last.after or last.before):
                rest, last = self.groups, replace(last, parts=(), after=None, before=None)
            new = replace(last, parts=_ordered({*last.parts, *item.parts}))
        else:
            if joined and last.qualified:
                rest, last = self.groups, replace(last, parts=(), after=None, before=None)
            if (item.after and last.after) or (item.before and last.before):
                raise _UnclearError
            new = replace(last, after=item.after or last.after, before=item.before or last.before)
        self.groups = [*rest, new]

    def exclude(self, item: Item) -> None:
        """Take up an item that says when a call does not suit."""
        if item.kind is Kind.SPAN:
            if item.after and item.before:
                raise _UnclearError
            self.add(Item(Kind.SPAN, after=item.before, before=item.after), joined=False)
        elif item.kind is Kind.PART:
            self.not_parts.update(item.parts)
        else:
            self.not_days.update(item.days, item.weekdays)
            self.not_dated = self.not_dated or item.dated
        self.negated.add(item.kind)
        if len(self.negated) > 1:
            raise _UnclearError  # "not monday morning": the morning, or all of it?


def read_windows(text: str, now: datetime) -> tuple[Window, ...] | None:
    """Return the windows of `text`, or None where it is not fully understood or over by `now` (local, naive)."""
    items = read_items(text, now.date())
    if items is None:
        return None
    try:
        return _windows(_read(items), now)
    except _UnclearError:
        return None


def _read(items: list[Item]) -> _Reading:
    reading = _Reading()
    negative = joined = False
    for place, item in enumerate(items):
        following = items[place + 1].kind if place + 1 < len(items) else None
        match item.kind:
            case Kind.NOT:
                if following not in (Kind.DAY, *_QUALIFIERS):
                    raise _UnclearError
                negative, joined = True, False
                reading.negated.clear()
            case Kind.BUT if following in (Kind.NOT, Kind.SPAN):
                if negative:
                    joined = True
            case Kind.BUT if following in (Kind.DAY, Kind.PART) and not negative and _open(reading):
                negative, joined = True, False
                reading.negated.clear()
            case Kind.BUT:
                raise _UnclearError
            case Kind.OR:
                joined = True
            case Kind.STOP:
                negative, joined = False, True
                reading.negated.clear()
            case Kind.UNTIL if negative:
                raise _UnclearError
            case Kind.UNTIL:
                reading.until = min(item.days[0], reading.until or item.days[0])
                joined = False
            case Kind.COMMA:
                if negative and following not in (Kind.NOT, Kind.BUT, Kind.STOP, Kind.UNTIL, Kind.COMMA, None):
                    raise _UnclearError  # "not monday, tuesday": is tuesday good?
                if following is Kind.UNTIL:
                    negative = False
                joined = True
            case Kind.SOON:
                reading.soonest = True
            case Kind.ALWAYS:
                reading.always = True
            case _ if negative:
                reading.exclude(item)
                joined = False
            case _:
                reading.add(item, joined)
                joined = False
    return reading


def _open(reading: _Reading) -> bool:
    """Say whether what was said so far is wide enough for "but friday" to mean "not friday"."""
    return reading.always or any(len(group.weekdays) > 1 or not group.dated for group in reading.groups)


def _windows(reading: _Reading, now: datetime) -> tuple[Window, ...]:
    groups = reading.groups
    if reading.until and not any(group.days for group in groups):
        raise _UnclearError  # which days before it suit is not said
    if not groups and not (reading.not_days or reading.not_parts or reading.always):
        if reading.soonest:
            return (Window(soonest=True),)
        raise _UnclearError
    windows: list[Window] = []
    for group in groups or [_Group()]:
        parts = group.parts
        if reading.not_parts and (parts or not _leaves_out(reading.not_parts, group)):
            parts = tuple(part for part in parts or PARTS if part not in reading.not_parts)
            if not parts:
                raise _UnclearError
        _check_span(parts, group.after, group.before)
        limits = Window(parts=parts, after=group.after, before=group.before, soonest=reading.soonest)
        weekdays = group.weekdays if group.dated else EVERY_DAY
        dated_out = [day for day in reading.not_days if isinstance(day, date)]
        if weekdays and dated_out:
            if reading.not_dated:
                raise _UnclearError  # "any time except the 2nd" is no "any day but Wednesday"
            # "any day but friday" is no single friday: it is meant for the whole time in which a call may come.
            reading.not_days.update(day.weekday() for day in dated_out)
        weekdays = tuple(day for day in weekdays if day not in reading.not_days)
        if weekdays:
            windows.append(limits.model_copy(update={"weekdays": weekdays}))
        for day in sorted(set(group.days)):
            if reading.until and day >= reading.until:
                raise _UnclearError
            if day not in reading.not_days and day.weekday() not in reading.not_days:
                _check_future(day, parts, group.before, now)
                windows.append(limits.model_copy(update={"day": day}))
    if not windows:
        raise _UnclearError
    return tuple(dict.fromkeys(windows))


def _leaves_out(parts: Iterable[Part], group: _Group) -> bool:
    """Say whether the limits of a group leave these parts of the day out by themselves: "after 3, no mornings"."""
    start, end = group.after or time(0), group.before or time(23, 59)
    return all(start >= _SPANS[part][1] or end <= _SPANS[part][0] for part in parts)


def _check_span(parts: tuple[Part, ...], after: time | None, before: time | None) -> None:
    start, end = after or time(0), before or time(23, 59)
    if start >= end:
        raise _UnclearError
    for part in parts:
        first, last = _SPANS[part]
        if start >= last or end <= first:
            raise _UnclearError


def _check_future(day: date, parts: tuple[Part, ...], before: time | None, now: datetime) -> None:
    if day < now.date() or (day - now.date()).days > _FURTHEST_DAYS:
        raise _UnclearError
    end = min(max((_SPANS[part][1] for part in parts), default=time(23, 59)), before or time(23, 59))
    if datetime.combine(day, end) <= now + timedelta(minutes=1):
        raise _UnclearError


def _ordered(parts: Iterable[Part]) -> tuple[Part, ...]:
    return tuple(sorted(parts, key=PARTS.index))


def _merged(first: tuple[int, ...], second: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(sorted({*first, *second}))
