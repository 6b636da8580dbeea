"""Answers what is known of appointments."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.answering import AnswerAction
from actions.speaking import Speaker, channel_of
from assistant.dialogue.appointment.offer import wants_none
from assistant.dialogue.memory import APPOINTMENT
from assistant.dialogue.next_steps import booking_button
from assistant.dialogue.question import read_questions
from assistant.dialogue.replies import Outcome, Record
from assistant.dialogue.wording import asks_for_number
from knowledge.reader import load_knowledge


class ActionAnswerAppointment(AnswerAction, Action):
    """Answers what is known of appointments; intent `ask_appointment`."""

    intent = "ask_appointment"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """Answer; "no, not an appointment" is taken as that, and who asks for the number gets it."""
        speaker = Speaker(dispatcher, channel_of(tracker), load_knowledge())
        if wants_none(str(tracker.latest_message.get("text") or "")):
            speaker.respond("utter_deny", Record(Outcome.SMALLTALK))
            return []
        (first, *others) = read_questions(tracker.latest_message)
        if not others and asks_for_number(first.said):
            button = booking_button(load_knowledge())
            speaker.respond("utter_offer_appointment", Record(Outcome.REDIRECT, topic=APPOINTMENT), (button,))
            return [SlotSet("offered", APPOINTMENT)]
        return super().run(dispatcher, tracker, domain)
