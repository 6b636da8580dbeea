"""Reads the answers to the questions of the appointment form."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.aside import answer_aside
from actions.booking import RECORD, form_of, wait_in_form
from actions.only_asking import only_asked, stopped_message
from actions.speaking import Speaker, channel_of
from assistant.dialogue.appointment.answers import (
    CHANGEABLE,
    FIELDS,
    READ_TWICE,
    Again,
    Answer,
    Aside,
    Cancel,
    Change,
    Kept,
    Told,
    Typed,
    Unreadable,
    Urgent,
    Value,
    Why,
    with_relation,
)
from assistant.dialogue.appointment.changes import READ_BACK
from assistant.dialogue.appointment.fields import read_answer
from assistant.dialogue.appointment.summary import noted
from assistant.dialogue.appointment.words import form_words
from assistant.dialogue.next_steps import payload
from assistant.dialogue.reading_questions import read_questions
from assistant.dialogue.replies import Button, Outcome, Record
from assistant.safety import Tier
from assistant.safety.replies import load_urgent_help
from assistant.safety.reply_records import SAFETY_QUESTION
from assistant.settings import load_settings
from knowledge.reader import load_knowledge

logger = logging.getLogger(__name__)

_EXPLAINED = ("name", "relation", "phone", "times", "language")
"""Fields whose question has a reply of its own for an answer that can't be read."""

_OF_ITS_OWN = {"urgent_check": "yes_or_no_first", "confirmed": "unchanged"}
"""Fields whose question is asked again behind other words than that one should be chosen."""
_NEVER_A_WORRY = ("appointment_urgent_check", "appointment_relation", "appointment_name", "appointment_language")
"""Fields into which what the urgent-help gate stopped never goes, whatever the person says of it afterwards."""


class ValidateAppointmentForm(Action):
    """Fills the slots of the form, one answer at a time, and closes the form where it is given up."""

    def name(self) -> str:
        """Return the action's name, which Rasa calls before every question of the form."""
        return "validate_appointment_form"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Read the answer to the question that was asked. No event at all means: this was no answer."""
        asked = tracker.slots.get("requested_slot")
        message = _message(tracker)
        if asked not in FIELDS or message is None:
            return []
        speaker = Speaker(dispatcher, channel_of(tracker), load_knowledge())
        try:
            answer = read_answer(asked, _typed(message), form_of(tracker))
        except Exception as error:  # noqa: BLE001 - whatever fails, the answer is not kept and the patient is told
            logger.error("form.failed field=%s error=%s", asked, type(error).__name__)
            speaker.respond("utter_technical_problem", Record(Outcome.ERROR))
            return wait_in_form(asked)
        if only_asked(tracker) and (isinstance(answer, Unreadable | Urgent) or asked in _NEVER_A_WORRY):
            answer = answer if isinstance(answer, Aside) else Again()  # no answer but a worry: the question stands
        if isinstance(answer, Aside) and answer.slots:
            answer_aside(message, read_questions(message), dispatcher, tracker, domain)
            answer = Value(answer.slots)
        return _events(answer, asked, tracker, speaker)


def _message(tracker: Tracker) -> Mapping[str, Any] | None:
    """Return the message to read; for "I was only asking" the one that the gate stopped, None where there is none."""
    latest: Mapping[str, Any] = tracker.latest_message
    if (latest.get("intent") or {}).get("name") == "urgent_help":
        return None
    return stopped_message(tracker) if only_asked(tracker) else latest


def _typed(message: Mapping[str, Any]) -> Typed:
    intent = message.get("intent") or {}
    named = [(str(e.get("entity")), str(e.get("value"))) for e in message.get("entities") or ()]
    return Typed(
        text=str(message.get("text") or ""),
        intent=str(intent.get("name") or ""),
        confidence=float(intent.get("confidence") or 0.0),
        choice=next((value for kind, value in named if kind == "choice"), None),
        treatments=tuple(value for kind, value in named if kind in ("treatment", "treatment_cue")),
    )


def _events(answer: Answer, asked: str, tracker: Tracker, speaker: Speaker) -> list[EventType]:
    """Say what is to be said to an answer, and return what becomes of the form."""
    if isinstance(answer, Aside):
        return []
    if isinstance(answer, Kept):
        speaker.respond("utter_appointment_kept", RECORD)
    if isinstance(answer, Told):
        speaker.respond(answer.response, RECORD, name=str(tracker.slots.get("appointment_name") or ""))
        answer = Value({asked: None, **answer.slots})
    elif isinstance(answer, Value) and asked != READ_BACK:  # under the read-back the next one shows it
        _say_what_was_noted(answer, asked, tracker, speaker)
    if isinstance(answer, Value | Kept):
        filled = [SlotSet(name, value) for name, value in answer.slots.items()]
        return [*filled, SlotSet("appointment_tries", 0), *_settled(tracker)]
    if isinstance(answer, Cancel):
        return [SlotSet("appointment_confirmed", False), SlotSet("requested_slot", None)]
    if isinstance(answer, Urgent):
        _give_urgent_help(speaker)
        return wait_in_form(asked)
    if isinstance(answer, Again):
        return [SlotSet(asked, None), *_settled(tracker)]
    if isinstance(answer, Why):
        speaker.respond(f"utter_appointment_why_{asked.removeprefix('appointment_')}", RECORD)
        return [SlotSet(asked, None)]
    if isinstance(answer, Change):
        return _change(answer, asked, tracker, speaker)
    return _not_read(answer, asked, tracker, speaker)


def _say_what_was_noted(answer: Value, asked: str, tracker: Tracker, speaker: Speaker) -> None:
    """Say what was taken for another question than the one asked: all of it, or beside an answer what has changed."""
    beside = asked in answer.slots
    slots = {
        name: value
        for name, value in answer.slots.items()
        if name != asked and (not beside or tracker.slots.get(name) not in (None, value))
    }
    if asked == "appointment_for":
        slots.pop("appointment_relation", None)
    if slots:
        lines = noted(slots, form_words(), load_knowledge())
        speaker.respond("utter_appointment_noted", RECORD, noted=lines)


def _give_urgent_help(speaker: Speaker) -> None:
    """Say what to do now."""
    tier = Tier.CALL_911
    help_ = load_urgent_help()
    text = help_.text(tier, SAFETY_QUESTION, speaker.channel, load_settings().care_team_phone)
    go_on = Button(help_.only_asking, payload("choose", choice="no"))
    speaker.say(text, Record(Outcome.URGENT, tier=tier.value), (go_on,))


def _settled(tracker: Tracker) -> list[EventType]:
    """Return the event after which the question what to change is no longer open."""
    return [SlotSet("appointment_before", None)] if tracker.slots.get("appointment_before") == {} else []


def _change(answer: Change, asked: str, tracker: Tracker, speaker: Speaker) -> list[EventType]:
    """Ask which answer shall be changed, or forget the ones that shall."""
    if answer.fields:
        speaker.respond("utter_appointment_changed", RECORD)
        changed = with_relation(answer.fields)
        kept = {name: value for name in changed if (value := tracker.slots.get(name)) is not None}
        before = None if answer.fields == FIELDS else kept or None
        return [*(SlotSet(name, None) for name in changed), SlotSet("appointment_before", before)]
    words = form_words()
    given = [name for name in CHANGEABLE if tracker.slots.get(name) not in (None, "self")]
    buttons = tuple(Button(words.fields[name].label, payload("choose", choice=f"change:{name}")) for name in given)
    speaker.respond("utter_appointment_change", RECORD, buttons)
    return [SlotSet("appointment_before", {}), *wait_in_form(asked)]


def _not_read(answer: Unreadable, asked: str, tracker: Tracker, speaker: Speaker) -> list[EventType]:
    """Say that the answer could not be read, with an example or the choices, and count it."""
    field = asked.removeprefix("appointment_")
    before = int(tracker.slots.get("appointment_tries") or 0)
    tries = SlotSet("appointment_tries", max(before, READ_TWICE if answer.needed else 0) + 1)
    if answer.response:
        speaker.respond(answer.response, RECORD)
        return [tries, *wait_in_form(asked)]
    if answer.needed:
        speaker.respond("utter_appointment_needed", RECORD)
    elif field in _EXPLAINED or (field == "access" and answer.too_long):
        speaker.respond(f"utter_appointment_again_{field}", RECORD)
        return [tries, *wait_in_form(asked)]
    else:
        speaker.respond(f"utter_appointment_{_OF_ITS_OWN.get(field, 'choose')}", RECORD)
    return [tries, SlotSet(asked, None)]
