"""The places in a text that are filled in, such as {phone}: a wrong one is refused when its file is read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches
from string import Formatter

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

Where = tuple[int | str, ...]
"""The way to a part of a file: keys, and numbers of list items from 0."""


def fault_at(where: Where, what: str) -> PydanticCustomError:
    """Return the error of a record that says `what` is wrong at `where` within it."""
    return PydanticCustomError("wording", "{what}", {"what": what, "where": where})


def fills(*known: str) -> AfterValidator:
    """Return the check of a text in which only the places `known` are filled in."""

    def check(text: str) -> str:
        if problem := wrong_place(text, known):
            raise ValueError(problem)
        return text

    return AfterValidator(check)


def wrong_place(text: str, known: Collection[str]) -> str | None:
    """Say what is wrong with the places of `text`, or return None where each is one of `known`."""
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        return "a '{' or '}' stands alone; a place that is filled in has both"
    for _, place, form, conversion in parts:
        if place is not None and (place not in known or form or conversion):
            if not known:
                return f"'{{{place}}}': nothing is filled in here; take it out"
            places = ", ".join(f"{{{name}}}" for name in known)
            return f"'{{{place}}}' can't be filled in; only {places} can{nearest(place, known)}"
    return None


def check_places(where: Where, text: str, known: Collection[str]) -> None:
    """Refuse a text of a record with a place that is not one of `known`.

    Raises:
        PydanticCustomError: it has one.
    """
    if problem := wrong_place(text, known):
        raise fault_at(where, problem)


def check_names(group: str, found: Mapping[str, object], needed: Iterable[str], others: bool = False) -> None:
    """Refuse keys of `group` that are not `needed` (unless `others` may stand there), and a needed one that is missing.

    Raises:
        PydanticCustomError: a key is unknown or missing.
    """
    needed = tuple(needed)
    missing = next((name for name in needed if name not in found), None)
    unknown = [name for name in found if name not in needed]
    meant = get_close_matches(missing, unknown, n=1) if missing else []
    if meant:
        raise fault_at((group, meant[0]), f"this key is not known here; did you mean '{missing}'?")
    if unknown and not others:
        raise fault_at((group, unknown[0]), f"this key is not known here{nearest(unknown[0], needed)}")
    if missing:
        raise fault_at((group,), f"the key '{missing}' is missing")


def nearest(name: str, known: Iterable[str]) -> str:
    """Return "; did you mean ...?" with what `name` most looks like, or nothing."""
    found = get_close_matches(name, list(known), n=1)
    return f"; did you mean '{found[0]}'?" if found else ""
