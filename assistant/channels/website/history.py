"""What was shown in each conversation, so that a reload, a second tab or a lost connection loses nothing.

Rasa's own store can't give this back: it does not know the safe replies, nor what was added to an urgent turn. The
words of patients are in here: they are sealed, and deleted as soon as no token can open the conversation any more.
"""

from __future__ import annotations

import json
import os
import sqlite3
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.sealing import Sealing, sealing_for
from assistant.settings import ROOT

DATABASE = ROOT / "var" / "website.db"
_TABLES = """
CREATE TABLE IF NOT EXISTS shown (
    conversation TEXT NOT NULL, number INTEGER NOT NULL, message TEXT, you TEXT, turn TEXT NOT NULL, at REAL NOT NULL,
    feedback INTEGER, PRIMARY KEY (conversation, number), UNIQUE (conversation, message));
CREATE INDEX IF NOT EXISTS shown_at ON shown (at);
CREATE TABLE IF NOT EXISTS closed (conversation TEXT PRIMARY KEY, at REAL NOT NULL);
CREATE TABLE IF NOT EXISTS feedback (
    id INTEGER PRIMARY KEY, day TEXT NOT NULL, answer_ids TEXT NOT NULL, helpful INTEGER NOT NULL, reason TEXT);
"""


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
    """One SQLite file that only this user can read. Each method blocks for a moment: call it in a thread."""

    def __init__(
        self, path: Path | None = None, life_seconds: float = 12 * 3600, sealing: Sealing | None = None
    ) -> None:
        """Open the file at `path`, or keep all in memory; a conversation is kept for `life_seconds` after its start.

        What was said is sealed by `sealing`, or else with the keys of the settings.

        Raises:
            BookingError: the keys can't be used.
            HistoryError: the file can't be written, or is something else.
        """
        self._life = life_seconds
        self._sealing = sealing or sealing_for("website")
        self._lock = threading.Lock()
        try:
            if path is not None:
                path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
            self._connection = sqlite3.connect(path or ":memory:", check_same_thread=False, isolation_level=None)
            self._connection.execute("PRAGMA journal_mode=WAL")
            self._connection.execute("PRAGMA secure_delete=ON")
            self._connection.executescript(_TABLES)
            # What an earlier version kept in the open; the conversation itself goes on.
            self._connection.execute("DELETE FROM shown WHERE turn LIKE '{%'")
        except (OSError, sqlite3.Error) as error:
            reason = error.strerror if isinstance(error, OSError) else error
            raise HistoryError(f"What the website shows can't be kept in {path}: {reason}.") from error

    def add(self, conversation: str, message: str | None, you: str | None, turn: dict[str, Any]) -> int:
        """Keep a turn, and return its number in the conversation, from 1. A closed conversation keeps nothing."""
        with self._lock, self._connection as rows:
            if self._closed(conversation):
                return 0
            number = int(
                rows.execute(
                    "SELECT coalesce(max(number), 0) + 1 FROM shown WHERE conversation = ?", (conversation,)
                ).fetchone()[0]
            )
            sealed = self._sealing.seal(conversation, json.dumps(turn))
            said = None if you is None else self._sealing.seal(conversation, you)
            values = (conversation, number, message, said, sealed, time.time())
            rows.execute(
                "INSERT INTO shown (conversation, number, message, you, turn, at) VALUES (?, ?, ?, ?, ?, ?)", values
            )
            return number

    def find(self, conversation: str, message: str) -> Shown | None:
        """Return the turn that answered the message with this id of the client, or None."""
        found = self._read(conversation, "message = ?", message)
        return found[0] if found else None

    def turn(self, conversation: str, number: int) -> Shown | None:
        """Return a turn by its number, or None."""
        found = self._read(conversation, "number = ?", number)
        return found[0] if found else None

    def after(self, conversation: str, number: int) -> list[Shown]:
        """Return the turns after this number, oldest first."""
        return self._read(conversation, "number > ?", number)

    def is_closed(self, conversation: str) -> bool:
        """Say whether a conversation was ended by its patient."""
        with self._lock:
            return self._closed(conversation)

    def close(self, conversation: str) -> None:
        """End a conversation for good: nothing of it stays but that it has ended."""
        with self._lock, self._connection as rows:
            rows.execute("DELETE FROM shown WHERE conversation = ?", (conversation,))
            rows.execute("INSERT OR REPLACE INTO closed VALUES (?, ?)", (conversation, time.time()))

    def purge(self) -> None:
        """Delete what no token can open any more."""
        before = time.time() - self._life
        with self._lock, self._connection as rows:
            rows.execute("DELETE FROM shown WHERE at < ?", (before,))
            rows.execute("DELETE FROM closed WHERE at < ?", (before,))

    def rate(self, conversation: str, number: int, day: str, helpful: bool, reason: str | None) -> bool:
        """Keep what a patient thinks of the answers of a turn: their ids, never the words or the conversation.

        A second opinion on the same turn replaces the first. Returns False where there is no such turn.
        """
        shown = self.turn(conversation, number)
        if shown is None:
            return False
        ids = json.dumps(shown.turn["record"]["answer_ids"])
        with self._lock, self._connection as rows:
            where = (conversation, number)
            earlier = rows.execute("SELECT feedback FROM shown WHERE conversation = ? AND number = ?", where).fetchone()
            values = (earlier[0] if earlier else None, day, ids, helpful, reason)
            row = rows.execute("INSERT OR REPLACE INTO feedback VALUES (?, ?, ?, ?, ?)", values).lastrowid
            rows.execute("UPDATE shown SET feedback = ? WHERE conversation = ? AND number = ?", (row, *where))
        return True

    def opinions(self) -> list[tuple[str, list[str], bool, str | None]]:
        """Return all opinions, oldest first: the day, the answers' ids, whether they helped, and why not."""
        with self._lock:
            rows = self._connection.execute("SELECT day, answer_ids, helpful, reason FROM feedback ORDER BY id")
            return [(day, json.loads(ids), bool(helpful), reason) for day, ids, helpful, reason in rows.fetchall()]

    def shut(self) -> None:
        """Close the file."""
        with suppress(sqlite3.Error):
            self._connection.close()

    def _closed(self, conversation: str) -> bool:
        query = "SELECT 1 FROM closed WHERE conversation = ?"
        return self._connection.execute(query, (conversation,)).fetchone() is not None

    def _read(self, conversation: str, condition: str, value: str | int) -> list[Shown]:
        query = f"SELECT number, message, you, turn FROM shown WHERE conversation = ? AND {condition} ORDER BY number"  # noqa: S608 - the condition is one of this class
        with self._lock:
            rows = self._connection.execute(query, (conversation, value)).fetchall()
        opened = self._sealing.open
        return [
            Shown(
                number,
                message,
                None if you is None else opened(conversation, you),
                json.loads(opened(conversation, turn)),
            )
            for number, message, you, turn in rows
        ]
