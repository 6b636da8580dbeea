"""Replies to what was not understood."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.answering import answer_in_detail, answer_questions
from actions.around_replies import say_of_this_chat
from actions.speaking import Speaker, channel_of
from assistant.dialogue.appointment.offer import only_names_a_person
from assistant.dialogue.appointment.words import form_words
from assistant.dialogue.details import asks_nothing
from assistant.dialogue.emoji import response_to_emoji
from assistant.dialogue.memory import APPOINTMENT, Memory
from assistant.dialogue.next_steps import of_treatment
from assistant.dialogue.question import MISUNDERSTOOD, Question
from assistant.dialogue.reading_questions import read_questions
from assistant.dialogue.referring import refer
from assistant.dialogue.remembering import named_together
from assistant.dialogue.replies import Outcome, Record
from assistant.dialogue.telling import leaves_or_thanks
from knowledge.reader import TREATMENTS, load_knowledge

_RESPONSES = (
    ("utter_misunderstood", Outcome.REDIRECT),
    ("utter_misunderstood_menu", Outcome.CLARIFY),
    ("utter_misunderstood_person", Outcome.REDIRECT),
)


class ActionDefaultFallback(Action):
    """Asks for other words, then shows a menu, then offers a person; never the same reply twice in a row.

    Where a treatment is named or was spoken of, what there is to know of it is offered. A side effect named alone is
    answered all the same, "and for mom?" with what was said before, and a thumb up or tears as what they mean.
    """

    def name(self) -> str:
        """Return the action's name."""
        return "action_default_fallback"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """Reply by how many messages in a row were not understood, this one included."""
        speaker = Speaker(dispatcher, channel_of(tracker), load_knowledge())
        if say_of_this_chat(speaker, tracker):
            return []
        memory = Memory.from_slots(tracker.slots)
        question = refer(read_questions(tracker.latest_message)[0], memory, load_knowledge())
        if (events := _answered_all_the_same(question, dispatcher, tracker)) is not None:
            return events
        if memory.last_question and only_names_a_person(question.said.rstrip("?"), form_words()):
            # "And for mom?": the page says the same of everybody.
            again = Question.from_slot(memory.last_question)
            return answer_questions([again], dispatcher, tracker, repeated=True)
        typed = str(tracker.latest_message.get("text") or "")
        courtesy = leaves_or_thanks(question)
        nothing = "utter_deny" if asks_nothing(tracker.latest_message) else None
        if words := response_to_emoji(typed) or (f"utter_{courtesy}" if courtesy else nothing):
            speaker.respond(words, Record(Outcome.SMALLTALK))
            return []
        named = question.treatments or tuple(filter(None, [memory.treatment]))
        in_a_row = 0
        for event in reversed(tracker.events):
            if event.get("event") == "session_started":
                break
            if event.get("event") != "user":
                continue
            intent = ((event.get("parse_data") or {}).get("intent") or {}).get("name")
            if intent not in MISUNDERSTOOD or response_to_emoji(str(event.get("text") or "")):
                break
            in_a_row += 1
        response, outcome = _RESPONSES[(max(in_a_row, 1) - 1) % len(_RESPONSES)]
        if in_a_row < 2 and not any(character.isalnum() for character in typed):
            response = "utter_empty"
        if response == "utter_misunderstood" and len(named) == 1 and named[0] in TREATMENTS:
            name = load_knowledge().topics[named[0]].name
            buttons = of_treatment(named[0], load_knowledge())
            speaker.respond("utter_misunderstood_of_treatment", Record(outcome), buttons, treatment=name)
            return [SlotSet("treatment", named[0]), SlotSet("offered", None)]
        speaker.respond(response, Record(outcome))
        together = named_together(question)
        of_both = [SlotSet("treatment", None), SlotSet("last_question", together)] if together else []
        return [SlotSet("offered", APPOINTMENT if response == "utter_misunderstood" else None), *of_both]


def _answered_all_the_same(
    question: Question, dispatcher: CollectingDispatcher, tracker: Tracker
) -> list[dict[str, Any]] | None:
    """Answer what the conversation makes clear, such as the one fact that is asked for; None where it does not."""
    if question.intent not in MISUNDERSTOOD:
        return answer_questions([question], dispatcher, tracker)
    return answer_in_detail(question, dispatcher, tracker)
