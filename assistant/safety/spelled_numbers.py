"""Writes numbers of body temperature that are spelled in words in figures: "one hundred and two" is 102."""

from __future__ import annotations

import re

_SMALL = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_BEGINNINGS = {"hundred": 100, "one oh": 100, "one o": 100, "thirty": 30, "forty": 40, "ninety": 90}
_ANY_SMALL = "|".join(sorted(_SMALL, key=len, reverse=True))
_COUNTS_SOMETHING = r"(?<!teen )(?<!teen hundred )(?<!teen hundred and )(?<!out of )(?<!out of a )(?<!out of one )"
"""A year ("nineteen hundred and forty one") or a share ("out of a hundred") is no temperature."""
_NUMBER = re.compile(
    r"\b" + _COUNTS_SOMETHING + r"(?:(?:a |one )?"
    r"(?P<tens>hundred|thirty|forty|ninety)(?:[ -](?:and )?(?P<small>" + _ANY_SMALL + r"))?"
    r"|(?P<oh>one oh?) (?P<after_oh>" + _ANY_SMALL + r"))"
    r"(?: point (?P<tenths>" + _ANY_SMALL + r")|(?P<half> and (?:a half|half a)))?\b"
)


def in_figures(text: str) -> str:
    """Return a folded text with the spelled numbers that a thermometer may show written in figures."""
    return _NUMBER.sub(_figures, text)


def _figures(match: re.Match[str]) -> str:
    whole = _BEGINNINGS[match["tens"] or match["oh"]] + _SMALL.get(match["small"] or match["after_oh"], 0)
    tenths = f".{_SMALL[match['tenths']]}" if match["tenths"] else ".5" if match["half"] else ""
    return f"{whole}{tenths}"
