"""Thanks a person who tells of themselves."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.speaking import Speaker, channel_of
from assistant.dialogue.question import read_questions
from assistant.dialogue.referring import spoken_of_after
from assistant.dialogue.replies import Outcome, Record
from knowledge.reader import load_knowledge


class ActionShareSituation(Action):
    """Thanks, and remembers the treatment that was told of; intent `share_situation`."""

    def name(self) -> str:
        """Return the action's name."""
        return "action_share_situation"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """Say thank you, and let "it" be the treatment that the message names."""
        speaker = Speaker(dispatcher, channel_of(tracker), load_knowledge())
        speaker.respond("utter_share_situation", Record(Outcome.SMALLTALK))
        told = read_questions(tracker.latest_message)[0]
        return [SlotSet("treatment", spoken_of_after(told, tracker.slots.get("treatment")))]
