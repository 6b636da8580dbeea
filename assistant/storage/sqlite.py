"""SQLite files that only this user can read."""

from __future__ import annotations

import os
import sqlite3
import time
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.pool import NullPool, QueuePool

BUSY_SECONDS = 5.0
"""Seconds to wait for another process that is writing."""
READING = "reading"
"""The execution option of a transaction that writes nothing: it waits for no writer."""
_PRAGMAS = ("synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")
"""Committed means on the disk; deleted means overwritten."""
_PAUSE = 0.01
"""Seconds between two attempts to change how a file is written."""


def sqlite_engine(file: Path | None, *, busy_seconds: float = BUSY_SECONDS, kept_open: bool = False) -> Engine:
    """Return the engine of `file`, which is made where it is missing; without a file, all is kept in memory.

    Args:
        file: The file.
        busy_seconds: Seconds to wait for another process that is writing.
        kept_open: Whether one connection stays open and all threads take turns: opening one takes a millisecond.

    Raises:
        OSError: the file can't be made.
    """
    if file is not None:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
    shared = kept_open or file is None
    engine = sa.create_engine(
        f"sqlite:///{file}" if file else "sqlite://",
        future=True,
        hide_parameters=True,
        connect_args={"timeout": busy_seconds, "check_same_thread": not shared},
        poolclass=QueuePool if shared else NullPool,
        **({"pool_size": 1, "max_overflow": 0} if shared else {}),
    )

    @sa.event.listens_for(engine, "connect")
    def connected(connection: Any, _: object) -> None:
        connection.isolation_level = None  # transactions begin where `begun` says, not where the driver thinks
        _write_ahead(connection, busy_seconds)
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @sa.event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN" if connection.get_execution_options().get(READING) else "BEGIN IMMEDIATE")

    return engine


def _write_ahead(connection: sqlite3.Connection, busy_seconds: float) -> None:
    """Have readers and the writer of a file not wait for each other.

    SQLite waits for other processes in all but this: where several open a new file at once, it fails at once
    (https://sqlite.org/wal.html, "Sometimes queries return SQLITE_BUSY in WAL mode").

    Raises:
        sqlite3.OperationalError: the file can't be used, or is still locked after `busy_seconds`.
    """
    end = time.monotonic() + busy_seconds
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() >= end:
                raise
            time.sleep(_PAUSE)
        else:
            return
