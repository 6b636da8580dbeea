"""Answers a message after all that was taken for an emergency."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.answering import ASIDES, answer_questions
from actions.beginning import begin_request
from actions.only_asking import stopped_message
from actions.speaking import Speaker, channel_of
from assistant.dialogue.question import read_questions
from assistant.dialogue.replies import Outcome, Record, Redirect
from assistant.dialogue.resolve import ANSWERED_INTENTS
from assistant.dialogue.telling import only_tells
from knowledge.reader import load_knowledge


class ActionAnswerOnlyAsking(Action):
    """Returns a person to where they were: answers what the message before would have got; intent `only_asking`."""

    def name(self) -> str:
        """Return the action's name."""
        return "action_answer_only_asking"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """Answer the last message that the gate stopped, as if it had not, where it asked something."""
        speaker = Speaker(dispatcher, channel_of(tracker), load_knowledge())
        message = stopped_message(tracker)
        questions = list(read_questions(message)) if message else []
        # What only told of a danger holds no question: a fact that nobody asked for would be taken for a cause of it.
        if not questions or (only_tells(questions) and not tracker.slots.get("crisis")):
            if not tracker.active_loop_name:  # in the form its question follows, and one is enough
                speaker.respond("utter_affirm", Record(Outcome.SMALLTALK))
            return []
        if questions[0].intent in ANSWERED_INTENTS:
            return answer_questions(questions, dispatcher, tracker)
        if questions[0].intent == "book_appointment":
            return begin_request(dispatcher, tracker)
        smalltalk = ASIDES.get(questions[0].intent) or f"utter_{questions[0].intent}"
        if smalltalk in domain["responses"]:
            speaker.respond(smalltalk, Record(Outcome.SMALLTALK))
        else:
            speaker.redirect(Redirect(questions[0].intent))
        return []
