"""Whether a message only tells something and asks nothing. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.dialogue.question import Question

_ASKS = re.compile(
    r"\?|(?:^|[.!,;:]\s*|\b(?:and|but|so|or|then)\s+)(?:what|whats|how|does|do|did|is|are|was|can|could|will|would|when"
    r"|which|where|who|why|should|may|might)\b"
    r"|\b(?:side effects?|wonder\w*|ask(?:ed|ing)?|know|tell me|explain|compare|about|appointments?|appt|book|cancel)\b"
)
_ASIDE = ("book_appointment", "ask_appointment", "ask_request", "ask_person", "ask_source")
"""Intents of a wish that is no telling, in whatever words."""


def only_tells(questions: Sequence[Question]) -> bool:
    """Say whether a message tells what happens to somebody and asks nothing: "my legs are numb".

    What names a treatment, or is no more than a name ("hair loss?"), asks about it.
    """
    (first, *others) = questions
    names = first.treatments or first.focuses or first.not_covered or first.bare
    return not (others or names or first.intent in _ASIDE or _ASKS.search(first.said))
