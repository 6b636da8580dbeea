"""Ends a request for an appointment that was given up."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from actions.booking import RECORD, emptied
from actions.speaking import Speaker, channel_of
from knowledge.reader import load_knowledge


class ActionCancelAppointment(Action):
    """Says that nothing was sent, and forgets the answers."""

    def name(self) -> str:
        """Return the action's name."""
        return "action_cancel_appointment"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """Say so."""
        speaker = Speaker(dispatcher, channel_of(tracker), load_knowledge())
        speaker.respond("utter_appointment_cancelled", RECORD)
        return [*emptied(), FollowupAction("action_listen")]
