"""Reasons beside a time: "any morning but Wednesday, I have bowling Wednesday" says when without them."""

from __future__ import annotations

import re

_LIMITS = r"(?:until|till|til|after|before|from|to|between|except|but|not|\d+)"
_REASON = re.compile(
    r"(?:[,;.]\s*(?:as |since |because |cause |cos )?(?:i|we|he|she|they)(?:'ve|'s| have| has)(?: got)?\b"
    r"|\s(?:on account of|because of|due to|for the sake of)\b"
    r"|[,;.]?\s(?:because|cause|cos|since|as) (?:i|we|he|she|they)(?:'ve|'s| have| has)\b)"
    rf"(?:(?!\b{_LIMITS}\b)[^.,;!])*(?=[.,;!]|$)",
    re.IGNORECASE,
)
"""To the end of its clause; one that sets a limit of its own stays: "I have work until 3"."""
_GOES_ON = re.compile(r"\.\s+(?:and\s+)?(?=(?:but|or|also|just|only|not|never|no)\b)|\.\s+and\b", re.IGNORECASE)


def without_reasons(text: str) -> str:
    """Return what somebody typed on times without their reasons; sentences that go on are one."""
    return _GOES_ON.sub(", ", _REASON.sub("", text)).strip(" ,;.")
