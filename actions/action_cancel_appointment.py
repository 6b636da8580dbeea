"""Ends a request for an appointment that was given up."""

import logging
from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.booking import RECORD, emptied, kept_by_slow_save, say_sent, say_what_became, sent_from
from actions.speaking import Speaker, channel_of
from assistant.dialogue.appointment.after_sending import is_of_the_one_sent
from assistant.dialogue.memory import GIVEN_UP
from assistant.dialogue.replies import Outcome
from knowledge.reader import load_knowledge

logger = logging.getLogger(__name__)


class ActionCancelAppointment(Action):
    """Says that nothing was sent, and forgets the answers. What was kept all the same is said to be in."""

    def name(self) -> str:
        """Return the action's name."""
        return "action_cancel_appointment"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """Say so, after the store was told: a save that is slow may have kept the request, and else must not any more.

        Where nobody knows, say that it failed.
        """
        speaker = Speaker(dispatcher, channel_of(tracker), load_knowledge())
        try:
            sent = kept_by_slow_save(tracker)
        except Exception as error:  # noqa: BLE001 - whatever fails, nobody knows whether it was sent
            logger.error("booking.failed error=%s", type(error).__name__)
            speaker.respond("utter_technical_problem", replace(RECORD, outcome=Outcome.ERROR))
            return [*emptied(), FollowupAction("action_listen")]
        if sent is None:
            if earlier := sent_from(tracker):  # "I did not send anything" would sound as if that were gone too
                if is_of_the_one_sent(str(tracker.latest_message.get("text") or "")):
                    speaker.respond("utter_request_change", RECORD, code=earlier.code)
                else:
                    speaker.respond("utter_appointment_kept", RECORD)
                    say_what_became(speaker, earlier)
            else:
                speaker.respond("utter_appointment_cancelled", RECORD)
            return [*emptied(), SlotSet("offered", GIVEN_UP), FollowupAction("action_listen")]
        say_sent(speaker, sent)
        return [*emptied(), sent.as_slot(), FollowupAction("action_listen")]
