"""An answer that stands beside a question of its own: "no. who reads this", "english. can i change it later"."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from assistant.dialogue.appointment.answers import Answer, Form, Typed, Value
from assistant.dialogue.appointment.asking import asks_something

_PARTS = re.compile(r"[.,;:!?\n]+|\b(?:but|wait|hang on|hold on|because|though)\b", re.IGNORECASE)
_WHATEVER = ("appointment_access", "appointment_relation")
"""Slots that take almost any words: a part of a question would be one of them."""
_SENTENCES = re.compile(r"(?<=[?!\n])\s*|\.\s+")
Reader = Callable[[str, Typed, Form], Answer]


def answer_beside(asked: str, typed: Typed, form: Form, read: Reader, *, last: bool = True) -> Mapping[str, Any]:
    """Return what the first or the last part of a message answers to the question for `asked`, if one does.

    Args:
        asked: The slot that is asked for.
        typed: The whole message.
        form: The form.
        read: Reads an answer to that question out of a text.
        last: The last part may hold it too.
    """
    parts = [part.strip() for part in _PARTS.split(typed.text) if part.strip()]
    if len(parts) < 2 or asked in _WHATEVER:
        return {}
    sentences = [one.strip() for one in _SENTENCES.split(typed.text) if one.strip()]
    told = [one for one in sentences if not asks_something(one)]
    rest = [". ".join(told)] if last and 0 < len(told) < len(sentences) else []
    for part in (*rest, parts[0], parts[-1]) if last else parts[:1]:
        found = read(asked, Typed(part), form)
        if isinstance(found, Value) and asked in found.slots:
            return found.slots
    return {}
