"""Ends a request for an appointment that was given up."""

import logging
from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from actions.booking import RECORD, Sent, emptied, say_sent
from actions.speaking import Speaker, channel_of
from assistant.booking.shared import shared_store
from assistant.dialogue.replies import Outcome
from knowledge.reader import load_knowledge

logger = logging.getLogger(__name__)


class ActionCancelAppointment(Action):
    """Says that nothing was sent, and forgets the answers. What was kept all the same is said to be in."""

    def name(self) -> str:
        """Return the action's name."""
        return "action_cancel_appointment"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """Say so, after a look whether a slow save has kept the request; where nobody knows, say that it failed."""
        speaker = Speaker(dispatcher, channel_of(tracker), load_knowledge())
        key = tracker.slots.get("appointment_key")
        try:
            receipt = shared_store().kept(str(key)) if key else None
        except Exception as error:  # noqa: BLE001 - whatever fails, nobody knows whether it was sent
            logger.error("booking.failed error=%s", type(error).__name__)
            speaker.respond("utter_technical_problem", replace(RECORD, outcome=Outcome.ERROR))
            return [*emptied(), FollowupAction("action_listen")]
        if receipt is None:
            speaker.respond("utter_appointment_cancelled", RECORD)
            return [*emptied(), FollowupAction("action_listen")]
        sent = Sent(receipt.code, receipt.call_by)
        say_sent(speaker, sent)
        return [*emptied(), sent.as_slot(), FollowupAction("action_listen")]
