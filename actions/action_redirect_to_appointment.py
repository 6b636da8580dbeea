"""Redirects what the page does not answer to an appointment."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.answering import answer_questions
from actions.speaking import Speaker, channel_of
from assistant.dialogue.memory import APPOINTMENT
from assistant.dialogue.question import read_questions
from assistant.dialogue.replies import Redirect
from assistant.dialogue.resolve import ANSWERED_INTENTS
from knowledge.reader import load_knowledge


class ActionRedirectToAppointment(Action):
    """Says plainly that there is no information on this; intents `out_of_scope_...`."""

    def name(self) -> str:
        """Return the action's name."""
        return "action_redirect_to_appointment"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """Redirect, and answer a second question of the message where the knowledge can."""
        speaker = Speaker(dispatcher, channel_of(tracker), load_knowledge())
        first, *others = read_questions(tracker.latest_message)
        speaker.redirect(Redirect(first.intent))
        answerable = [question for question in others if question.intent in ANSWERED_INTENTS]
        if answerable:
            return answer_questions(answerable[:1], dispatcher, tracker)
        return [SlotSet("offered", APPOINTMENT), SlotSet("last_question", first.as_slot()), SlotSet("more", None)]
