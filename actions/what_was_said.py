"""What the events of a conversation tell of what was written and said before this turn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rasa_sdk import Tracker

from assistant.dialogue.read_before import is_part_of
from assistant.dialogue.resolve import Resolved
from assistant.dialogue.second_question import comes_after
from assistant.language.reading import shared_reader
from knowledge.answers import Answer
from knowledge.reader import TREATMENTS
from knowledge.records import Channel

_LATELY = 5
"""In how many messages before, this one included, a treatment was spoken of that may still be meant."""


def answered_lately(tracker: Tracker) -> str | None:
    """Return the treatment that the last answer about one was of, in the few messages before."""
    users = 0
    for event in reversed(_messages(tracker)):
        users += event["event"] == "user"
        if users > _LATELY:
            break
        record = (event.get("metadata") or {}).get("record") or {}
        if event["event"] == "bot" and record.get("topic") in TREATMENTS:
            return str(record["topic"])
    return None


def times_said(answers: Sequence[Answer], tracker: Tracker, channel: Channel) -> int:
    """Return in how many turns until now, one after the other, nothing was said but these very answers, or of them."""
    ids = {identifier for answer in answers for identifier in answer.ids}
    times, told, alike = 0, set[str](), True
    for event in reversed(_messages(tracker)[:-1]):
        if event["event"] == "bot":
            record = (event.get("metadata") or {}).get("record") or {}
            of_event = {str(identifier).partition("@")[0] for identifier in record.get("answer_ids", ())}
            told |= of_event
            words = str(event.get("text") or "")
            is_said = any(is_part_of(words, answer, channel) for answer in answers)
            alike = alike and (not of_event or not record.get("facts") or is_said)
            continue
        if not ids or told != ids or not alike:
            break
        times, told = times + 1, set()
    return times


def just_read(resolved: Resolved, tracker: Tracker) -> bool:
    """Say whether the answer was said in the turn before this one, whatever else was said in it."""
    told: set[str] = set()
    for event in reversed(_messages(tracker)[:-1]):
        if event["event"] == "user":
            break
        record = (event.get("metadata") or {}).get("record") or {}
        told |= {str(identifier).partition("@")[0] for identifier in record.get("answer_ids", ())}
    return isinstance(resolved.reply, Answer) and set(resolved.reply.ids) <= told and not comes_after(resolved.question)


def asks_anew(tracker: Tracker) -> bool:
    """Say whether a message is typed in other words than the one before it.

    A press, and the same question once more, wish to read the answer again; other words ask for more than it says.
    """
    typed = [str(event.get("text") or "") for event in _messages(tracker) if event["event"] == "user"][-2:]
    if not typed or typed[-1].startswith("/"):
        return False
    return len({shared_reader().read(text).asked for text in typed}) > 1


def _messages(tracker: Tracker) -> list[dict[str, Any]]:
    """Return what was written and said, the message that is answered now included."""
    return [event for event in tracker.events if event.get("event") in ("user", "bot")]
