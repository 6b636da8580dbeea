"""Sends a request for an appointment to the hospital's schedulers."""

import logging
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from rasa_sdk import Action, Tracker
from rasa_sdk.events import FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from actions.booking import RECORD, Sent, emptied, say_sent, sent_from
from actions.speaking import Speaker, channel_of
from assistant.booking.calendar import calendar_file
from assistant.booking.errors import TooManyRequestsError
from assistant.booking.shared import shared_store
from assistant.channels.caller import caller_number, sender
from assistant.dialogue.appointment.summary import request_of
from assistant.dialogue.appointment.words import form_words
from assistant.dialogue.replies import Outcome, Record
from assistant.settings import load_settings
from knowledge.reader import load_knowledge

logger = logging.getLogger(__name__)


class ActionSubmitAppointment(Action):
    """Keeps the confirmed request, and only then says that it is in."""

    def name(self) -> str:
        """Return the action's name."""
        return "action_submit_appointment"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """Keep the request and say its code; where it is not kept, say that no one will call."""
        channel, settings = channel_of(tracker), load_settings()
        speaker = Speaker(dispatcher, channel, load_knowledge())
        try:
            request = request_of(tracker.slots, channel, form_words())
            before, caller = sent_from(tracker), caller_number.get()
            receipt = shared_store().submit(
                request,
                _key(tracker),
                sent_before=before.code if before else None,
                caller=caller is not None and caller == request.phone.e164,
                sender=sender(),
            )
        except TooManyRequestsError:
            logger.error("booking.too_many")  # nobody has failed, but somebody should look: it is counted and alarmed
            speaker.say(form_words().not_taken.format(appointment_phone=settings.appointment_phone), RECORD)
            return [*emptied(), FollowupAction("action_listen")]
        except Exception as error:  # noqa: BLE001 - whatever fails, the patient must not believe that someone will call
            logger.error("booking.failed error=%s", type(error).__name__)
            speaker.respond("utter_appointment_not_sent", Record(Outcome.ERROR))
            return [*emptied(), FollowupAction("action_listen")]
        sent = Sent(receipt.code, receipt.call_by)
        now = datetime.now(ZoneInfo(settings.booking_time_zone))
        file = _attachment(calendar_file(receipt, settings.hospital_name, now)) if channel == "website" else None
        say_sent(speaker, sent, receipt.updated, file)
        return [*emptied(), sent.as_slot(), FollowupAction("action_listen")]


def _key(tracker: Tracker) -> str:
    """Return the key of this request, given to it when the form began.

    Raises:
        KeyError: it has none. Any other word in its place would be the key of a stranger's request too.
    """
    key = tracker.slots.get("appointment_key")
    if not key:
        raise KeyError("appointment_key")
    return str(key)


def _attachment(calendar: str) -> dict[str, str]:
    title = form_words().calendar_title
    return {"title": title, "filename": "phone-call.ics", "type": "text/calendar", "content": calendar}
