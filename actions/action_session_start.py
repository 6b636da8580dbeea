"""Begins a conversation."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActionExecuted, SessionStarted
from rasa_sdk.executor import CollectingDispatcher

from actions.speaking import Speaker, channel_of
from assistant.dialogue.replies import Outcome, Record
from knowledge.reader import load_knowledge


class ActionSessionStart(Action):
    """Says what this is, what it is not, and what to do in an emergency, at each start."""

    def name(self) -> str:
        """Return the action's name."""
        return "action_session_start"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """Start the session afresh: nothing is carried over from the one before."""
        speaker = Speaker(dispatcher, channel_of(tracker), load_knowledge())
        speaker.respond("utter_welcome", Record(Outcome.SMALLTALK))
        return [SessionStarted(), ActionExecuted("action_listen")]
