"""Reads how times that were given are put right: "friday not thursday", "thursday is no good", "only tuesday"."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from zoneinfo import ZoneInfo

from assistant.booking.time_items import read_items
from assistant.booking.time_kinds import Item, Kind
from assistant.booking.time_words import DAYS, names_day, names_time
from assistant.booking.times import LONGEST, Times, Window, on_days_of, read_times
from assistant.dialogue.appointment.answers import SKIPPED, Form
from assistant.dialogue.appointment.words import bare

_CLAUSES = re.compile(
    r"[.;!?\n](?:\s+|$)|,\s+|\s+(?:because|cos|since|so)\s+|\s+(?<!any day )(?<!any time )but\s+"
    r"|\s+(?=(?:it'?s|it is|make it)\s)"
)
_LONG = 6
"""Letters of a day's name that may stand for all such days: "mondays"; "thurs" is read in one way only."""
_DAY = (
    "(?:"
    + "|".join(f"{day}s?" if len(day) >= _LONG else day for day in sorted(DAYS, key=len, reverse=True))
    + "|today|tomorrow)"
)
_WHEN = rf"(?:(?:on|the|this|next|in) ){{0,2}}(?:{_DAY}|mornings?|afternoons?|evenings?)\b"
_WHENS = rf"{_WHEN}(?:(?: and| or|/)? {_WHEN}){{0,8}}"
_OPENING = re.compile(
    rf"^(?:(?:sorry|no(?! {_WHEN})|wait|oh|oops|actually|yes|ok|and|but|then|please|just|i"
    r"|i'?m|i'?d|we|it|it'?s|this|that"
    r"|that'?s|the|my|her|his|our|mean|meant|said|want|wanted|would|like|change|changed|move|switch|put|make|set|can|could|you|let'?s"
    r"|should|should have|must|to|be|is|are|was|been|day|days|time|times|date|dates|appointment|visit"
    r"|call|wrong|from|only|do|good) )*"
)
"""Words around times in a correction; each stands here once."""
_REFUSES = (
    r"(?:not|no|never|isn'?t|aren'?t|wasn'?t|doesn'?t|won'?t|can'?t|cannot|don'?t|bad|out|wrong|impossible|difficult|off"
    r"|taken|busy)"
)
_OLD_BEHIND = re.compile(rf"^(?P<new>.*?)[ ]?\b(?:and )?(?:not|instead of|rather than|no longer) (?P<old>{_WHENS})$")
_OLD_BEFORE = re.compile(
    rf"^(?P<old>{_WHENS}) (?:should (?:be|have been)|must be|has to be|needs to be|to|into|->) (?P<new>.+)$"
)
_REFUSED = re.compile(
    rf"^(?P<old>{_WHENS})(?: (?:is|are|was|were|does|do|will|would|be|really|just|now|he|she|i|we|it))*"
    rf" {_REFUSES}(?: (?!{_WHEN})[a-z']+){{0,6}}$"
)
_DROPPED = re.compile(rf"^(?:drop|remove|delete|scratch|take (?:off|out)) (?P<old>{_WHENS})$")
_CAN_NOT = re.compile(
    rf"^(?:i|we|he|she|they|my \w+)(?: (?:really|just|now))? (?:can'?t|cannot|can not|couldn'?t|don'?t|do not|not)"
    rf"(?: (?:do|come|make|make it|have|talk|want|anymore|any more))?(?: it)? (?P<old>{_WHENS})"
    r"(?: (?:any ?more|now|after all))*$"
)
_ONLY = re.compile(r"\bonly\b")
_CLOSING = re.compile(
    r"(?: (?:i|we|he|she)? ?(?:said|say|meant|mean|wrote|please|thanks|instead|now|ok|after all|any ?more|at all))+$"
)
_BUSY = re.compile(r"\b(?:work|working|school|shift|class|busy|away|off)\b")
"""Words by which a day that is named may be one that does not suit: those before them are not taken away."""
_OF_THE_DAY = re.compile(r"\b(?:day|days|date|meant?|said|only)\b")
_PUTS_RIGHT = re.compile(
    r"\b(?:change|changed|switch|move|should|wrong|instead|rather|only|meant?|sorry|actually|better|make it)\b"
)


def puts_times_right(text: str, form: Form) -> Times | None:
    """Return the times after what `text` puts right in those that were given; None where it does not, or is not read.

    Times without any window tell that none of those given is left.
    """
    kept = form.filled.get("appointment_times")
    if kept is None or not names_time(text):
        return None
    given = None if kept == SKIPPED else Times.model_validate(kept)
    wanted, old, told = _said(text, form)
    if not told:
        return None
    left = _without(given.windows, old) if given and given.checked else ()
    dropped = tuple(one for one in given.windows if one not in left) if given and given.checked else ()
    new = _read(", ".join(wanted), form) if wanted else None
    if new is None:
        if wanted or not dropped or given is None:
            return None
        return given.model_copy(update={"windows": left, "text": _joined(given, told)})
    whole = on_days_of(new, given) if given and given.checked else new
    source = dropped or (given.windows if given and given.checked and _OF_THE_DAY.search(bare(text)) else ())
    windows = _with_limits(whole, source)
    if dropped and left and _ONLY.search(bare(text)) is None:
        windows = tuple(dict.fromkeys((*left, *windows)))
    words = ", ".join(told)[:LONGEST] if windows == new.windows or given is None else _joined(given, told)
    return whole.model_copy(update={"windows": windows, "text": words})


def is_correction_of_times(text: str, form: Form) -> bool:
    """Say whether times in `text` take the place of those given: in words of who changes, or one of them is refused."""
    said = bare(text)
    return _PUTS_RIGHT.search(said) is not None or bool(_said(text, form)[1])


def _said(text: str, form: Form) -> tuple[list[str], set[int], list[str]]:
    """Return the times that are wanted, the days that are not, and the clauses that say so."""
    wanted, old, told = [], set[int](), []
    for clause in _CLAUSES.split(text.casefold().replace("\u2019", "'")):
        said = _CLOSING.sub("", bare(clause))
        if not said or not names_time(said):
            continue
        if refused := _only_refused(said, form):
            told.append(clause.strip())
            old |= refused
            continue
        found = _in_clause(said, form)
        days = set[int]() if found[1] is None else _days(found[1], form)
        new = found[0].strip()
        if found[1] is not None and not days:
            continue
        if new and _read(new, form) is None:
            continue
        told.append(clause.strip())
        old |= days
        if new:
            wanted.append(new)
    return wanted, old, told


def _in_clause(said: str, form: Form) -> tuple[str, str | None]:
    """Return the times that a clause wants, and those that it does not."""
    core = _OPENING.sub("", said)
    for pattern, text in (
        (_CAN_NOT, said),
        (_DROPPED, said),
        (_REFUSED, core),
        (_OLD_BEFORE, core),
        (_OLD_BEHIND, core),
    ):
        if found := pattern.match(text):
            new = found.groupdict().get("new") or ""
            return _OPENING.sub("", new), found["old"]
    return said if _BUSY.search(said) or _read(said, form) is not None else core, None


def _only_refused(text: str, form: Form) -> set[int]:
    """Return the days of `text` where it says nothing but that they do not suit: "she works thursday"."""
    negative, refused, before = False, set[int](), Kind.NOT
    for item in read_items(text, _today(form)) or []:
        if item.kind in (Kind.NOT, Kind.STOP):
            negative = item.kind is Kind.NOT
        elif item.kind is Kind.DAY and negative and before is not Kind.DAY:
            refused |= _weekdays(item)
        elif item.kind not in (Kind.COMMA, Kind.OR):
            return set()
        before = item.kind
    return refused


def _read(text: str, form: Form) -> Times | None:
    return read_times(text, form.now, form.time_zone)


def _days(text: str, form: Form) -> set[int]:
    """Return the weekdays that `text` names, and nothing else."""
    items = read_items(text, _today(form)) or []
    if any(item.kind not in (Kind.DAY, Kind.OR, Kind.COMMA) for item in items):
        return set()
    if any(one.kind is other.kind is Kind.DAY for one, other in pairwise(items)):
        return set()  # "not thursday friday": is friday good?
    return set[int]().union(*map(_weekdays, items))


def _weekdays(item: Item) -> set[int]:
    return {day.weekday() for day in item.days} | set(item.weekdays)


def _today(form: Form) -> date:
    return form.now.astimezone(ZoneInfo(form.time_zone)).date()


def _without(windows: tuple[Window, ...], old: set[int]) -> tuple[Window, ...]:
    """Return `windows` without the days of `old`."""
    left = []
    for window in windows:
        if window.day is not None:
            if window.day.weekday() not in old:
                left.append(window)
        elif days := tuple(day for day in window.weekdays if day not in old):
            left.append(window.model_copy(update={"weekdays": days}))
        elif not window.weekdays:
            left.append(window)
    return tuple(left)


def _with_limits(new: Times, source: tuple[Window, ...]) -> tuple[Window, ...]:
    """Return the windows of `new`, with the hours of `source` where it names days and no hours."""
    bare_days = all(not (one.parts or one.after or one.before or one.soonest) for one in new.windows)
    limits = {(one.parts, one.after, one.before) for one in source if not one.soonest}
    if not bare_days or not names_day(new.text) or len(limits) != 1 or "any" in new.text.casefold():
        return new.windows
    ((parts, after, before),) = limits
    return tuple(one.model_copy(update={"parts": parts, "after": after, "before": before}) for one in new.windows)


def _joined(given: Times, told: list[str]) -> str:
    return f"{given.text}; {', '.join(told)}"[:LONGEST]
