"""Answers a message after all that was taken for an emergency."""

from collections.abc import Mapping
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.answering import answer_in_detail
from actions.aside import answer_aside
from actions.only_asking import stopped_message
from actions.speaking import Speaker, channel_of
from assistant.dialogue.reading_questions import read_questions
from assistant.dialogue.replies import Outcome, Record
from assistant.dialogue.telling import only_tells
from assistant.turn.crisis import SOUNDED_LIKE
from knowledge.reader import load_knowledge


class ActionAnswerOnlyAsking(Action):
    """Returns a person to where they were: answers what the message before would have got; intent `only_asking`."""

    def name(self) -> str:
        """Return the action's name."""
        return "action_answer_only_asking"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """Answer the last message that the gate stopped, as if it had not, where it asked something."""
        message = stopped_message(tracker)
        forgotten = [SlotSet("crisis", None)] if tracker.slots.get("crisis") == SOUNDED_LIKE else []
        return [*self._answer(message, dispatcher, tracker, domain), *forgotten]

    def _answer(
        self,
        message: Mapping[str, Any] | None,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> list[dict[str, Any]]:
        questions = list(read_questions(message)) if message else []
        # What only told of a danger holds no question: a fact that nobody asked for would be taken for a cause of it.
        if message and questions and (not only_tells(questions) or tracker.slots.get("crisis")):
            if (told := answer_in_detail(questions[0], dispatcher, tracker, message)) is not None:
                return told
            events = answer_aside(message, questions, dispatcher, tracker, domain)
            if events is not None:
                return events
        if not tracker.active_loop_name:  # in the form its question follows, and one is enough
            speaker = Speaker(dispatcher, channel_of(tracker), load_knowledge())
            speaker.respond("utter_affirm", Record(Outcome.SMALLTALK))
        return []
