"""The beginning of a request for an appointment: for who asks for one, takes one up, or was stopped when asking."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.booking import FORM, KEPT_BESIDE, RECORD, form_of, when
from actions.only_asking import danger_before, only_asked, stopped_message
from actions.speaking import Speaker, channel_of
from assistant.booking.slots import Offer, offers
from assistant.dialogue.appointment.answers import FIELDS
from assistant.dialogue.appointment.made_before import is_of_one_made_before, tells_no_more_than_when
from assistant.dialogue.appointment.offer import only_names_a_person, wants_none
from assistant.dialogue.appointment.told import told_before
from assistant.dialogue.appointment.words import form_words
from assistant.dialogue.memory import GIVEN_UP, MADE_BEFORE
from assistant.dialogue.next_steps import ONLY_ASKING, after_redirect
from assistant.dialogue.replies import Button, Outcome, Record
from assistant.language.reading import shared_reader
from assistant.safety.replies import load_urgent_help
from assistant.settings import load_settings
from knowledge.lookup import find_aspect
from knowledge.reader import load_knowledge
from knowledge.records import Aspect
from knowledge.vocabulary import Kind


def begin_request(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
    """Say how soon an appointment can be, and offer the hospital's own scheduler where it has one, else the form."""
    knowledge, channel = load_knowledge(), channel_of(tracker)
    speaker = Speaker(dispatcher, channel, knowledge)
    if unwanted := _unwanted(tracker):
        speaker.respond(unwanted, Record(Outcome.SMALLTALK))
        return []
    goes_on = tracker.slots.get("offered") == MADE_BEFORE and tells_no_more_than_when(_asked(tracker))
    if is_of_one_made_before(_asked(tracker)) or goes_on:
        record = replace(RECORD, outcome=Outcome.REDIRECT)
        speaker.respond("utter_appointment_made_before", record, after_redirect(knowledge))
        return [SlotSet("offered", MADE_BEFORE)]  # a yes to this wants no new appointment
    if tier := danger_before(tracker):  # an appointment is the wrong reply to an emergency
        help_ = load_urgent_help()
        again = help_.text_again(tier, channel, load_settings().care_team_phone, _text(tracker))
        speaker.say(again, Record(Outcome.URGENT, tier=tier.value), (Button(help_.only_asking, ONLY_ASKING),))
        return []
    answer = find_aspect(knowledge, "appointment", Aspect.WHAT)
    record = replace(speaker.record_of(answer, Outcome.BOOKING), aspect=None)
    if channel == "sms":  # a text message has no room for it beside the form's first question
        record = RECORD
    else:
        speaker.say(answer.text(channel), record)
    offer = offers(load_settings())
    if offer.kind != "form":
        _offer_scheduler(offer, speaker, record)
        return [SlotSet("offered", None)]
    if tracker.slots.get("offered") == GIVEN_UP and channel != "sms":
        speaker.respond("utter_appointment_begins_again", record)
    speaker.respond("utter_ask_for_appointment", record)
    told = _told(tracker)
    return [
        SlotSet("offered", None),
        *(SlotSet(name, told.get(name)) for name in FIELDS),
        *(SlotSet(name, None) for name in KEPT_BESIDE),
        SlotSet("appointment_key", uuid.uuid4().hex),
        FollowupAction(FORM),
    ]


def _offer_scheduler(offer: Offer, speaker: Speaker, record: Record) -> None:
    """Say where the hospital's own scheduler is, or which of its times are open."""
    if offer.kind == "link":
        speaker.respond("utter_appointment_by_link", record, link=offer.link)
        return
    zone = ZoneInfo(load_settings().booking_time_zone)
    lines = "\n".join(f"{when(slot.start.astimezone(zone))}: {slot.link}" for slot in offer.slots)
    speaker.respond("utter_appointment_slots", record, slots=lines)


def _told(tracker: Tracker) -> dict[str, Any]:
    """Return the answers that the message gives before they are asked for; what the gate stopped gives none."""
    if only_asked(tracker):
        return {}
    text = str(tracker.latest_message.get("text") or "")
    return told_before(text, form_of(tracker), lambda part: shared_reader().read(part).ids(Kind.TREATMENT))


def _unwanted(tracker: Tracker) -> str | None:
    """Return the response to a message that wants no appointment, whatever it was understood as; None for others."""
    text = _text(tracker)
    if wants_none(text):
        return "utter_deny"
    return "utter_acknowledged" if only_names_a_person(text, form_words()) else None


def _asked(tracker: Tracker) -> str:
    """Return what the message asks, spelling repaired."""
    return shared_reader().read(_text(tracker)).asked


def _text(tracker: Tracker) -> str:
    """Return what was typed; after "I was only asking" the message that was stopped."""
    message = (stopped_message(tracker) if only_asked(tracker) else None) or tracker.latest_message
    return str(message.get("text") or "")
