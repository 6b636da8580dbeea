"""Thanks a person who tells of themselves."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.answering import hear_out


class ActionShareSituation(Action):
    """Thanks, and remembers the treatment that was told of; intent `share_situation`."""

    def name(self) -> str:
        """Return the action's name."""
        return "action_share_situation"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """Say thank you, and let "it" be the treatment that the message names."""
        return hear_out("utter_share_situation", dispatcher, tracker)
