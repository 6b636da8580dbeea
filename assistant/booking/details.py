"""A request in words for the staff."""

from __future__ import annotations

from assistant.booking.request import BETWEEN_TOPICS, OTHER_TOPICS, AppointmentRequest
from knowledge.reader import load_knowledge

SAME_NUMBER = "same number"
"""What stands before the codes of other requests that wait for a call to one number."""
_YES_NO = {True: "yes", False: "no"}
_CHANNELS = {"website": "chat on the website", "sms": "text message"}
_DELIVERY = {
    "waiting": "waiting to be sent",
    "sending": "being sent",
    "delivered": "delivered",
    "dead": "not delivered",
}


def whom(request: AppointmentRequest) -> str:
    """Return for whom the person asks, and who the patient is to them."""
    if request.for_whom == "self":
        return "themselves"
    return f"someone else: {request.relation or 'who the patient is to them was not said'}"


def details(request: AppointmentRequest) -> list[tuple[str, str]]:
    """Return what was said beside name and number, as names and words; what was skipped is left out."""
    times = request.times
    unchecked = "" if times is None or times.checked else " (not checked: as it was typed)"
    said: list[tuple[str, str | None]] = [
        ("number checked", "yes" if request.phone.checked else "no: as it was typed"),
        ("known patient", None if request.known_patient is None else _YES_NO[request.known_patient]),
        ("topic", _topic(request.topic)),
        ("times", times.shown() + unchecked if times else None),
        ("times in the person's words", times.text if times and times.checked else None),
        ("time zone", times.time_zone if times else None),
        ("language", request.language),
        ("interpreter", "yes" if request.interpreter else None),
        ("access needs", request.access),
        ("voicemail allowed", None if request.voicemail is None else _YES_NO[request.voicemail]),
        ("asked by", _CHANNELS[request.channel]),
    ]
    return [(name, value) for name, value in said if value]


def delivery(state: str, sends: bool) -> str:
    """Return the state of a request's last delivery; `sends`: whether one is set up."""
    return _DELIVERY[state] if sends or state != "waiting" else "listed here"


def _topic(topic: str | None) -> str | None:
    """Return the topic by the names that patients read."""
    if topic is None or topic in OTHER_TOPICS:
        return topic and topic.replace("_", " ")
    topics = load_knowledge().topics
    return BETWEEN_TOPICS.join(topics[one].name for one in topic.split(BETWEEN_TOPICS))
