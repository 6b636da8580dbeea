"""What is said of the chat itself, and the kind word before a reply; both are read in the words that were typed."""

from __future__ import annotations

from rasa_sdk import Tracker

from actions.speaking import Speaker
from assistant.dialogue.about_this_chat import WHY_911, WHY_URGENT, asked_of_this_chat
from assistant.dialogue.kindness import needs_a_kind_word
from assistant.dialogue.replies import Outcome, Record
from assistant.language.reading import shared_reader
from assistant.settings import load_settings

LATELY = 3
"""How many messages before are looked at: who is comforted in each reply reads a phrase."""


def say_of_this_chat(speaker: Speaker, tracker: Tracker) -> bool:
    """Say what a message asks of the chat itself; return whether it asks that."""
    typed = _typed(tracker)
    if not typed or tracker.active_loop.get("name"):
        return False
    said = shared_reader().read(typed[-1][0]).spelt
    response = asked_of_this_chat(said, typed[-2][1] if len(typed) > 1 else None)
    in_crisis = response == WHY_911 and tracker.slots.get("crisis")  # signs of the body are nothing to read then
    if response is None or in_crisis:
        return False
    topic = WHY_URGENT if response == WHY_911 else None
    speaker.respond(response, Record(Outcome.SMALLTALK, topic=topic), days=str(load_settings().retention_days))
    return True


def say_kindly(speaker: Speaker, tracker: Tracker) -> None:
    """Say a kind word where a person is afraid, or tells of a hard diagnosis, and none was called for just before."""
    typed = [shared_reader().read(text).spelt for text, _ in _typed(tracker)[-LATELY - 1 :]]
    if not typed or tracker.active_loop.get("name") or typed[-1].startswith("/"):
        return
    if needs_a_kind_word(typed[-1]) and not any(needs_a_kind_word(text) for text in typed[:-1]):
        speaker.respond("utter_kind_word", Record(Outcome.SMALLTALK))


def _typed(tracker: Tracker) -> list[tuple[str, str | None]]:
    """Return the messages until now, the one that is answered included, each with what it was understood as."""
    users = [event for event in tracker.events if event.get("event") == "user"]
    intents = (((event.get("parse_data") or {}).get("intent") or {}).get("name") for event in users)
    return [(str(event.get("text") or ""), intent) for event, intent in zip(users, intents, strict=True)]
