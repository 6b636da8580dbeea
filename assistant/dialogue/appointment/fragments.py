"""Joins what a tired person types in pieces: "Frank", then "Osei"; "212 555", then "0142"; "any day but", "friday"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from assistant.booking.phone import Phone, read_phone
from assistant.booking.time_words import names_time
from assistant.booking.times import LONGEST, Times, read_times, unchecked_times
from assistant.dialogue.appointment.answers import SKIPPED, Answer, Form, Typed, Unreadable, Value
from assistant.dialogue.appointment.readers import READERS, tells_when
from assistant.dialogue.appointment.words import bare, which
from assistant.language.english import ranked_words
from assistant.language.reading import shared_reader

_DIGITS = re.compile(
    r"^(?:(?:and|then|so|sorry|ok|yes|my|her|his|the|number|phone|cell|rest|remaining|other|last|first|next|four|seven"
    r"|three|digits?|part|area code|is|are|it'?s|that'?s|it|begins|starts|ends|with|in|of)[\s,.:]+)*"
    r"(?P<digits>[+(]?\d[\d\s().-]*)"
    r"(?:[\s,.:;!]+(?:and|is|are|it'?s|that'?s|thats|the|this|my|rest|remaining|last|first|part|four|seven|three"
    r"|digits?|of|it|area code|number|end|all|please|thanks|thank|you|ok|sorry|wait|more|comes?|follows?)\b)*"
    r"[\s,.:;!]*$",
    re.IGNORECASE,
)
"""A piece of a number, and no more than little words around it."""
_NOT_ENDED = re.compile(r"\b(?:but|except|not|and|or|after|before|between|from|until|till|by|on|any|every)$")
"""The end of a text on when to call that goes on in the next: "any day but"."""
_AREA_CODE, _LOCAL = 3, 7
"""Digits of the parts of a number: who is asked for all ten often sends the area code behind the rest."""
_MOST_PIECES = 3
_COMMON = 1000
"""So many of the most frequent English words are no rest of a name: "home", "cell"."""


def with_pieces(asked: str, text: str, form: Form, found: Answer) -> Answer:
    """Return what was `found` in an answer, with what was typed to the same question before and could not be read."""
    if asked == "appointment_phone" and isinstance(found, Unreadable):
        phone = _phone_in_pieces(text, form)
        return found if phone is None else Value({asked: phone.model_dump(mode="json")})
    if asked == "appointment_times" and isinstance(found, Value | Unreadable):
        return _times_in_pieces(asked, text, form, found)
    return found


def times_told(text: str, form: Form) -> str:
    """Return a text on when to call with those typed before it: what no one can read is passed on as it is, whole."""
    return "; ".join(dict.fromkeys((*_told_when(form), text)))


def _phone_in_pieces(text: str, form: Form) -> Phone | None:
    """Return the number of which `text` is the last piece, and what was typed just before the others; else None."""
    pieces = [_digits(piece) for piece in (*form.typed_before[1 - _MOST_PIECES :], text)]
    last, before = pieces.pop(), ""
    while last and pieces and (piece := pieces.pop()):
        before = f"{piece} {before}".strip()
        area_code_last = (_count(before), _count(last)) == (_LOCAL, _AREA_CODE)
        whole = f"{last} {before}" if area_code_last else f"{before} {last}"
        if (phone := read_phone(whole, allow_fictional=form.allow_fictional)) is not None:
            return phone
    return None


def _times_in_pieces(asked: str, text: str, form: Form, found: Value | Unreadable) -> Value | Unreadable:
    """Return times in the words of all pieces; read together where one alone says nothing, or was not ended."""
    told = _told_when(form)
    if not told or (isinstance(found, Value) and asked not in found.slots):
        return found
    if isinstance(found, Unreadable) or _NOT_ENDED.search(bare(told[-1])):
        for mark in (" ", ", "):
            if (times := read_times(f"{told[-1]}{mark}{text}", form.now, form.time_zone)) is not None:
                return Value({asked: times.model_dump(mode="json")})
    if isinstance(found, Unreadable) or found.slots[asked] == SKIPPED:
        return found
    times = Times.model_validate(found.slots[asked])
    kept = times.model_copy(update={"text": times_told(times.text, form)[:LONGEST]})
    return Value({**found.slots, asked: kept.model_dump(mode="json")})


def more_times(given: object, value: Mapping[str, Any], form: Form) -> Mapping[str, Any] | None:
    """Return the times `given` before with those said behind them, in the person's words: which hold is for people.

    The `value` that was read takes the place of times that were left out. None where it adds nothing, or is too much.
    """
    if given == SKIPPED:
        return value
    before, now = Times.model_validate(given), Times.model_validate(value)
    both = f"{before.text}; {now.text}"
    if bare(now.text) in bare(before.text) or len(both) > LONGEST:
        return None
    return unchecked_times(both, form.time_zone).model_dump(mode="json")


def rest_of_name(asked: str, typed: Typed, form: Form) -> Value | None:
    """Return the name in full where the first name was given, and its rest is typed for the question that follows.

    Only what is no everyday word and names nothing else is one: "Osei", but not "home" or "radiation".
    """
    given = str(form.filled.get("appointment_name") or "")
    one_each = len(given.split()) == len(typed.text.split()) == 1  # two words are another name
    if asked != "appointment_phone" or form.tries or not one_each:
        return None
    common = ranked_words().get(bare(typed.text), _COMMON) < _COMMON
    if common or which(form.words.relations, typed.text) or shared_reader().read(typed.text).mentions:
        return None
    rest = READERS["appointment_name"]("appointment_name", typed, form)
    if not isinstance(rest, Value):
        return None
    last = str(rest.slots["appointment_name"])
    return Value({"appointment_name": f"{given} {last}"}) if last.casefold() != given.casefold() else None


def _told_when(form: Form) -> list[str]:
    """Return what was typed before to the question when to call, and could not be read, of what tells that."""
    return [text for text in form.typed_before if names_time(text) or tells_when(text)]


def _digits(text: str) -> str:
    found = _DIGITS.match(text.strip(" .,!"))
    return found["digits"] if found else ""


def _count(text: str) -> int:
    return sum(character.isdigit() for character in text)
