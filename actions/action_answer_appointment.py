"""Answers what is known of appointments."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.answering import AnswerAction
from actions.speaking import Speaker, channel_of
from assistant.dialogue.appointment.offer import wants_none
from assistant.dialogue.replies import Outcome, Record
from knowledge.reader import load_knowledge


class ActionAnswerAppointment(AnswerAction, Action):
    """Answers what is known of appointments; intent `ask_appointment`."""

    intent = "ask_appointment"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """Answer; "no, not an appointment" is taken as that."""
        if wants_none(str(tracker.latest_message.get("text") or "")):
            Speaker(dispatcher, channel_of(tracker), load_knowledge()).respond("utter_deny", Record(Outcome.SMALLTALK))
            return []
        return super().run(dispatcher, tracker, domain)
