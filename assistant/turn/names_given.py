"""Whether a message that seems to be in another language is a name for the form: "mother name Nguyen Thi Bich Hanh"."""

from __future__ import annotations

import re

from rasa.shared.core.events import SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from assistant.language.english import ranked_words
from assistant.language.folding import fold
from assistant.language.foreign import is_mostly_foreign

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_SHORT = 2
"""Words of a name that is taken for one however it is written."""
_COMMON = 1500


def beside_name(text: str, tracker: DialogueStateTracker | None) -> str | None:
    """Return what stands in `text` beside the name that the form has taken out of it in this turn; None for no name.

    Three words or more in small letters, with no English beside them, may be a cry for help in any language.
    """
    name = _name_of_turn(tracker)
    words = {word.casefold() for word in _WORD.findall(name)}
    typed = _WORD.findall(text)
    rest = [word for word in typed if word.casefold() not in words]
    if not words or len(rest) == len(typed) or is_mostly_foreign(fold(" ".join(rest))):
        return None
    as_name = all(word[:1].isupper() for word in typed if word.casefold() in words)
    in_english = any(ranked_words().get(word.casefold(), _COMMON) < _COMMON for word in rest)
    return " ".join(rest) if len(words) <= _SHORT or as_name or in_english else None


def _name_of_turn(tracker: DialogueStateTracker | None) -> str:
    """Return the name that was kept since the last message; empty where none was."""
    for event in reversed(tracker.events if tracker else ()):
        if isinstance(event, UserUttered):
            break
        if isinstance(event, SlotSet) and event.key == "appointment_name":
            return str(event.value or "")
    return ""
