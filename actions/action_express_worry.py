"""Comforts a person who is afraid or sad."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.answering import hear_out


class ActionExpressWorry(Action):
    """Comforts, and remembers the treatment that is feared: "so scared of surgery"; intent `express_worry`."""

    def name(self) -> str:
        """Return the action's name."""
        return "action_express_worry"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """Comfort, and let "it" be the treatment that the message names."""
        return hear_out("utter_express_worry", dispatcher, tracker)
