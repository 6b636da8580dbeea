"""What the actions of the appointment form share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from rasa_sdk import Tracker
from rasa_sdk.events import ActiveLoop, EventType, FollowupAction, SlotSet

from actions.speaking import Speaker
from assistant.booking.shared import shared_store
from assistant.channels.caller import caller_number
from assistant.dialogue.appointment.answers import FIELDS, Form
from assistant.dialogue.appointment.words import form_words
from assistant.dialogue.next_steps import booking_button
from assistant.dialogue.replies import Outcome, Record
from assistant.settings import load_settings
from knowledge.reader import load_knowledge

FORM = "appointment_form"
KEPT_BESIDE = ("appointment_tries", "appointment_before")
"""Slots that the form keeps beside the answers."""
RECORD = Record(Outcome.BOOKING, topic="appointment")
"""The record of what the form says."""


@dataclass(frozen=True)
class Sent:
    """The request that was sent from a conversation."""

    code: str
    call_by: datetime
    """When the hospital will have called."""

    def as_slot(self) -> SlotSet:
        """Return the event that remembers it."""
        return SlotSet("request_sent", {"code": self.code, "call_by": self.call_by.isoformat()})


def sent_from(tracker: Tracker) -> Sent | None:
    """Return the request that was sent last from a conversation, None where none was."""
    kept = tracker.slots.get("request_sent")
    return Sent(str(kept["code"]), datetime.fromisoformat(str(kept["call_by"]))) if kept else None


def kept_by_slow_save(tracker: Tracker) -> Sent | None:
    """Return the request that a slow save has kept meanwhile; what it has not kept by now, it must not keep any more.

    A turn that ran out of time leaves its save behind: without this, a request could come in after the patient was
    told that there is none.

    Raises:
        BookingError: nobody knows.
    """
    key = tracker.slots.get("appointment_key")
    receipt = shared_store().withdraw(str(key)) if key else None
    return Sent(receipt.code, receipt.call_by) if receipt else None


def say_what_became(speaker: Speaker, sent: Sent | None) -> None:
    """Say the code of the request that was sent and when the call comes, or that none was.

    When the time of the call is over, say where to call.
    """
    if sent is None:
        record = Record(Outcome.REDIRECT, topic="appointment")
        speaker.respond("utter_request_none", record, (booking_button(load_knowledge()),))
    elif sent.call_by < datetime.now(UTC):
        speaker.respond("utter_request_overdue", RECORD, code=sent.code, when=_local(sent))
    else:
        say_sent(speaker, sent)


def say_sent(speaker: Speaker, sent: Sent, updated: bool = False, attachment: Mapping[str, str] | None = None) -> None:
    """Say that a request is in, with its code, and when the call comes; `updated`: it changed an earlier one."""
    response = "utter_appointment_updated" if updated else "utter_appointment_sent"
    call_by = form_words().call_by.format(when=_local(sent))
    speaker.respond(response, RECORD, attachment=attachment, code=sent.code, call_by=call_by)


def _local(sent: Sent) -> str:
    return when(sent.call_by.astimezone(ZoneInfo(load_settings().booking_time_zone)))


def form_of(tracker: Tracker) -> Form:
    """Return what reading an answer needs to know, from the conversation and the settings."""
    settings = load_settings()
    tries = int(tracker.slots.get("appointment_tries") or 0)
    return Form(
        words=form_words(),
        now=datetime.now(ZoneInfo(settings.booking_time_zone)),
        time_zone=settings.booking_time_zone,
        allow_fictional=settings.mode == "demonstration",
        filled={name: tracker.slots.get(name) for name in FIELDS},
        before=tracker.slots.get("appointment_before"),
        tries=tries,
        typed_before=_typed_before(tracker, tries),
        caller=caller_number.get(),
        sent=bool(tracker.slots.get("request_sent")),
    )


def _typed_before(tracker: Tracker, count: int) -> tuple[str, ...]:
    """Return the last `count` messages before this one, which were typed to the question that stands."""
    typed = [str(event.get("text") or "") for event in tracker.events if event.get("event") == "user"]
    return tuple(text for text in typed[:-1][-count:] if not text.startswith("/")) if count else ()


def when(moment: datetime) -> str:
    """Return a moment as patients read it: "Tuesday, December 1, 5 pm"."""
    clock = f"{moment:%I:%M %p}".lstrip("0").replace(":00", "").lower()
    return f"{moment:%A, %B} {moment.day}, {clock}"


def emptied() -> list[EventType]:
    """Return the events that forget all answers of the form."""
    return [SlotSet(name, None) for name in (*FIELDS, *KEPT_BESIDE, "appointment_key")]


def wait_in_form(requested: str) -> list[EventType]:
    """Return the events after which the form waits for an answer without asking again.

    The form rejects its own execution, so that it asks nothing; it is entered anew, because Rasa would not run a form
    that has rejected; and the turn ends.
    """
    rejected: EventType = {"event": "action_execution_rejected", "name": FORM, "policy": None, "confidence": None}
    return [rejected, ActiveLoop(FORM), SlotSet("requested_slot", requested), FollowupAction("action_listen")]
