"""What was shown in each conversation, so that a reload, a second tab or a lost connection loses nothing.

Rasa's own store can't give this back: it does not know the safe replies, nor what was added to an urgent turn. The
words of patients are in here: they are sealed, and deleted as soon as no token can open the conversation any more.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from assistant.privacy.sealing import Sealing, sealing_for
from assistant.settings import ROOT
from assistant.storage.database import Place, open_database, reason, tidies_alone, where
from assistant.storage.migrations import Tables

DATABASE = ROOT / "var" / "website.db"
_TABLES = Tables(Path(__file__).parent / "versions", "website_version", 5_550_144)
_metadata = sa.MetaData()

shown = sa.Table(
    "shown",
    _metadata,
    sa.Column("conversation", sa.Text, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("message", sa.Text),  # the client's id of the message
    sa.Column("you", sa.Text),  # sealed
    sa.Column("turn", sa.Text, nullable=False),  # sealed
    sa.Column("at", sa.Float(53), nullable=False),
    sa.Column("feedback", sa.Integer),
    sa.UniqueConstraint("conversation", "message"),
    sa.Index("shown_at", "at"),
)

closed = sa.Table(
    "closed",
    _metadata,
    sa.Column("conversation", sa.Text, primary_key=True),
    sa.Column("at", sa.Float(53), nullable=False),
)

feedback = sa.Table(
    "feedback",
    _metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("day", sa.Text, nullable=False),
    sa.Column("answer_ids", sa.Text, nullable=False),
    sa.Column("helpful", sa.Integer, nullable=False),
    sa.Column("reason", sa.Text),
)

# Made once: SQLAlchemy takes up to a millisecond to put a statement together.
_SHOWN = sa.select(shown).where(shown.c.conversation == sa.bindparam("its")).order_by(shown.c.number)
_OF_MESSAGE = _SHOWN.where(shown.c.message == sa.bindparam("value"))
_NUMBERED = _SHOWN.where(shown.c.number == sa.bindparam("value"))
_AFTER = _SHOWN.where(shown.c.number > sa.bindparam("value"))
_LAST_NUMBER = sa.select(sa.func.coalesce(sa.func.max(shown.c.number), 0)).where(
    shown.c.conversation == sa.bindparam("its")
)
_CLOSED = sa.select(closed.c.at).where(closed.c.conversation == sa.bindparam("its"))
_INSERT = sa.insert(shown)


class HistoryError(RuntimeError):
    """What is shown can't be kept; the message says where and why."""


@dataclass(frozen=True)
class Shown:
    """One turn as it was sent, and the words of the patient before it (None at the start)."""

    number: int
    message: str | None
    you: str | None
    turn: dict[str, Any]

    def as_dict(self) -> dict[str, Any]:
        """Return the turn with the patient's words, as the widget reads it."""
        return {"you": self.you, "id": self.message, "number": self.number, **self.turn}


class History:
    """What was shown, on SQLite or PostgreSQL. Each method blocks for a moment: call it in a thread."""

    def __init__(self, place: Place = None, life_seconds: float = 12 * 3600, sealing: Sealing | None = None) -> None:
        """Open `place`, or keep all in memory; a conversation is kept for `life_seconds` after its start.

        What was said is sealed by `sealing`, or else with the keys of the settings.

        Raises:
            BookingError: the keys can't be used.
            HistoryError: it can't be written, or is something else.
        """
        self._life = life_seconds
        self._sealing = sealing or sealing_for("website")
        try:
            self._database = open_database(place, _TABLES, kept_open=True)
            if not self._database.is_postgres:
                with self._database.writing() as rows:
                    # What an earlier version kept in the open; the conversation itself goes on.
                    rows.execute(sa.delete(shown).where(shown.c.turn.like("{%")))
        except (OSError, SQLAlchemyError) as error:
            raise HistoryError(f"What the website shows can't be kept in {where(place)}: {reason(error)}.") from error

    def shut(self) -> None:
        """Close the place; a file then holds all by itself."""
        self._database.shut()

    def add(self, conversation: str, message: str | None, you: str | None, turn: dict[str, Any]) -> int:
        """Keep a turn, and return its number in the conversation, from 1. A closed conversation keeps nothing.

        A message that was kept before is not kept again.
        """
        try:
            return self._add(conversation, message, you, turn)
        except IntegrityError:  # another process was first, after a lock was lost with its connection
            earlier = self.find(conversation, message) if message else None
            return earlier.number if earlier else self._add(conversation, message, you, turn)

    def _add(self, conversation: str, message: str | None, you: str | None, turn: dict[str, Any]) -> int:
        sealed = self._sealing.seal(conversation, json.dumps(turn))
        said = None if you is None else self._sealing.seal(conversation, you)
        with self._database.writing() as rows:
            if _is_closed(rows, conversation):
                return 0
            number = int(rows.execute(_LAST_NUMBER, {"its": conversation}).scalar()) + 1
            values = {"conversation": conversation, "number": number, "message": message, "you": said}
            rows.execute(_INSERT, values | {"turn": sealed, "at": time.time()})
            return number

    def find(self, conversation: str, message: str) -> Shown | None:
        """Return the turn that answered the message with this id of the client, or None."""
        found = self._read(_OF_MESSAGE, conversation, message)
        return found[0] if found else None

    def turn(self, conversation: str, number: int) -> Shown | None:
        """Return a turn by its number, or None."""
        found = self._read(_NUMBERED, conversation, number)
        return found[0] if found else None

    def after(self, conversation: str, number: int) -> list[Shown]:
        """Return the turns after this number, oldest first."""
        return self._read(_AFTER, conversation, number)

    def is_closed(self, conversation: str) -> bool:
        """Say whether a conversation was ended by its patient."""
        with self._database.reading() as rows:
            return _is_closed(rows, conversation)

    def close(self, conversation: str) -> None:
        """End a conversation for good: nothing of it stays but that it has ended."""
        now = time.time()
        ended = self._database.insert(closed).values(conversation=conversation, at=now)
        with self._database.writing() as rows:
            rows.execute(ended.on_conflict_do_update(index_elements=["conversation"], set_={"at": now}))
            rows.execute(sa.delete(shown).where(shown.c.conversation == conversation))

    def purge(self) -> None:
        """Delete what no token can open any more."""
        before = time.time() - self._life
        with self._database.writing() as rows:
            if not tidies_alone(rows, _TABLES.lock):
                return
            rows.execute(sa.delete(shown).where(shown.c.at < before))
            rows.execute(sa.delete(closed).where(closed.c.at < before))

    def rate(self, conversation: str, number: int, day: str, helpful: bool, reason: str | None) -> bool:
        """Keep what a patient thinks of the answers of a turn: their ids, never the words or the conversation.

        A second opinion on the same turn replaces the first. Returns False where there is no such turn.
        """
        found = self.turn(conversation, number)
        if found is None:
            return False
        ids = json.dumps(found.turn["record"]["answer_ids"])
        opinion = {"day": day, "answer_ids": ids, "helpful": int(helpful), "reason": reason}
        this = sa.and_(shown.c.conversation == conversation, shown.c.number == number)
        with self._database.writing() as rows:
            earlier = rows.execute(sa.select(shown.c.feedback).where(this)).scalar()
            if earlier is not None:
                rows.execute(sa.update(feedback).where(feedback.c.id == earlier).values(opinion))
                return True
            row = rows.execute(sa.insert(feedback).values(opinion)).inserted_primary_key[0]
            rows.execute(sa.update(shown).where(this).values(feedback=row))
        return True

    def opinions(self) -> list[tuple[str, list[str], bool, str | None]]:
        """Return all opinions, oldest first: the day, the answers' ids, whether they helped, and why not."""
        with self._database.reading() as rows:
            found = rows.execute(sa.select(feedback).order_by(feedback.c.id)).all()
        return [(row.day, json.loads(row.answer_ids), bool(row.helpful), row.reason) for row in found]

    def _read(self, which: Any, conversation: str, value: str | int) -> list[Shown]:
        with self._database.reading() as rows:
            found = rows.execute(which, {"its": conversation, "value": value}).all()
        opened = self._sealing.open
        return [
            Shown(
                row.number,
                row.message,
                None if row.you is None else opened(conversation, row.you),
                json.loads(opened(conversation, row.turn)),
            )
            for row in found
        ]


def _is_closed(rows: Connection, conversation: str) -> bool:
    return rows.execute(_CLOSED, {"its": conversation}).first() is not None
