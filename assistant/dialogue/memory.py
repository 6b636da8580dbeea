"""What a conversation remembers from one turn to the next. Kept in slots; gone with the session."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

APPOINTMENT = "appointment"
"""Value of the slot `offered` where an appointment was offered."""

GIVEN_UP = "given_up"
"""Value of the slot `offered` where a request was given up: "actually yes" begins it again, a plain "ok" does not."""

MADE_BEFORE = "made_before"
"""Value of the slot `offered` where somebody was told to call about an appointment that they have already."""


@dataclass(frozen=True)
class Memory:
    """The slots of domain.yml that the dialogue uses; the names are the same."""

    treatment: str | None = None
    """What the conversation is about."""
    aspect: str | None = None
    effect: str | None = None
    last_question: Mapping[str, Any] | None = None
    """The question answered last, for "say that again" and "and radiation?"."""
    offered: str | None = None
    """What a plain "yes" would take up."""
    more: str | None = None
    """What is still to be sent of the last answer."""

    @classmethod
    def from_slots(cls, slots: Mapping[str, Any]) -> Memory:
        """Return the memory that `slots` hold; a slot that is not set keeps its default."""
        values = {f.name: slots.get(f.name) for f in fields(cls)}
        return cls(**{name: value for name, value in values.items() if value is not None})

    @property
    def effects(self) -> tuple[str, ...]:
        """The side effects that were asked about last: all of them, where it was about several at once."""
        last = tuple((self.last_question or {}).get("effects", ()))
        if self.effect is None:
            return ()
        return last if self.effect in last else (self.effect,)

    def as_slots(self) -> dict[str, Any]:
        """Return the value for every slot."""
        return {f.name: getattr(self, f.name) for f in fields(self)}
