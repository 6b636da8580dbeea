"""Answers what no action was predicted for: a message that was stopped, or a question beside an answer of the form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.answering import ASIDES, answer_questions
from actions.beginning import begin_request
from actions.speaking import Speaker, channel_of
from assistant.dialogue.question import Question
from assistant.dialogue.replies import Outcome, Record, Redirect
from assistant.dialogue.resolve import ANSWERED_INTENTS
from knowledge.reader import load_knowledge

SURE = 0.8
"""How sure understanding has to be of what such a message asks, to say that there is nothing on it."""


def answer_aside(
    message: Mapping[str, Any],
    questions: Sequence[Question],
    dispatcher: CollectingDispatcher,
    tracker: Tracker,
    domain: Mapping[str, Any],
) -> list[dict[str, Any]] | None:
    """Say what a message would get by itself, and return the events; None where that is a doubtful redirect.

    A redirect on a subject that nobody asked about would alarm: "how long people live".
    """
    intent = questions[0].intent
    if intent in ANSWERED_INTENTS:
        return answer_questions(list(questions), dispatcher, tracker)
    if intent == "book_appointment":
        return begin_request(dispatcher, tracker)
    speaker = Speaker(dispatcher, channel_of(tracker), load_knowledge())
    response = ASIDES.get(intent) or f"utter_{intent}"
    if response in domain["responses"]:
        speaker.respond(response, Record(Outcome.SMALLTALK))
    elif float((message.get("intent") or {}).get("confidence") or 0) < SURE:
        return None
    else:
        speaker.redirect(Redirect(intent))
    return []
