"""Reference codes that are easy to read aloud, such as K7Q-4M9."""

from __future__ import annotations

import re
import secrets

LETTERS = "FHJKMQRTWXY"
"""No vowels, and none that looks like a digit or sounds like another of them on the phone (0/O, 1/I/L, B/D/P, S/F)."""
DIGITS = "234679"
_PATTERN = "LDLDLD"
"""Letters and digits take turns: without two letters side by side there is no word, so no swear word."""


def new_code() -> str:
    """Return a random code; it says nothing of the person. There are 287,496 of them: the store asks for a free one."""
    drawn = "".join(secrets.choice(LETTERS if kind == "L" else DIGITS) for kind in _PATTERN)
    return f"{drawn[:3]}-{drawn[3:]}"


def read_code(text: str) -> str | None:
    """Return the code that somebody typed ("k7q 4m9"), or None where it can't be one."""
    bare = re.sub(r"[\s-]+", "", text).upper()
    if len(bare) != len(_PATTERN):
        return None
    if any(c not in (LETTERS if kind == "L" else DIGITS) for c, kind in zip(bare, _PATTERN, strict=True)):
        return None
    return f"{bare[:3]}-{bare[3:]}"
