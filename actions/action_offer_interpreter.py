"""Says which language it reads, and how to be called with an interpreter."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.speaking import Speaker, channel_of
from assistant.dialogue.replies import Outcome, Record
from knowledge.reader import load_knowledge


class ActionOfferInterpreter(Action):
    """Says that it reads English only, and that schedulers call with an interpreter; intent `ask_interpreter`."""

    def name(self) -> str:
        """Return the action's name."""
        return "action_offer_interpreter"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """Say so."""
        speaker = Speaker(dispatcher, channel_of(tracker), load_knowledge())
        speaker.respond("utter_offer_interpreter", Record(Outcome.REDIRECT))
        return []
