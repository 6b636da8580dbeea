"""What the filled form says: the read-back, and the request that is sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.booking.phone import Phone
from assistant.booking.request import BETWEEN_TOPICS, OTHER_TOPICS, AppointmentRequest
from assistant.booking.times import Times
from assistant.dialogue.appointment.answers import CHANGEABLE, SKIPPED
from assistant.dialogue.appointment.words import FormWords
from knowledge.reader import Knowledge
from knowledge.records import Channel

ENGLISH = "English"


def summary(slots: Mapping[str, Any], words: FormWords, knowledge: Knowledge) -> str:
    """Return one line for each answer: its label and what was understood. What was left out is not named."""
    lines = []
    for name in CHANGEABLE:
        said = _shown(name, slots.get(name), words, knowledge)
        if said:
            lines.append(f"{words.fields[name].label}: {said}")
    return "\n".join(lines)


def noted(slots: Mapping[str, Any], words: FormWords, knowledge: Knowledge) -> str:
    """Return one line for each answer that was just taken, also where it says that nothing is needed."""
    lines = []
    for name in CHANGEABLE:
        value = slots.get(name)
        said = words.values["nothing"] if value == "nothing" else _shown(name, value, words, knowledge)
        if said:
            lines.append(f"{words.fields[name].label}: {said}")
    return "\n".join(lines) or words.values[SKIPPED]


def _shown(name: str, value: Any, words: FormWords, knowledge: Knowledge) -> str:
    """Return an answer in words; empty where there is nothing to read back."""
    if value is None or value == SKIPPED or (name == "appointment_relation" and value == "self"):
        return ""
    if name == "appointment_access" and value == "nothing":
        return ""
    if name == "appointment_phone":
        return _marked(Phone.model_validate(value).shown, bool(value["checked"]), words)
    if name == "appointment_times":
        times = Times.model_validate(value)
        return _marked(times.shown(), times.checked, words)
    if isinstance(value, bool):
        return words.values["yes" if value else "no"]
    if name == "appointment_topic" and value not in OTHER_TOPICS:
        return BETWEEN_TOPICS.join(knowledge.topics[topic].name for topic in value.split(BETWEEN_TOPICS))
    return words.values.get(str(value), str(value))


def _marked(shown: str, checked: bool, words: FormWords) -> str:
    return shown if checked else f"{shown} ({words.values['unread']})"


def request_of(slots: Mapping[str, Any], channel: Channel, words: FormWords) -> AppointmentRequest:
    """Return the request of a filled form.

    Raises:
        pydantic.ValidationError: a needed answer is missing or can't be kept.
    """

    def kept(name: str) -> Any:
        value = slots.get(name)
        return None if value == SKIPPED else value

    relation, access, language = kept("appointment_relation"), kept("appointment_access"), kept("appointment_language")
    return AppointmentRequest(
        for_whom=slots["appointment_for"],
        relation=None if relation in (None, "self") else words.values["relation"].format(relation=relation),
        name=slots["appointment_name"],
        phone=Phone.model_validate(slots["appointment_phone"]),
        known_patient=kept("appointment_known_patient"),
        topic=kept("appointment_topic"),
        times=None if kept("appointment_times") is None else Times.model_validate(slots["appointment_times"]),
        language=language,
        interpreter=language is not None and language != ENGLISH,
        access=None if access == "nothing" else access,
        voicemail=kept("appointment_voicemail"),
        channel=channel,
    )
