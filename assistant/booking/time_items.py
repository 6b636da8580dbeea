"""From words to the items of a statement on time: days, parts of the day, limits, and the words that join them."""

from __future__ import annotations

import re
from datetime import date, timedelta

from assistant.booking.time_calendar import Clock, calendar_day, clock_range, next_of_month, ordinal_or_number
from assistant.booking.time_kinds import Item, Kind
from assistant.booking.time_words import ANY, DAYS, MEANINGLESS, MONTHS, NOT, NUMBERS, PARTS, SOON, TODAY, tokens
from assistant.booking.times import EVERY_DAY, WORKING_DAYS

_RANGE = {"-", "to", "thru", "through", "until", "till", "and"}
_CLOCK = re.compile(r"(\d{1,2})(?::(\d{2}))?(am|pm)?")
_NOON = 12
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")
_DATE = re.compile(r"\d{1,2}/\d{1,2}(?:/\d{2,4})?|\d{4}-\d{2}-\d{2}")


def read_items(text: str, today: date) -> list[Item] | None:
    """Return the items of `text`, or None where a word is not known."""
    reader = _Reader(tokens(text), today)
    items: list[Item] = []
    while reader.left:
        item = reader.item()
        if item is None:
            if not reader.skip():
                return None
            continue
        items.append(item)
    return items


class _Reader:
    """Takes items from the front of the words."""

    def __init__(self, words: list[str], today: date) -> None:
        self._words = words
        self._today = today
        self._at = 0
        self._said_next = False

    @property
    def left(self) -> bool:
        return self._at < len(self._words)

    def _peek(self, ahead: int = 0) -> str:
        return self._words[self._at + ahead] if self._at + ahead < len(self._words) else ""

    def _take(self, count: int) -> None:
        self._at += count

    def skip(self) -> bool:
        """Pass over a word without meaning of its own; False where the word is not known."""
        known = self._peek() in MEANINGLESS or self._peek() in {"a", "!", "this"}
        self._take(1)
        return known

    def item(self) -> Item | None:
        """Take the next item, or return None where none begins here."""
        return self._mark() or self._day() or self._part() or self._span()

    def _mark(self) -> Item | None:
        word, following = self._peek(), self._peek(1)
        kind = None
        if word in SOON:
            kind = Kind.SOON
        elif word in NOT:
            kind = Kind.NOT
        elif word == "but":
            kind = Kind.BUT
        elif word in {"or", "and", "/", "&"}:
            kind = Kind.OR
        elif word == "|":
            kind = Kind.STOP
        elif word in {",", ".", ";", "-"}:
            kind = Kind.COMMA
        elif word in {"anytime", "whenever", "flexible"}:
            kind = Kind.ALWAYS
        elif (word in ANY and following in {"time", "times"}) or (word == "all" and following == "day"):
            kind = Kind.ALWAYS
            self._take(1)
        if kind is None:
            return None
        self._take(1)
        return Item(kind)

    def _day(self) -> Item | None:
        return self._weekly() or self._relative() or self._weekday() or self._dated()

    def _weekly(self) -> Item | None:
        """Take days of every week: "mondays", "any friday", "weekdays", "mon-fri", "any day", "any" before a part."""
        word, following = self._peek(), self._peek(1)
        if word in DAYS and following in _RANGE - {"and", "-"} | {"-"} and self._peek(2) in DAYS:
            first, last = DAYS[word], DAYS[self._peek(2)]
            if first >= last:
                return None
            self._take(3)
            return Item(Kind.DAY, weekdays=tuple(range(first, last + 1)))
        if word in {"weekday", "weekdays"}:
            self._take(1)
            return Item(Kind.DAY, weekdays=WORKING_DAYS)
        if word in {"weekend", "weekends"}:
            self._take(1)
            return Item(Kind.DAY, weekdays=(5, 6))
        if word == "everyday":
            self._take(1)
            return Item(Kind.DAY, weekdays=EVERY_DAY)
        if word.removesuffix("s") in DAYS and word not in DAYS:
            self._take(1)
            return Item(Kind.DAY, weekdays=(DAYS[word.removesuffix("s")],))
        if word in ANY:
            if following in {"weekday", "weekdays", "weekend", "weekends"} or following.removesuffix("s") in DAYS:
                self._take(1)
                if following in DAYS:
                    self._take(1)
                    return Item(Kind.DAY, weekdays=(DAYS[following],))
                return self._weekly()
            self._take(2 if following in {"day", "days"} else 1)
            return Item(Kind.DAY, weekdays=EVERY_DAY)
        return None

    def _relative(self) -> Item | None:
        """Take "tomorrow", "next week", "this weekend", "in 2 weeks"."""
        word, following = self._peek(), self._peek(1)
        monday = self._today - timedelta(days=self._today.weekday())
        if word in TODAY:
            if word != "tonight":
                self._take(1)
                return _days(self._today + timedelta(days=TODAY[word]))
            self._words[self._at] = "evening"
            return _days(self._today)
        if word == "this" and following in PARTS:
            self._take(1)
            return _days(self._today)
        if word in {"next", "this"} and following in {"week", "weekend"}:
            first = monday + timedelta(days=7 if word == "next" else 0)
            if following == "week" and self._peek(2) in DAYS:
                self._take(3)
                return _days(first + timedelta(days=DAYS[self._peek(-1)]))
            self._take(2)
            wanted = (5, 6) if following == "weekend" else WORKING_DAYS
            days = tuple(day for n in wanted if (day := first + timedelta(days=n)) >= self._today)
            return Item(Kind.DAY, days=days) if days else None
        count = NUMBERS.get(word) or (int(word) if word.isdecimal() and len(word) == 1 else 0)
        if count and following in {"day", "days", "week", "weeks"}:
            self._take(2)
            if "week" in following:
                return self._week_in(count)
            return _days(self._today + timedelta(days=count))
        return None

    def _week_in(self, count: int) -> Item:
        """Return the working days of the week that is `count` weeks away: "in two weeks" is no one day."""
        day = self._today + timedelta(days=7 * count)
        monday = day - timedelta(days=day.weekday()) + timedelta(days=7 if day.weekday() in (5, 6) else 0)
        return Item(Kind.DAY, days=tuple(monday + timedelta(days=n) for n in WORKING_DAYS))

    def _weekday(self) -> Item | None:
        """Take "tuesday" (the coming one), "this tuesday", "next tuesday" (of next week), "tuesday next week"."""
        word = self._peek()
        which = word if word in {"next", "this"} else ""
        name = self._peek(1) if which else word
        if name not in DAYS or _DATE.fullmatch(self._peek(2 if which else 1)) or self._month_follows(2 if which else 1):
            # "tuesday 12/3" says the same day twice; where both agree, the date is taken, else nothing.
            return self._checked_weekday(name, 2 if which else 1) if name in DAYS else None
        day = self._today + timedelta(days=(DAYS[name] - self._today.weekday()) % 7)
        self._take(2 if which else 1)
        if not which and (self._peek(), self._peek(1)) == ("next", "week"):
            which = "next"
            self._take(2)
        if which == "next":
            self._said_next = True
            monday = self._today - timedelta(days=self._today.weekday())
            return _days(monday + timedelta(days=7 + DAYS[name]))
        if self._said_next and not which:
            return None  # "next tuesday or wednesday": of which week?
        if day == self._today and which != "this":
            day += timedelta(days=7)  # whoever means today says "today"
        return _days(day)

    def _month_follows(self, ahead: int) -> bool:
        if self._peek(ahead) in {",", "the"}:
            ahead += 1
        return self._peek(ahead) in MONTHS

    def _checked_weekday(self, name: str, ahead: int) -> Item | None:
        self._take(ahead + (1 if self._peek(ahead) in {",", "the"} else 0))
        dated = self._dated()
        return dated if dated and dated.days[0].weekday() == DAYS[name] else None

    def _dated(self) -> Item | None:
        """Take "12/3", "2026-12-03", "december 3rd", "3 dec 2026", "the 3rd"."""
        word, following = self._peek(), self._peek(1)
        if _DATE.fullmatch(word):
            self._take(1)
            return _maybe(calendar_day(word, self._today))
        day_first = ordinal_or_number(word) if following in MONTHS or following == "of" else None
        if day_first and self._peek(2 if following == "of" else 1) in MONTHS:
            month = self._peek(2 if following == "of" else 1)
            self._take(3 if following == "of" else 2)
            return _maybe(calendar_day(f"{month} {day_first}{self._year()}", self._today))
        if word in MONTHS and (day_number := ordinal_or_number(following)):
            self._take(2)
            return _maybe(calendar_day(f"{word} {day_number}{self._year()}", self._today))
        if ordinal := _ORDINAL.fullmatch(word):
            self._take(1)
            return _maybe(next_of_month(int(ordinal[1]), self._today))
        return None

    def _year(self) -> str:
        ahead = 1 if self._peek() == "," else 0
        if re.fullmatch(r"20\d\d", self._peek(ahead)):
            self._take(ahead + 1)
            return f" {self._peek(-1)}"
        return ""

    def _part(self) -> Item | None:
        part = PARTS.get(self._peek())
        if part is None:
            return None
        self._take(1)
        return Item(Kind.PART, parts=(part,))  # type: ignore[arg-type] # the table holds parts only

    def _span(self) -> Item | None:
        """Take "after 3", "before noon", "between 2 and 4", "2-4pm", "at 3"."""
        word = self._peek()
        limited = word in {"after", "before", "until", "till", "by", "from", "between", "at", "around"}
        if limited:
            self._take(1)
        if word == "before" and (day := self._weekday()) is not None:
            return Item(Kind.UNTIL, days=day.days)
        start = self._clock(limited)
        if start is None:
            return None
        if word not in {"after", "before", "until", "till", "by"} and self._peek() in _RANGE:
            place = self._at
            self._take(1)
            end = self._clock(limited)
            if end is not None:
                begin, finish = clock_range(start, end)
                return Item(Kind.SPAN, after=begin, before=finish) if begin and finish else None
            self._at = place
        at = start.time()
        if at is None:
            return None
        if word in {"after", "from"}:
            return Item(Kind.SPAN, after=at)
        if word in {"before", "until", "till", "by"}:
            return Item(Kind.SPAN, before=at)
        bare = not start.half and not start.exact
        if word == "between" or (bare and word not in {"at", "around"}) or at.hour == 23:
            return None  # a lone number may be anything
        return Item(Kind.SPAN, after=at, before=at.replace(hour=at.hour + 1))

    def _clock(self, limited: bool = False) -> Clock | None:
        """Take a time of the clock; `limited` by a word such as "after" it may be an hour of 24: "after 15"."""
        word = self._peek()
        if word == "noon":
            self._take(1)
            return Clock(12, 0, "pm", exact=True)
        found = _CLOCK.fullmatch(word)
        if found is None:
            return None
        self._take(1)
        half = found[3] or ""
        if not half and self._peek() in {"am", "pm"}:
            half = self._peek()
            self._take(1)
        return Clock(
            int(found[1]), int(found[2] or 0), half, exact=found[2] is not None or (limited and int(found[1]) > _NOON)
        )


def _days(day: date) -> Item:
    return Item(Kind.DAY, days=(day,))


def _maybe(day: date | None) -> Item | None:
    return None if day is None else Item(Kind.DAY, days=(day,), dated=True)
