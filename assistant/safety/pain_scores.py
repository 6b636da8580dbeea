"""Finds scores of pain from 0 to 10 in a message: "pain is 2 out of 10", "went from 2/10 to 9/10"."""

from __future__ import annotations

import re

LITTLE, SEVERE = 3, 8
"""Up to the one pain is mild, from the other on the care team is called now (NCCN, Adult Cancer Pain: 1 to 3 is mild,
7 to 10 severe; 7 stays with the rules, which look at what it is told of)."""
_SCORE = re.compile(
    r"(?<![\d./])(?:\d{1,2}\s*(?:-|to|or)\s*)?(?P<score>\d{1,2})(?:\.\d)?\s*(?:/\s*|out of (?:a )?)(?:10|ten)(?![\d/])"
)
_PAIN = r"(?:pain\w*|hurt\w*|ache\w*|aching|sore\w*|agony)"
_PAIN_BEFORE = re.compile(rf"\b{_PAIN}\b(?:[^\w'/.;!?-]+[\w'/-]+){{0,6}}?[^\w.;!?]*$")
_PAIN_BEHIND = re.compile(rf"\s*(?:of |in )?(?:\w+ )?{_PAIN}\b")
_OTHER_TIME = re.compile(
    r"\b(?:was|were|used to|had|if|when|should|before|until|since|start\w*|began|on|by|not|isn'?t|never|no|call)\b"
)
"""With one of these a score is told of another time, denied, asked about, or it is a date; the rules judge it."""
_CHANGED = re.compile(r"\b(?:was|were|now)\b")
"""What was low may be so no more."""


def severe_pain(folded: str) -> str | None:
    """Return the last score of pain in a folded message, as read, where it is a severe one of now; else None."""
    scores = _scores(folded)
    told = scores and int(scores[-1]["score"]) >= SEVERE and not _OTHER_TIME.search(folded)
    return scores[-1][0] if told else None


def only_little_pain(folded: str) -> bool:
    """Say whether a folded message gives scores of pain of now, and each is a low one."""
    scores = _scores(folded)
    low = bool(scores) and all(int(score["score"]) <= LITTLE for score in scores)
    return low and not _CHANGED.search(folded)


def _scores(text: str) -> list[re.Match[str]]:
    """Return the scores that a word for pain stands beside: "9/10" alone may be a day of September."""
    return [
        score
        for score in _SCORE.finditer(text)
        if _PAIN_BEFORE.search(text, 0, score.start()) or _PAIN_BEHIND.match(text, score.end())
    ]
