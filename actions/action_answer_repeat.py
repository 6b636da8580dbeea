"""Says the last answer again."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.answering import answer_questions
from actions.speaking import Speaker, channel_of
from assistant.dialogue.memory import Memory
from assistant.dialogue.question import Question
from assistant.dialogue.replies import Outcome, Record
from knowledge.reader import load_knowledge


class ActionAnswerRepeat(Action):
    """Answers the last question once more; intent `ask_repeat`."""

    def name(self) -> str:
        """Return the action's name."""
        return "action_answer_repeat"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """Say the last answer again, or that there was none."""
        last = Memory.from_slots(tracker.slots).last_question
        if last is not None:
            return answer_questions([Question.from_slot(last)], dispatcher, tracker, repeated=True)
        speaker = Speaker(dispatcher, channel_of(tracker), load_knowledge())
        speaker.respond("utter_nothing_to_repeat", Record(Outcome.SMALLTALK))
        return []
