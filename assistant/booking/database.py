"""The booking database: an SQLite file by default, PostgreSQL by a setting."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from pydantic import SecretStr
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from assistant.booking.errors import BookingError
from assistant.settings import ROOT, Settings
from assistant.settings.checks import IN_ADDRESSES, POSTGRES_ADDRESS, is_postgres_address
from assistant.storage.database import Database, open_database, reason
from assistant.storage.migrations import Tables

BUSY_SECONDS = 5.0
"""Seconds to wait for another process that writes to the file."""
DEFAULT_FILE = ROOT / "var" / "bookings.db"
_TABLES = Tables(Path(__file__).parent / "versions", "alembic_version", 5_550_142)
_BAD_ADDRESS = f"ASSISTANT_BOOKING_DATABASE must be like {POSTGRES_ADDRESS} or sqlite:////path/file.db. {IN_ADDRESSES}."


def sqlite_file(settings: Settings) -> Path | None:
    """Return the file of an SQLite database, None for PostgreSQL.

    Raises:
        BookingError: the setting is no address of either.
    """
    address = _address(settings).get_secret_value()
    if not address:
        return DEFAULT_FILE
    try:
        url = sa.engine.make_url(address)
    except (ArgumentError, ValueError, TypeError):
        raise BookingError(_BAD_ADDRESS) from None  # what the parser says quotes the address, and its password
    if url.get_backend_name() == "sqlite" and url.database and url.database != ":memory:":
        return Path(url.database).absolute()
    if is_postgres_address(address):
        return None
    raise BookingError(_BAD_ADDRESS)


def open_bookings(settings: Settings) -> Database:
    """Open the database of the settings and bring its tables up to date.

    Raises:
        BookingError: it can't be used; the message says which and why.
    """
    file = sqlite_file(settings)
    where = str(file) if file else "the database of ASSISTANT_BOOKING_DATABASE (or ASSISTANT_DATABASE)"
    try:
        return open_database(file or _address(settings), _TABLES, busy_seconds=BUSY_SECONDS)
    except (OSError, SQLAlchemyError) as error:
        raise BookingError(f"Appointment requests can't be kept in {where}: {reason(error)}.") from error


def _address(settings: Settings) -> SecretStr:
    own = settings.booking_database
    return own if own.get_secret_value() else settings.database
