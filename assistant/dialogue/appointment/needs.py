"""Who sees or hears badly, in answer to what would help at the visit."""

from __future__ import annotations

import re

from assistant.language.folding import fold

_WHO = r"(?:i|he|she|they|we|(?:my|the) [\w-]+)"
_BADLY = r"(?: (?:very|so|too|that))? (?:well|good|much)"
_NEED = re.compile(
    rf"^(?:(?:yes|yeah|well|because|cause|but) )?{_WHO} (?:can'?t|cannot|can not|don'?t|do not|doesn'?t|does not)"
    rf" (?:(?P<see>see{_BADLY})|(?P<hear>hear(?:{_BADLY})?))(?: please)?\W*$"
)
"""A whole answer. A word more ("now", "suddenly", "anymore"), and not to see at all, may be an emergency."""


def need_at_visit(text: str) -> str | None:
    """Return what would help a person of whom `text` says no more than that they see or hear badly, else None."""
    found = _NEED.match(" ".join(fold(text).replace(",", " ").split()))
    if found is None:
        return None
    return "help with seeing" if found["see"] else "help with hearing"
