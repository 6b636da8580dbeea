"""Whether a number without a unit stands for itself, or counts something else. Plain functions over folded text."""

from __future__ import annotations

import re

_COUNTS_SOMETHING = re.compile(
    r"[ -]\d{4}\b|[ -]\d{3}[ -]\d{4}\b"  # a phone number goes on
    r"|\s*(?:x\s*\d|%|percent|mg|ml|mcg|cc|psi|lbs?|pounds?|kg|kilos?|years?|yrs?|yo\b|y/o|miles?|km|minutes?|mins?|hours?|hrs?"
    r"|days?|weeks?|months?|dollars?|bucks?|people|patients?|times|pages?|am\b|pm\b|st\b|nd\b|rd\b|th\b|cm|mm\b|inch\w*"
    r"|feet|ft|steps|bpm|over\s*\d|class|gy\b|grays?|fractions?|sessions?|treatments?|questions?|things"
    r"|(?:\w+ ){1,2}(?:street|st|road|rd|avenue|ave|lane|drive)\b)"
)
_ENDS = re.compile(
    r"(?:'?s|ish| ?mm ?hg| systolic| again| still| already| so far)?\s*"
    r"(?:$|[,;.!?)\"]|(?:and|but|now|today|tonight|yesterday|this|last|for|since|when|after|before|at|with|should|do|is|what|why"
    r"|which|then|so|or|all|in the|just|right|around|on|a (?:few|minute|while)|an hour"
    r"|\d+ (?:minutes?|mins?|hours?|hrs?) ago)\b)"
)


def counts_something(text: str, end: int) -> bool:
    """Say whether the number that ends at `end` counts something: "102 days", "101 main street", "40 mg"."""
    return bool(_COUNTS_SOMETHING.match(text, end))


def stands_alone(text: str, end: int) -> bool:
    """Say whether nothing that it could count follows the number that ends at `end`: "it was 102 an hour ago"."""
    return not counts_something(text, end) and bool(_ENDS.match(text, end))
