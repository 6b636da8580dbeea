"""Redirects what the page does not answer to an appointment."""

from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.answering import answer_in_detail, answer_questions, hear_out, say_asides
from actions.around_replies import say_kindly, say_of_this_chat
from actions.speaking import Speaker, channel_of
from assistant.dialogue.memory import APPOINTMENT, Memory
from assistant.dialogue.reading_questions import read_questions
from assistant.dialogue.referring import redirected_as, spoken_of_after
from assistant.dialogue.replies import Redirect
from assistant.dialogue.resolve import ANSWERED_INTENTS, understood
from assistant.dialogue.second_question import with_second_question
from assistant.dialogue.silent import WHICH_FIRST
from assistant.dialogue.telling import tells_of_a_plan
from knowledge.reader import load_knowledge

_OUT_OF_SCOPE = "out_of_scope_"
_NO_SUBJECT = "out_of_scope_everyday"
_SURELY = 0.7
"""Understood less surely, the redirect names no subject: "food or work" is no word for the care of burnt skin."""


class ActionRedirectToAppointment(Action):
    """Says plainly that there is no information on this; intents `out_of_scope_...`."""

    def name(self) -> str:
        """Return the action's name."""
        return "action_redirect_to_appointment"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """Redirect, and answer a second question of the message where the knowledge can."""
        speaker = Speaker(dispatcher, channel_of(tracker), load_knowledge())
        if say_of_this_chat(speaker, tracker):
            return []
        memory = Memory.from_slots(tracker.slots)
        spoken_of = (memory.last_question or {}).get("treatments", ())
        first, *others = with_second_question(read_questions(tracker.latest_message), spoken_of)
        in_context = understood(first, memory, load_knowledge())
        if in_context.intent in (*ANSWERED_INTENTS, WHICH_FIRST):
            return answer_questions([in_context, *others], dispatcher, tracker)
        if not others and (told := answer_in_detail(in_context, dispatcher, tracker)) is not None:
            return told
        if not others and tells_of_a_plan(in_context):
            return hear_out("utter_share_situation", dispatcher, tracker)
        say_kindly(speaker, tracker)
        before = memory.last_question or {}
        again = before.get("intent") == first.intent and not before.get("again")
        subject = redirected_as(in_context, memory)
        also = [question.intent for question in others if question.intent.startswith(_OUT_OF_SCOPE)]
        named = subject if others or _is_surely_understood(tracker) else _NO_SUBJECT
        speaker.redirect(Redirect(named), again, also=tuple(also))
        say_asides(others, speaker, tracker)
        answerable = [question for question in others if question.intent in ANSWERED_INTENTS]
        if answerable:
            return answer_questions(answerable[:1], dispatcher, tracker)
        last = first.as_slot() | {"again": again, "subject": subject, "refers": first.refers}
        kept = [SlotSet("offered", APPOINTMENT), SlotSet("last_question", last), SlotSet("more", None)]
        # "How much does chemo cost", then "what are its side effects".
        spoken = replace(first, intent=in_context.intent)
        return [*kept, SlotSet("treatment", spoken_of_after(spoken, tracker.slots.get("treatment")))]


def _is_surely_understood(tracker: Tracker) -> bool:
    intent = tracker.latest_message.get("intent") or {}
    return float(intent.get("confidence") or 0.0) >= _SURELY
