"""Which messages of stored conversations got no answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from assistant.dialogue.question import MISUNDERSTOOD
from assistant.dialogue.replies import Outcome
from assistant.turn.turns import record_of

_NO_QUESTION = ("ask_person", "ask_interpreter", "book_appointment")
"""Intents that are redirected because that is what was asked for."""


class Kind(StrEnum):
    """Why there was no answer."""

    REDIRECTED = "redirected"
    NOT_UNDERSTOOD = "not understood"
    ASKED_BACK = "asked back in vain"


@dataclass(frozen=True)
class Unanswered:
    """One message without an answer. `conversation` is for counting only, and `text` may name a person."""

    conversation: str
    text: str
    kind: Kind
    intent: str
    """What it was taken for."""
    at: float
    """When, in seconds since 1970."""


class Conversations(Protocol):
    """What the report needs of the place where conversations are kept, whatever database that is."""

    def spoken_since(self, moment: float) -> list[str]:
        """Return the conversations with a word after `moment`, in seconds since 1970."""

    def events_of(self, conversation: str) -> list[dict[str, Any]]:
        """Return all events of a conversation, oldest first."""


@dataclass(frozen=True)
class _Turn:
    """What a person typed, and what kind of reply it got."""

    text: str
    intent: str
    at: float
    outcome: Outcome
    in_form: bool


def unanswered_since(store: Conversations, moment: float) -> Iterator[Unanswered]:
    """Yield the messages after `moment` (seconds since 1970) that got no answer.

    What was typed while the appointment form asked is never taken: names and numbers are typed there.

    Raises:
        SealError: a conversation can't be opened with the keys of the settings.
    """
    for conversation in store.spoken_since(moment):
        turns = list(_turns(store.events_of(conversation)))
        for place, turn in enumerate(turns):
            after = turns[place + 1] if place + 1 < len(turns) else None
            kind = _kind(turn, after)
            if kind is not None and turn.at >= moment and _is_typed(turn):
                yield Unanswered(conversation, turn.text, kind, turn.intent, turn.at)


def _turns(events: Iterable[Mapping[str, Any]]) -> Iterator[_Turn]:
    """Yield the turns of a conversation. A form is open from its event until the event that closes it."""
    form, user, in_form = False, None, False
    said: list[Mapping[str, Any]] = []
    for event in events:
        kind = event.get("event")
        if kind == "active_loop":
            form = bool(event.get("name"))
        elif kind == "bot":
            said.append(event.get("metadata") or {})
        elif kind == "user":
            if user is not None:
                yield _turn(user, said, in_form)
            user, said, in_form = event, [], form
    if user is not None:
        yield _turn(user, said, in_form)


def _turn(user: Mapping[str, Any], said: Iterable[Mapping[str, Any]], in_form: bool) -> _Turn:
    intent = ((user.get("parse_data") or {}).get("intent") or {}).get("name")
    at = float(user.get("timestamp") or 0.0)
    return _Turn(str(user.get("text") or ""), str(intent or ""), at, record_of(said).outcome, in_form)


def _kind(turn: _Turn, after: _Turn | None) -> Kind | None:
    """Return why a turn has no answer, or None where it has one, or asked for none."""
    if turn.outcome not in {Outcome.REDIRECT, Outcome.CLARIFY} or turn.intent in _NO_QUESTION:
        return None
    if turn.intent in MISUNDERSTOOD:
        return Kind.NOT_UNDERSTOOD
    if turn.outcome is Outcome.REDIRECT:
        return Kind.REDIRECTED
    return None if after is not None and after.outcome is Outcome.ANSWER else Kind.ASKED_BACK


def _is_typed(turn: _Turn) -> bool:
    """Say whether a person typed it outside of the form; a pressed button is stored with a leading "/"."""
    return not turn.in_form and not turn.text.startswith("/") and any(map(str.isalnum, turn.text))
