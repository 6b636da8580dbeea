"""Takes up what was offered."""

from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.answering import answer_questions
from actions.beginning import begin_request
from actions.speaking import Speaker, channel_of
from assistant.dialogue.appointment.offer import only_heard, only_names_a_person
from assistant.dialogue.appointment.words import form_words
from assistant.dialogue.memory import APPOINTMENT, GIVEN_UP, Memory
from assistant.dialogue.reading_questions import read_questions
from assistant.dialogue.referring import refer
from assistant.dialogue.replies import Outcome, Record
from assistant.dialogue.resolve import ANSWERED_INTENTS
from assistant.dialogue.silent import SILENT_ON
from assistant.dialogue.wording import agrees_to_book, thinks_better
from knowledge.reader import load_knowledge


class ActionFollowOffer(Action):
    """Does what a plain "yes" agrees to; intent `affirm`."""

    def name(self) -> str:
        """Return the action's name."""
        return "action_follow_offer"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """Begin the appointment that was offered last or is named; else take a choice, or ask what to talk about.

        "Ok, I see" after an offer agrees to nothing: a form that nobody asked for frightens people.
        """
        memory = Memory.from_slots(tracker.slots)
        agreed = replace(read_questions(tracker.latest_message)[0], intent="affirm")
        in_context = refer(agreed, memory, load_knowledge())
        if in_context.intent in (*ANSWERED_INTENTS, *SILENT_ON):
            return answer_questions([in_context], dispatcher, tracker)  # "number 2", "yes but in what order"
        speaker = Speaker(dispatcher, channel_of(tracker), load_knowledge())
        text, words = str(tracker.latest_message.get("text") or ""), form_words()
        if only_heard(text, words) or only_names_a_person(text, words):
            speaker.respond("utter_acknowledged", Record(Outcome.SMALLTALK))
            return []
        after_all = memory.offered == GIVEN_UP and thinks_better(agreed.said)
        if memory.offered == APPOINTMENT or after_all or agrees_to_book(agreed.said):
            return begin_request(dispatcher, tracker)
        speaker.respond("utter_affirm", Record(Outcome.SMALLTALK))
        return []
