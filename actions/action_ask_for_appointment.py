"""Begins a request for an appointment."""

from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.speaking import Speaker, channel_of
from assistant.dialogue.replies import Outcome
from knowledge.lookup import find_aspect
from knowledge.reader import load_knowledge
from knowledge.records import Aspect


class ActionAskForAppointment(Action):
    """Says how to ask for an appointment; intent `book_appointment`."""

    def name(self) -> str:
        """Return the action's name."""
        return "action_ask_for_appointment"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """Say how soon an appointment can be, and how to ask for one."""
        knowledge, channel = load_knowledge(), channel_of(tracker)
        speaker = Speaker(dispatcher, channel, knowledge)
        answer = find_aspect(knowledge, "appointment", Aspect.WHAT)
        record = replace(speaker.record_of(answer, Outcome.BOOKING), aspect=None)
        speaker.say(answer.text(channel), record)
        speaker.respond("utter_ask_for_appointment", record)
        return [SlotSet("offered", None)]
