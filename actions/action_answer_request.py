"""Says what became of the request for an appointment that was sent from this chat."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.booking import say_what_became, sent_from
from actions.speaking import Speaker, channel_of
from assistant.dialogue.memory import APPOINTMENT
from knowledge.reader import load_knowledge


class ActionAnswerRequest(Action):
    """Says whether a request was sent, its code and when the call comes; intent `ask_request`."""

    def name(self) -> str:
        """Return the action's name."""
        return "action_answer_request"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """Say it; where none was sent, an appointment is offered."""
        speaker = Speaker(dispatcher, channel_of(tracker), load_knowledge())
        sent = sent_from(tracker)
        say_what_became(speaker, sent)
        return [] if sent else [SlotSet("offered", APPOINTMENT)]
