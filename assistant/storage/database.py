"""One way to open what is kept: a place, its tables brought up to date, and transactions."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from contextvars import copy_context
from functools import lru_cache
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import sqlalchemy as sa
from pydantic import SecretStr
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from assistant.settings import Settings, load_settings
from assistant.storage.migrations import Tables, migrate
from assistant.storage.postgres import CONNECTIONS, patience, postgres_engine
from assistant.storage.sqlite import BUSY_SECONDS, READING, sqlite_engine

logger = logging.getLogger(__name__)

Place = Path | SecretStr | None
"""Where something is kept: an SQLite file, the address of a PostgreSQL database, or (None) memory."""

_START_SECONDS = 60
"""For migrations, and for another process to finish them."""

_POSTGRESQL_SAYS = (
    (
        "connection refused",
        "nothing answers there (connection refused). See whether PostgreSQL runs, and whether host and port are right",
    ),
    ("could not translate host name", "no machine has the name of its host. Change the host in the address"),
    ("authentication failed", "user or password are not right. Change them in the address"),
    ("no password supplied", "user or password are not right. Change them in the address"),
    ("pg_hba.conf", "it does not let this machine or user in. Look at its pg_hba.conf"),
    ("does not exist", "it has no such database or user. Create it, or change the address"),
    ("too many", "it has too many connections already"),
    ("starting up", "it is starting. Try again in a moment"),
    ("no route to host", "its host can't be reached from here (no route to host)"),
    ("does not answer", "it does not answer. See whether PostgreSQL runs, and whether this machine can reach it"),
    ("timeout", "it does not answer. See whether PostgreSQL runs, and whether this machine can reach it"),
)
"""Parts of what PostgreSQL or its driver say, and what an administrator reads in their place."""

_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")


class Database:
    """Transactions on some tables."""

    def __init__(self, engine: Engine, lock: int) -> None:
        """Use `engine`; `lock` is an advisory lock of PostgreSQL."""
        self.engine = engine
        self.lock = lock
        self.is_postgres = bool(engine.dialect.name == "postgresql")
        self._reader = engine.execution_options(
            **({"isolation_level": "AUTOCOMMIT"} if self.is_postgres else {READING: True})
        )

    @contextmanager
    def writing(self, *, one_by_one: bool = False) -> Iterator[Connection]:
        """Open a transaction; it is committed at the end of the block, or nothing of it is kept.

        `one_by_one`: writers of all processes stand in line, as they always do in SQLite.
        """
        with self.engine.begin() as connection:
            if one_by_one:
                stand_in_line(connection, self.lock)
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open what reads: it waits for no writer."""
        with self._reader.connect() as connection:
            yield connection

    def shut(self) -> None:
        """Close a file, and put all that was written into it: a copy of it alone is whole from then on.

        The connections to PostgreSQL are shared by all stores of the process, and end with it.
        """
        if self.is_postgres:
            return
        try:
            with closing(self.engine.raw_connection()) as connection:
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except (sqlite3.Error, SQLAlchemyError) as error:  # what was written is safe in the file beside it
            logger.error("shut.failed error=%s", type(error).__name__)
        self.engine.dispose()

    def insert(self, table: sa.Table) -> Any:
        """Return an INSERT that can say `on_conflict_do_update`: each of the two databases has one of its own."""
        return (postgresql if self.is_postgres else sqlite).insert(table)


def place_of(file: Path, settings: Settings | None = None) -> Place:
    """Return where the settings keep what stands in `file` by default."""
    address = (settings or load_settings()).database
    return address if address.get_secret_value() else file


def where(place: Place) -> str:
    """Return how messages name a place; addresses hold passwords."""
    return str(place) if isinstance(place, Path) else "the database of ASSISTANT_DATABASE" if place else "memory"


def open_database(
    place: Place, tables: Tables, *, busy_seconds: float = BUSY_SECONDS, kept_open: bool = False
) -> Database:
    """Open a place and bring its tables up to date.

    Safe when several processes do it at once: one migrates, the others wait. A crash in the middle changes nothing.

    Raises:
        OSError: a file can't be made.
        sqlalchemy.exc.SQLAlchemyError: the database can't be used.
    """
    if isinstance(place, SecretStr):
        engine = postgres_engine(place.get_secret_value())
    else:
        engine = sqlite_engine(place, busy_seconds=busy_seconds, kept_open=kept_open)
    database = Database(engine, tables.lock)
    with patience(_START_SECONDS), database.engine.begin() as connection:
        if database.is_postgres:
            for limit in ("lock_timeout", "statement_timeout"):
                connection.exec_driver_sql(f"SET LOCAL {limit} = '{_START_SECONDS}s'")
        stand_in_line(connection, tables.lock)
        migrate(connection, tables)
    return database


def stand_in_line(connection: Connection, lock: int) -> None:
    """Wait until no other transaction holds this lock, and hold it until the end; SQLite has one writer anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(lock)))


def tidies_alone(connection: Connection, lock: int) -> bool:
    """Say whether no other transaction tidies up under this lock, and keep others from it until the end.

    Two replicas that delete the same old rows in different orders would stop each other.
    """
    if connection.dialect.name != "postgresql":
        return True
    return bool(connection.execute(sa.select(sa.func.pg_try_advisory_xact_lock(lock))).scalar())


def reason(error: Exception) -> str:
    """Return why the database failed, without values: drivers quote them in their messages."""
    if isinstance(error, FileExistsError | NotADirectoryError) and error.filename:
        there = Path(error.filename)
        return f"{there if there.exists() else there.parent} is a file, and a folder is needed there"
    if isinstance(error, OSError):
        return error.strerror or type(error).__name__
    original = getattr(error, "orig", None)
    # SQLite's messages are fixed words ("database or disk is full"); PostgreSQL's may quote a row.
    if type(original).__module__ == "sqlite3":
        return str(original)
    said = str(original).lower() if isinstance(error, OperationalError) else ""
    return next((plain for part, plain in _POSTGRESQL_SAYS if part in said), type(error).__name__)


async def aside(work: Callable[_Given, _Result], *given: _Given.args, **named: _Given.kwargs) -> _Result:
    """Do blocking `work` with a database in a thread.

    There are as many such threads as connections: nothing waits for a connection while it holds up a thread that other
    work needs, and none of the event loop's own threads waits for a database.
    """
    context = copy_context()
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(_threads(), lambda: context.run(work, *given, **named))


@lru_cache(maxsize=1)
def _threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(CONNECTIONS, thread_name_prefix="database")
