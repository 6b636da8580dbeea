"""Finds scores of pain from 0 to 10 in a message: "pain is 2 out of 10", "went from 2/10 to 9/10"."""

from __future__ import annotations

import re

LITTLE, SEVERE = 3, 8
"""Up to the one pain is mild, from the other on the care team is called now (NCCN, Adult Cancer Pain: 1 to 3 is mild,
7 to 10 severe; 7 stays with the rules, which look at what it is told of)."""
_SCORE = re.compile(r"(?<![\d./-])(10|\d)\s*(?:/|out of|of)\s*(?:10|ten)\b")
_PAIN = re.compile(r"\b(?:pain\w*|hurt\w*|ache\w*|sore\w*)\b")
_BEFORE = re.compile(r"\b(?:was|were|used to|had|if|when|should|before|until)\b")
"""With one of these a score is told of another time, or asked about; the rules judge it."""


def severe_pain(folded: str) -> str | None:
    """Return the last score of pain in a folded message, as typed, where it is a severe one of now; else None."""
    scores = _scores(folded)
    told = scores and int(scores[-1][1]) >= SEVERE and not _BEFORE.search(folded)
    return scores[-1][0] if told else None


def only_little_pain(folded: str) -> bool:
    """Say whether a folded message gives scores of pain, and each is a low one."""
    scores = _scores(folded)
    return bool(scores) and all(int(score[1]) <= LITTLE for score in scores)


def _scores(folded: str) -> list[re.Match[str]]:
    return list(_SCORE.finditer(folded)) if _PAIN.search(folded) else []
