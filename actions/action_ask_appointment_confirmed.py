"""Reads the request back before it is sent."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.booking import RECORD
from actions.speaking import Speaker, channel_of
from assistant.dialogue.appointment.summary import summary
from assistant.dialogue.appointment.words import form_words
from knowledge.reader import load_knowledge


class ActionAskAppointmentConfirmed(Action):
    """Reads back what will be sent, and asks whether it is right."""

    def name(self) -> str:
        """Return the action's name, by which the form finds it."""
        return "action_ask_appointment_confirmed"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """Read it back: whatever was being changed is settled."""
        knowledge = load_knowledge()
        speaker = Speaker(dispatcher, channel_of(tracker), knowledge)
        lines = summary(tracker.slots, form_words(), knowledge)
        speaker.respond("utter_ask_appointment_confirmed", RECORD, summary=lines)
        return [SlotSet("appointment_before", None)]
