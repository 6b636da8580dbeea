"""The numbers to call in an emergency: those that the words of the reply name, as buttons, in the same order.

The words were signed, so the buttons can't say anything else.
"""

from __future__ import annotations

import re

from assistant.channels.website.words import Words
from assistant.dialogue.replies import Outcome
from assistant.settings import Settings
from assistant.turn.turns import Turn

_NUMBERS = r"\b1-\d{3}-\d{3}-\d{4}\b|\b911\b|\b988\b"


def calls_of(turn: Turn, settings: Settings, words: Words) -> list[dict[str, str]] | None:
    """Return the buttons of an urgent turn (`title`, and `tel` or `sms`), or None where the turn is not urgent."""
    if turn.record.outcome is not Outcome.URGENT:
        return None
    care_team = settings.care_team_phone
    text = " ".join(message.text for message in turn.messages)
    named = re.findall(f"{re.escape(care_team)}|{_NUMBERS}", text)
    calls: list[dict[str, str]] = []
    for number in dict.fromkeys([*named, "911"]):
        if number == care_team:
            calls.append({"title": words.texts["call_care_team"].format(number=number), "tel": dialled(number)})
            continue
        calls.append({"title": words.texts["call_number"].format(number=number), "tel": dialled(number)})
        if number == "988":
            calls.append({"title": words.texts["text_number"].format(number=number), "sms": number})
    return calls


def dialled(number: str) -> str:
    """Return a number as a phone dials it: digits and a leading plus."""
    digits = re.sub(r"\D", "", number)
    return f"+{digits}" if number.strip().startswith("+") else digits
