"""What an answer to a question of the appointment form may be, and what reading it needs to know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from assistant.dialogue.appointment.words import FormWords

SKIPPED = "skipped"
"""Value of a field that the person left out."""
FIELDS = (
    "appointment_urgent_check",
    "appointment_for",
    "appointment_relation",
    "appointment_name",
    "appointment_phone",
    "appointment_known_patient",
    "appointment_topic",
    "appointment_times",
    "appointment_language",
    "appointment_access",
    "appointment_voicemail",
    "appointment_confirmed",
)
"""The slots of the form, in the order of domain.yml."""
OPTIONAL = frozenset(FIELDS[5:11])
TO_BE_CALLED = frozenset({"appointment_name", "appointment_phone"})
"""Fields without which nobody can be called: who refuses one after they were told so gives the request up."""
CHANGEABLE = FIELDS[1:11]
YES_OR_NO = frozenset({"appointment_known_patient", "appointment_voicemail"})
FREE = frozenset({"appointment_name", "appointment_relation", "appointment_language", "appointment_access"})
"""Fields that take almost any short text as it is."""
READ_TWICE = 2
"""How often an answer that can't be read is asked for again before it is kept as it was typed."""


@dataclass(frozen=True)
class Value:
    """The answer was read: what each slot becomes."""

    slots: Mapping[str, Any]


@dataclass(frozen=True)
class Kept:
    """An answer that was being changed stays as it was: what each slot becomes again."""

    slots: Mapping[str, Any]


@dataclass(frozen=True)
class Unreadable:
    """The answer could not be read."""

    needed: bool = False
    """It was an attempt to leave out what can't be left out."""
    too_long: bool = False
    response: str = ""
    """Where that is said in words of its own."""


@dataclass(frozen=True)
class Why:
    """The person asks what the question means, or what its answer is for: they are told, which counts as no try."""


@dataclass(frozen=True)
class Change:
    """An earlier answer shall be changed; without a field it is not said which."""

    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cancel:
    """The request is given up."""


@dataclass(frozen=True)
class Urgent:
    """The safety question was answered with yes."""


@dataclass(frozen=True)
class Aside:
    """A question or a remark of its own: it is answered, and the form goes on."""

    slots: Mapping[str, Any] = field(default_factory=dict)
    """What the message answers beside it: "no. who reads this"."""


@dataclass(frozen=True)
class Again:
    """The person asked for the form that they are in: the question is asked again."""


@dataclass(frozen=True)
class Told:
    """What was asked or wished of the form has a response of its own; the form goes on."""

    response: str
    slots: Mapping[str, Any] = field(default_factory=dict)
    """What the message answers beside it."""


Answer = Value | Kept | Unreadable | Why | Change | Cancel | Urgent | Aside | Again | Told


@dataclass(frozen=True)
class Typed:
    """What was typed or pressed, and how the message was understood."""

    text: str
    intent: str = ""
    confidence: float = 0.0
    choice: str | None = None
    treatments: tuple[str, ...] = ()


@dataclass(frozen=True)
class Form:
    """What reading needs to know of the form and of where it runs."""

    words: FormWords
    now: datetime
    time_zone: str
    allow_fictional: bool
    """Whether 555-01xx numbers count: only in demonstration."""
    filled: Mapping[str, Any] = field(default_factory=dict)
    before: Mapping[str, Any] | None = None
    """What stood in the fields that are being changed; empty where it was asked which shall be, None for no change."""
    tries: int = 0
    typed_before: tuple[str, ...] = ()
    """What was typed to the same question before and could not be read, the last one last."""
    caller: str | None = None
    """The number that a text message came from."""
    sent: bool = False
    """Whether an earlier request was sent from this conversation."""


def with_relation(names: Iterable[str]) -> tuple[str, ...]:
    """Return `names`, and with the field for whom it is the one who that is to them."""
    found = tuple(names)
    return (*found, "appointment_relation") if "appointment_for" in found else found
