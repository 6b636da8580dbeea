"""What the actions of the appointment form share."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from rasa_sdk import Tracker
from rasa_sdk.events import ActiveLoop, EventType, FollowupAction, SlotSet

from assistant.channels.caller import caller_number
from assistant.dialogue.appointment.answers import FIELDS, Form
from assistant.dialogue.appointment.words import form_words
from assistant.dialogue.replies import Outcome, Record
from assistant.settings import load_settings

FORM = "appointment_form"
RECORD = Record(Outcome.BOOKING, topic="appointment")
"""The record of what the form says."""


def form_of(tracker: Tracker) -> Form:
    """Return what reading an answer needs to know, from the conversation and the settings."""
    settings = load_settings()
    return Form(
        words=form_words(),
        now=datetime.now(ZoneInfo(settings.booking_time_zone)),
        time_zone=settings.booking_time_zone,
        allow_fictional=settings.mode == "demonstration",
        filled={name: tracker.slots.get(name) for name in FIELDS},
        tries=int(tracker.slots.get("appointment_tries") or 0),
        caller=caller_number.get(),
    )


def when(moment: datetime) -> str:
    """Return a moment as patients read it: "Tuesday, December 1, 5 pm"."""
    clock = f"{moment:%I:%M %p}".lstrip("0").replace(":00", "").lower()
    return f"{moment:%A, %B} {moment.day}, {clock}"


def emptied() -> list[EventType]:
    """Return the events that forget all answers of the form."""
    return [SlotSet(name, None) for name in (*FIELDS, "appointment_tries", "appointment_key")]


def wait_in_form(requested: str) -> list[EventType]:
    """Return the events after which the form waits for an answer without asking again.

    The form rejects its own execution, so that it asks nothing; it is entered anew, because Rasa would not run a form
    that has rejected; and the turn ends.
    """
    rejected: EventType = {"event": "action_execution_rejected", "name": FORM, "policy": None, "confidence": None}
    return [rejected, ActiveLoop(FORM), SlotSet("requested_slot", requested), FollowupAction("action_listen")]
