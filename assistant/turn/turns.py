"""A turn: what a person wrote, what they read, and the record of why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from assistant.dialogue.replies import Button, Outcome, Record


@dataclass(frozen=True)
class Said:
    """One message of the assistant."""

    text: str
    buttons: tuple[Button, ...] = ()
    attachment: Mapping[str, str] | None = None
    """A file that comes with it: its `title`, `filename`, media `type` and `content`."""


@dataclass(frozen=True)
class Turn:
    """One exchange."""

    user: str
    messages: tuple[Said, ...]
    record: Record
    intent: str | None = None
    confidence: float | None = None
    milliseconds: float = 0.0
    asks: str | None = None
    """The slot of the appointment form that the turn asks for."""
    more: str | None = None
    """What is left of the answer, to be sent when it is asked for."""

    @property
    def buttons(self) -> tuple[Button, ...]:
        """All buttons that are offered now."""
        return tuple(button for message in self.messages for button in message.buttons)

    def as_dict(self) -> dict[str, Any]:
        """Return the turn as `assistant converse` writes it."""
        messages = [
            {"text": message.text, "buttons": [{"title": button.title} for button in message.buttons]}
            for message in self.messages
        ]
        return {
            "user": self.user,
            "messages": messages,
            **self.record.as_dict(),
            "intent": self.intent,
            "confidence": self.confidence,
            "ms": round(self.milliseconds, 1),
        }


def record_of(messages: Iterable[Mapping[str, Any]]) -> Record:
    """Return the record of a turn from its messages (each with `record` where an action spoke).

    The first message that is more than smalltalk says what kind of turn it was (a session that begins anew welcomes in
    the same turn); facts and entries are those of all. A turn in which only plain responses of domain.yml spoke is
    smalltalk.
    """
    records = [record for message in messages if (record := message.get("record") or _of_form(message))]
    if not records:
        return Record(Outcome.SMALLTALK)
    first = _read(next((record for record in records if record["outcome"] != Outcome.SMALLTALK), records[0]))
    facts = dict.fromkeys(fact for record in records for fact in record["facts"])
    ids = dict.fromkeys(identifier for record in records for identifier in record["answer_ids"])
    return replace(first, facts=tuple(facts), answer_ids=tuple(ids))


def _of_form(message: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return the record of a question that Rasa's form asked itself: a plain response carries none."""
    if str(message.get("utter_action") or "").startswith("utter_ask_appointment_"):
        return Record(Outcome.BOOKING, topic="appointment").as_dict()
    return None


def _read(record: Mapping[str, Any]) -> Record:
    return Record(
        Outcome(record["outcome"]),
        record.get("topic"),
        record.get("aspect"),
        (),
        record.get("verdict"),
        record.get("tier"),
    )
