"""Finds readings of a very high blood pressure in a message."""

from __future__ import annotations

import re

UPPER, LOWER = 180, 120
"""From here on the care team is called now, whichever of the two it is (American Heart Association, 180/120)."""
_HIGHEST_UPPER, _HIGHEST_LOWER = 300, 200
_BOTH = re.compile(r"(?<![\d./-])(\d{3})\s*(?:/|over|by|on)\s*(\d{2,3})(?![\d/-])")
_ONE = re.compile(
    r"\b(?:bp|pressure|systolic)(?: (?:is|was|at|of|now|reads|reading|says|hit|hits|up|to|around|about|like)){0,3}"
    r" (\d{3})\b(?!\s*(?:mg|ml|days?|/|over|by))"
)
_SPEAKS_OF_IT = re.compile(r"\b(?:bp|pressure|systolic|cuff|hypertens\w*)\b")
_FEW = 4
"""Words of a message that holds little beside a reading."""


def very_high_blood_pressure(folded: str) -> str | None:
    """Return the first reading of a folded text that is very high ("210 over 120", "bp is 190"), or None."""
    if _SPEAKS_OF_IT.search(folded) or len(folded.split()) <= _FEW:
        for match in _BOTH.finditer(folded):
            upper, lower = int(match[1]), int(match[2])
            if lower < upper <= _HIGHEST_UPPER and lower <= _HIGHEST_LOWER and (upper >= UPPER or lower >= LOWER):
                return match[0]
    for match in _ONE.finditer(folded):
        if UPPER <= int(match[1]) <= _HIGHEST_UPPER:
            return match[0]
    return None
