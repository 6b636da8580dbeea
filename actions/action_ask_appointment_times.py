"""Asks which days and times are good."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.booking import RECORD
from actions.speaking import Speaker, channel_of
from knowledge.reader import load_knowledge


class ActionAskAppointmentTimes(Action):
    """Asks when the visit could be, and names the time zone."""

    def name(self) -> str:
        """Return the action's name, by which the form finds it."""
        return "action_ask_appointment_times"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """Ask."""
        Speaker(dispatcher, channel_of(tracker), load_knowledge()).respond("utter_ask_appointment_times", RECORD)
        return []
