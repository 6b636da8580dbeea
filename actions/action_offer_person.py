"""Offers a person."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.speaking import Speaker, channel_of
from assistant.dialogue.replies import Outcome, Record
from knowledge.reader import load_knowledge


class ActionOfferPerson(Action):
    """Gives the number where a person answers; intent `ask_person`."""

    def name(self) -> str:
        """Return the action's name."""
        return "action_offer_person"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """Give the number."""
        speaker = Speaker(dispatcher, channel_of(tracker), load_knowledge())
        speaker.respond("utter_offer_person", Record(Outcome.REDIRECT))
        return []
