"""Sends the rest of the last answer."""

from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.answering import answer_questions
from actions.speaking import Speaker, channel_of
from assistant.dialogue.memory import Memory
from assistant.dialogue.next_steps import more_about
from assistant.dialogue.question import Question
from assistant.dialogue.reading_questions import read_questions
from assistant.dialogue.referring import refer
from assistant.dialogue.remembering import LEFT_OF
from assistant.dialogue.replies import Outcome, Record, answer_in
from assistant.dialogue.resolve import ANSWERED_INTENTS, resolve
from assistant.dialogue.wording import announces, asks_if_all
from knowledge.answers import Answer
from knowledge.reader import load_knowledge
from knowledge.sms_length import first_text


class ActionAnswerMore(Action):
    """Sends what was left out of the last answer; intent `ask_more`."""

    def name(self) -> str:
        """Return the action's name."""
        return "action_answer_more"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """Say the rest, or what comes next about the same treatment, or that there is no more."""
        speaker = Speaker(dispatcher, channel_of(tracker), load_knowledge())
        memory = Memory.from_slots(tracker.slots)
        question = replace(read_questions(tracker.latest_message)[0], intent="ask_more")
        in_context = refer(question, memory, load_knowledge())
        if in_context.intent in ANSWERED_INTENTS:
            return answer_questions([in_context], dispatcher, tracker)  # "tell me about the second one"
        asked = question.said
        if announces(asked):  # "one more thing": it is still to come
            speaker.respond("utter_affirm", Record(Outcome.SMALLTALK))
            return []
        last = memory.last_question
        reply = resolve(Question.from_slot(last), Memory(), load_knowledge()).reply if last else None
        if memory.more is None or reply is None:
            goes_on = (
                more_about(reply, load_knowledge()) if isinstance(reply, Answer) and not asks_if_all(asked) else None
            )
            if goes_on is not None:
                return answer_questions([goes_on], dispatcher, tracker)
            speaker.nothing_more(reply)
            return []
        text, rest = first_text(memory.more)
        left = [Question.from_slot(one) for one in (last or {}).get(LEFT_OF, ())]
        replies = [resolve(one, Memory(), load_knowledge()).reply for one in left] or [reply]
        answers = [answer for one in replies if (answer := answer_in(one)) is not None]
        speaker.say(text, speaker.record_of_more(answers, text) if answers else Record(Outcome.ANSWER))
        return [SlotSet("more", rest)]
