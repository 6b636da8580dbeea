"""Brings the tables of a store up to date with Alembic, which is loaded only where something is to be done."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection


@dataclass(frozen=True)
class Tables:
    """The tables of one store."""

    versions: Path
    """The folder of their Alembic migrations. A file's name begins with its revision; the highest is the newest."""
    state: str
    """The table in which Alembic notes the last migration that was done."""
    lock: int
    """The advisory lock of PostgreSQL under which they are migrated, and written where writers stand in line."""


def migrate(connection: Connection, tables: Tables) -> None:
    """Do the migrations that were not done yet, in the transaction of `connection`."""
    if _done(connection, tables) != newest(tables):
        # Alembic takes a sixth of a second to load, at each start, and is seldom needed.
        from assistant.storage.alembic_run import run_migrations  # noqa: PLC0415

        run_migrations(connection, tables.versions, tables.state)


def newest(tables: Tables) -> str:
    """Return the revision of the newest migration."""
    return max(file.name.partition("_")[0] for file in tables.versions.glob("[0-9]*_*.py"))


def _done(connection: Connection, tables: Tables) -> str | None:
    """Return the last migration that was done, or None where there are no tables yet."""
    if not sa.inspect(connection).has_table(tables.state):
        return None
    found = connection.execute(sa.select(sa.column("version_num")).select_from(sa.table(tables.state))).scalars().all()
    return str(found[0]) if len(found) == 1 else None
