"""Messages of one conversation are answered one by one, whichever process they come to.

A door keeps the order of what comes to its own process; where several share a PostgreSQL database, these locks keep it
among them. They are advisory locks of PostgreSQL's sessions: one connection of a process holds those of all its turns,
so that a turn that waits holds no connection, and a process that dies frees what it held with its connection.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from pathlib import Path
from typing import Any, Protocol

import sqlalchemy as sa
from pydantic import SecretStr
from sqlalchemy.engine import Connection
from sqlalchemy.exc import SQLAlchemyError

from assistant.settings import Settings
from assistant.storage.database import open_database
from assistant.storage.lock_keys import lock_key
from assistant.storage.migrations import Tables
from assistant.storage.postgres import new_engine

logger = logging.getLogger(__name__)

_TABLES = Tables(Path(__file__).parent / "turn_lock_versions", "turn_locks_version", 5_550_146)
_FIRST_PAUSE, _LONGEST_PAUSE = 0.02, 0.1
"""Seconds between two looks of one that waits behind another process."""

_TRY = sa.text(
    "SELECT CASE WHEN EXISTS (SELECT 1 FROM waiting_turns WHERE conversation = :key AND ticket < :ticket"
    " AND seen > clock_timestamp() - interval '1 second') THEN false ELSE pg_try_advisory_lock(:key) END"
)
"""Takes a lock if it is free and nobody waits before `ticket`; who has not looked for a second waits no more."""
_LAST_TICKET = 2**62
_WAIT = sa.text("INSERT INTO waiting_turns (conversation, seen) VALUES (:key, clock_timestamp()) RETURNING ticket")
_STILL_WAITING = sa.text("UPDATE waiting_turns SET seen = clock_timestamp() WHERE ticket = :ticket")
_NO_LONGER = sa.text("DELETE FROM waiting_turns WHERE ticket = :ticket OR seen < clock_timestamp() - interval '1 hour'")
_FREE = sa.text("SELECT pg_advisory_unlock(:key)")


class TurnLocks(Protocol):
    """Locks by name."""

    def hold(self, name: str) -> AbstractAsyncContextManager[None]:
        """Hold a lock, once it is free; the caller limits how long it waits."""


class OneProcess:
    """No locks: the door's own order is enough where no other process serves turns."""

    def hold(self, name: str) -> AbstractAsyncContextManager[None]:
        """Hold nothing."""
        return nullcontext()


class PostgresTurnLocks:
    """Locks that all processes with one PostgreSQL database share, taken in the order in which they were asked for."""

    def __init__(self, address: SecretStr) -> None:
        """Use the database at `address`; the connection for locks is opened at the first turn.

        Raises:
            sqlalchemy.exc.SQLAlchemyError: the database can't be used.
        """
        open_database(address, _TABLES)
        self._engine = new_engine(address.get_secret_value(), 1, 0).execution_options(isolation_level="AUTOCOMMIT")
        self._connection: Connection | None = None
        # One thread: a connection does one thing at a time.
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="turn-locks")
        self._held: dict[int, Connection] = {}

    @asynccontextmanager
    async def hold(self, name: str) -> AsyncIterator[None]:
        """Hold the lock `name`, once it is free.

        A connection that breaks loses its locks while turns go on: what such a turn makes is kept only if no other
        process has changed its conversation (see `assistant.tracker_store.store`).

        Raises:
            sqlalchemy.exc.SQLAlchemyError: the database can't be asked.
        """
        key = lock_key(f"turn:{name}")
        await self._take(key)
        try:
            yield
        finally:
            # Also where the turn was cancelled: a lock that stays would hold up its patient until the next restart.
            self._thread.submit(self._free, key)

    async def _take(self, key: int) -> None:
        if await self._aside(self._try, key, _LAST_TICKET):
            return
        ticket = await self._aside(self._run, _WAIT, {"key": key})
        pause = _FIRST_PAUSE
        try:
            while not await self._aside(self._try, key, ticket):
                await asyncio.sleep(pause)
                pause = min(pause * 1.5, _LONGEST_PAUSE)
                await self._aside(self._run, _STILL_WAITING, {"ticket": ticket})
        finally:
            self._thread.submit(self._quietly, _NO_LONGER, {"ticket": ticket})

    async def _aside(self, work: Callable[..., Any], *given: Any) -> Any:
        """Do `work` in the thread of the connection; a lock that came too late for a cancelled turn is freed again."""
        future = self._thread.submit(work, *given)
        try:
            return await asyncio.wrap_future(future)
        except asyncio.CancelledError:
            if work == self._try and not future.cancel():
                future.add_done_callback(lambda done: self._free_if_taken(done, given[0]))
            raise

    def _free_if_taken(self, done: Any, key: int) -> None:
        if not done.cancelled() and done.exception() is None and done.result():
            self._thread.submit(self._free, key)

    def _try(self, key: int, ticket: int) -> bool:
        # A session may take its own lock twice: turns of this process are told apart here.
        if self._held.get(key) is not None and self._held[key] is self._connection:
            return False
        taken = bool(self._run(_TRY, {"key": key, "ticket": ticket}))
        if taken and self._connection is not None:
            self._held[key] = self._connection
        return taken

    def _free(self, key: int) -> None:
        if self._held.pop(key, None) is self._connection is not None:
            self._quietly(_FREE, {"key": key})

    def _quietly(self, statement: Any, values: dict[str, Any]) -> None:
        try:
            self._run(statement, values)
        except SQLAlchemyError as error:
            logger.error("lock.failed error=%s", type(error).__name__)

    def _run(self, statement: Any, values: dict[str, Any]) -> Any:
        """Run a statement on the one connection, or on a new one where the database was restarted since.

        A connection that fails is given up, with all its locks.
        """
        try:
            if self._connection is not None:
                return _run(self._connection, statement, values)
        except SQLAlchemyError:
            self._give_up()
        self._connection = self._engine.connect()
        try:
            return _run(self._connection, statement, values)
        except SQLAlchemyError:
            self._give_up()
            raise

    def _give_up(self) -> None:
        connection, self._connection = self._connection, None
        self._held.clear()
        if connection is not None:
            connection.invalidate()
            connection.close()


def _run(connection: Connection, statement: Any, values: dict[str, Any]) -> Any:
    result = connection.execute(statement, values)
    return result.scalar() if result.returns_rows else None


def turn_locks(settings: Settings) -> TurnLocks:
    """Return the locks of the settings.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: the database can't be used.
    """
    return PostgresTurnLocks(settings.database) if settings.database.get_secret_value() else OneProcess()
