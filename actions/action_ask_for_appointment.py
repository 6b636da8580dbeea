"""Begins a request for an appointment."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.beginning import begin_request


class ActionAskForAppointment(Action):
    """Says how soon an appointment can be, and begins the form; intent `book_appointment`."""

    def name(self) -> str:
        """Return the action's name."""
        return "action_ask_for_appointment"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """Offer the hospital's own scheduler where it has one, and the form everywhere else."""
        return begin_request(dispatcher, tracker)
