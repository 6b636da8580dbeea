"""Says the last answer again."""

from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.answering import answer_questions
from actions.around_replies import say_of_this_chat
from actions.speaking import Speaker, channel_of
from assistant.dialogue.memory import Memory
from assistant.dialogue.question import Question
from assistant.dialogue.reading_questions import read_questions
from assistant.dialogue.referring import refer
from assistant.dialogue.replies import Outcome, Record
from assistant.dialogue.resolve import ANSWERED_INTENTS
from assistant.dialogue.silent import SILENT_ON
from knowledge.reader import load_knowledge


class ActionAnswerRepeat(Action):
    """Answers the last question once more; intent `ask_repeat`."""

    def name(self) -> str:
        """Return the action's name."""
        return "action_answer_repeat"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """Say the last answer again, or that there was none; "and the last one" is one of the list that was read."""
        speaker = Speaker(dispatcher, channel_of(tracker), load_knowledge())
        if say_of_this_chat(speaker, tracker):
            return []
        memory = Memory.from_slots(tracker.slots)
        last = memory.last_question
        asked = replace(read_questions(tracker.latest_message)[0], intent="ask_repeat")
        in_context = refer(asked, memory, load_knowledge())
        if in_context.intent in (*ANSWERED_INTENTS, *SILENT_ON):  # "and the last one", "show me the list again"
            return answer_questions([in_context], dispatcher, tracker)
        if last is not None:
            return answer_questions([Question.from_slot(last)], dispatcher, tracker, repeated=True)
        speaker.respond("utter_nothing_to_repeat", Record(Outcome.SMALLTALK))
        return []
