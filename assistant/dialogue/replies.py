"""What a turn says, before it is put into Rasa's messages."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from knowledge.answers import Answer


class Outcome(StrEnum):
    """What kind of turn it was; the values of the record."""

    ANSWER = "answer"
    CLARIFY = "clarify"
    REDIRECT = "redirect"
    BOOKING = "booking"
    URGENT = "urgent"
    SMALLTALK = "smalltalk"
    ERROR = "error"


@dataclass(frozen=True)
class Button:
    """A choice offered to the patient, and what pressing it asks."""

    title: str
    payload: str


@dataclass(frozen=True)
class Clarification:
    """A short question back: which treatment is meant? `known` answers what can be said without knowing."""

    question: dict[str, Any]
    treatments: tuple[str, ...]
    known: Answer | None = None


@dataclass(frozen=True)
class Redirect:
    """No answer in the knowledge; `subject` says on what, and `answer` says it in the words of a gap."""

    subject: str
    answer: Answer | None = None


Reply = Answer | Clarification | Redirect


def answer_in(reply: Reply) -> Answer | None:
    """Return the words of the knowledge that a reply says, of whatever kind it is."""
    if isinstance(reply, Answer):
        return reply
    return reply.answer if isinstance(reply, Redirect) else reply.known


@dataclass(frozen=True)
class Record:
    """Why a reply is what it is. Every message of the assistant carries it; see docs/glossary.md."""

    outcome: Outcome
    topic: str | None = None
    aspect: str | None = None
    facts: tuple[str, ...] = ()
    verdict: str | None = None
    tier: str | None = None
    answer_ids: tuple[str, ...] = field(default=())

    def as_dict(self) -> dict[str, Any]:
        """Return the record in the form that the message and `assistant converse` carry."""
        return {
            "outcome": self.outcome.value,
            "topic": self.topic,
            "aspect": self.aspect,
            "facts": list(self.facts),
            "verdict": self.verdict,
            "tier": self.tier,
            "answer_ids": list(self.answer_ids),
        }
