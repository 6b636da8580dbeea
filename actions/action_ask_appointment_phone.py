"""Asks for the number to call."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.booking import RECORD
from actions.speaking import Speaker, channel_of
from assistant.channels.caller import caller_number
from knowledge.reader import load_knowledge


class ActionAskAppointmentPhone(Action):
    """Asks for the number to call; who texts can choose the number that they text from."""

    def name(self) -> str:
        """Return the action's name, by which the form finds it."""
        return "action_ask_appointment_phone"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """Ask."""
        speaker = Speaker(dispatcher, channel_of(tracker), load_knowledge())
        known = caller_number.get() is not None
        speaker.respond("utter_ask_appointment_phone_this" if known else "utter_ask_appointment_phone", RECORD)
        return []
