"""The booking database: SQLite by default, PostgreSQL by one setting; brought up to date before it is used."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from assistant.booking.errors import BookingError
from assistant.settings import ROOT, Settings

DEFAULT_FILE = ROOT / "var" / "bookings.db"
BUSY_SECONDS = 5
"""Seconds to wait for another process that is writing."""
_LOCK = 5_550_142
"""The advisory lock of PostgreSQL under which all writers of the booking tables stand in line."""


class Database:
    """Transactions on the booking tables: one writer at a time, and committed means on the disk."""

    def __init__(self, engine: Engine) -> None:
        """Use `engine`."""
        self.engine = engine

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open a transaction; it is committed at the end of the block, or nothing of it is kept."""
        with self.engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{BUSY_SECONDS}s'")
                connection.exec_driver_sql("SET LOCAL synchronous_commit = on")
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
            yield connection


def sqlite_file(settings: Settings) -> Path | None:
    """Return the file of an SQLite database, None for PostgreSQL.

    Raises:
        BookingError: the setting is no address of either.
    """
    address = settings.booking_database.get_secret_value()
    if not address:
        return DEFAULT_FILE
    try:
        url = sa.engine.make_url(address)
    except ArgumentError as error:
        raise BookingError(_BAD_ADDRESS) from error
    if url.get_backend_name() == "sqlite" and url.database and url.database != ":memory:":
        return Path(url.database).absolute()
    if url.get_backend_name() == "postgresql":
        return None
    raise BookingError(_BAD_ADDRESS)


_BAD_ADDRESS = (
    "ASSISTANT_BOOKING_DATABASE must be like postgresql://user:password@host/name or sqlite:////path/file.db."
)


def open_database(settings: Settings) -> Database:
    """Open the database of the settings and bring its tables up to date.

    Safe when two processes do it at once: the second waits for the first. A crash in the middle changes nothing.

    Raises:
        BookingError: it can't be used; the message says which and why.
    """
    file = sqlite_file(settings)
    where = str(file) if file else "the database of ASSISTANT_BOOKING_DATABASE"
    try:
        database = Database(_sqlite(file) if file else _postgres(settings.booking_database.get_secret_value()))
        with database.writing() as connection:
            _migrate(connection)
    except (OSError, SQLAlchemyError) as error:
        raise BookingError(f"Appointment requests can't be kept in {where}: {reason(error)}.") from error
    return database


def reason(error: Exception) -> str:
    """Return why the database failed, without values: drivers quote them in their messages."""
    if isinstance(error, OSError):
        return error.strerror or type(error).__name__
    original = getattr(error, "orig", None)
    name = type(error).__name__
    # SQLite's messages are fixed words ("database or disk is full"); PostgreSQL's may quote a row.
    return str(original) if type(original).__module__ == "sqlite3" else name


def _sqlite(file: Path) -> Engine:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
    engine = sa.create_engine(
        f"sqlite:///{file}", future=True, poolclass=NullPool, connect_args={"timeout": BUSY_SECONDS}
    )

    @sa.event.listens_for(engine, "connect")
    def connected(connection: Any, _: object) -> None:
        connection.isolation_level = None  # transactions begin where `begun` says, not where the driver thinks
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @sa.event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _postgres(address: str) -> Engine:
    return sa.create_engine(
        address,
        future=True,
        pool_pre_ping=True,
        pool_size=3,
        hide_parameters=True,
        connect_args={"connect_timeout": BUSY_SECONDS, "options": f"-c statement_timeout={BUSY_SECONDS}s"},
    )


def _migrate(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
