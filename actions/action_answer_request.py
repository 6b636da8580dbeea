"""Says what became of the request for an appointment that was sent from this chat."""

import logging
from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.booking import RECORD, emptied, kept_by_slow_save, say_what_became, sent_from
from actions.speaking import Speaker, channel_of
from assistant.dialogue.appointment.after_sending import CHANGE
from assistant.dialogue.memory import APPOINTMENT
from assistant.dialogue.replies import Outcome
from knowledge.reader import load_knowledge

logger = logging.getLogger(__name__)


class ActionAnswerRequest(Action):
    """Says whether a request was sent, its code and when the call comes, or whom to call to change it.

    Intent `ask_request`, and `choose` where the form has ended: a button of a page that was left open.
    """

    def name(self) -> str:
        """Return the action's name."""
        return "action_answer_request"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """Say it; where none was sent, an appointment is offered, and where nobody knows, that it failed is said.

        Within the form the request is still to be sent.
        """
        speaker = Speaker(dispatcher, channel_of(tracker), load_knowledge())
        if tracker.active_loop_name and sent_from(tracker) is None:
            speaker.respond("utter_request_not_yet", RECORD)
            return []
        try:
            # Within the form its key is that of a request which is still to be sent.
            kept = None if tracker.active_loop_name else kept_by_slow_save(tracker)
        except Exception as error:  # noqa: BLE001 - whatever fails, nobody knows whether it was sent
            logger.error("booking.failed error=%s", type(error).__name__)
            speaker.respond("utter_technical_problem", replace(RECORD, outcome=Outcome.ERROR))
            return []
        sent = kept or sent_from(tracker)
        if sent and _wants_to_change(tracker):
            speaker.respond("utter_request_change", RECORD, code=sent.code)
        else:
            say_what_became(speaker, sent)
        if kept:
            return [*emptied(), kept.as_slot()]
        return [] if sent else [SlotSet("offered", APPOINTMENT)]


def _wants_to_change(tracker: Tracker) -> bool:
    """Say whether the message was read as a wish to change or cancel what was sent."""
    named = tracker.latest_message.get("entities") or ()
    return any(one.get("entity") == "choice" and one.get("value") == CHANGE for one in named)
