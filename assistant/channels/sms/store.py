"""What this channel keeps of each phone, and of each message that came in: one SQLite file, by hashes only.

No number and no message stands in it, and what the assistant said is sealed: it may repeat a name. A reply is kept for
an hour, in case the phone company asks for it again; that a message was answered, for thirty days, so that a copy of an
old request does nothing.
"""

from __future__ import annotations

import asyncio
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter

from assistant.dialogue.replies import Button
from assistant.sealing import Sealing, sealing_for
from assistant.settings import ROOT

DATABASE = ROOT / "var" / "sms.db"
REPLY_SECONDS = 60 * 60
MESSAGE_SECONDS = 30 * 24 * 60 * 60
PHONE_SECONDS = 7 * 24 * 60 * 60
"""A phone that is silent for so long is forgotten, and told again what this is. One that said stop never is."""
_WAIT_SECONDS = 1.0
"""For another process to finish writing."""

_TABLES = """
CREATE TABLE IF NOT EXISTS phones (
  phone TEXT PRIMARY KEY, seen REAL NOT NULL, stopped INTEGER NOT NULL, state TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS messages (message TEXT PRIMARY KEY, at REAL NOT NULL, reply TEXT) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS messages_at ON messages (at);
"""
_TEXTS = TypeAdapter(tuple[str, ...])


class Open(BaseModel):
    """What the last reply left open."""

    model_config = ConfigDict(frozen=True)

    choices: tuple[Button, ...] = ()
    offered: float = 0.0
    """When the choices were offered, in seconds since 1970."""
    rest: str = ""
    """What is still to be sent of the last reply."""
    more_left: bool = False
    """Whether the assistant itself has more on the last answer."""
    safety: tuple[str, ...] = ()
    """Lines of urgent help that every part of the reply holds."""
    wants_words: bool = False
    """Whether a form asked for something to be typed, which may be a number."""


class Phone(BaseModel):
    """What is known of a phone."""

    model_config = ConfigDict(frozen=True)

    started: float | None = None
    """When its conversation began; None where none is open."""
    seen: float = 0.0
    """When it last wrote."""
    greeted: bool = False
    stopped: bool = False
    open: Open = Open()


@dataclass(frozen=True)
class Known:
    """What is known when a message comes in: its phone, and its reply where it was answered before."""

    phone: Phone
    reply: tuple[str, ...] | None


class PhoneStore:
    """Keeps phones and messages. Every call is one transaction, in a thread of its own."""

    def __init__(self, path: Path | None = None, sealing: Sealing | None = None) -> None:
        """Keep them in the file at `path` (var/sms.db), made at the first call, sealed with the keys of the settings.

        Raises:
            BookingError: no `sealing` is given, and the keys of the settings can't be used.
        """
        self._path = path or DATABASE
        self._sealing = sealing or sealing_for("phones")
        self._ready = False

    async def known(self, phone: str, message: str) -> Known:
        """Return what is known.

        Raises:
            OSError: the file can't be made.
            sqlite3.Error: it can't be read.
        """
        return await asyncio.to_thread(self._known, phone, message)

    async def keep(self, phone: str, message: str, state: Phone, reply: Sequence[str], now: float) -> None:
        """Keep a phone's state and the reply to its message together, and forget what is old.

        Raises:
            OSError: the file can't be made.
            sqlite3.Error: it can't be written.
        """
        await asyncio.to_thread(self._keep, phone, message, state, tuple(reply), now)

    async def stopped(self, phone: str) -> bool:
        """Say whether a phone wants no texts.

        Raises:
            OSError: the file can't be made.
            sqlite3.Error: it can't be read.
        """
        return (await self.known(phone, "")).phone.stopped

    def _known(self, phone: str, message: str) -> Known:
        with self._connection() as connection:
            row = connection.execute("SELECT state FROM phones WHERE phone = ?", (phone,)).fetchone()
            seen = connection.execute("SELECT reply FROM messages WHERE message = ?", (message,)).fetchone()
        state = Phone.model_validate_json(self._sealing.open(phone, row[0])) if row else Phone()
        if seen is None:
            return Known(state, None)
        return Known(state, _TEXTS.validate_json(self._sealing.open(message, seen[0])) if seen[0] else ())

    def _keep(self, phone: str, message: str, state: Phone, reply: tuple[str, ...], now: float) -> None:
        with self._connection() as connection, connection:
            connection.execute(
                "INSERT OR REPLACE INTO phones VALUES (?, ?, ?, ?)",
                (phone, state.seen, state.stopped, self._sealing.seal(phone, state.model_dump_json())),
            )
            sealed = self._sealing.seal(message, _TEXTS.dump_json(reply).decode())
            connection.execute("INSERT OR REPLACE INTO messages VALUES (?, ?, ?)", (message, now, sealed))
            _forget(connection, now, PHONE_SECONDS)

    def purge(self, older_than: float, now: float) -> int:
        """Forget phones that were silent for so many seconds before `now`; return how many. One that said stop stays.

        Blocks. What is kept for a shorter time anyway goes as well: nobody may have written for long.

        Raises:
            OSError: the file can't be made.
            sqlite3.Error: it can't be written.
        """
        with self._connection() as connection, connection:
            return _forget(connection, now, min(older_than, PHONE_SECONDS))

    def forget(self, phone: str) -> None:
        """Forget one phone, but not that it said stop. Blocks.

        Raises:
            OSError: the file can't be made.
            sqlite3.Error: it can't be written.
        """
        with self._connection() as connection, connection:
            connection.execute("DELETE FROM phones WHERE phone = ? AND NOT stopped", (phone,))

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        if not self._ready:
            self._make()
        with closing(sqlite3.connect(self._path, timeout=_WAIT_SECONDS)) as connection:
            connection.execute("PRAGMA secure_delete = ON")
            yield connection

    def _make(self) -> None:
        """Make the file, which only this user can read."""
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600))
        with closing(sqlite3.connect(self._path, timeout=_WAIT_SECONDS)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript(_TABLES)
            with connection:
                self._seal_what_is_open(connection)
        self._ready = True

    def _seal_what_is_open(self, connection: sqlite3.Connection) -> None:
        """Seal what an earlier version kept in the open; a stop must not get lost."""
        connection.execute("UPDATE messages SET reply = NULL WHERE reply LIKE '[%'")
        for phone, state in connection.execute("SELECT phone, state FROM phones WHERE state LIKE '{%'").fetchall():
            connection.execute("UPDATE phones SET state = ? WHERE phone = ?", (self._sealing.seal(phone, state), phone))


def _forget(connection: sqlite3.Connection, now: float, phone_seconds: float) -> int:
    """Delete what is old; return how many phones."""
    connection.execute("UPDATE messages SET reply = NULL WHERE at < ? AND reply IS NOT NULL", (now - REPLY_SECONDS,))
    connection.execute("DELETE FROM messages WHERE at < ?", (now - MESSAGE_SECONDS,))
    old = "DELETE FROM phones WHERE seen < ? AND NOT stopped"
    return connection.execute(old, (now - phone_seconds,)).rowcount
