"""Runs Alembic's migrations of one folder, in a transaction that somebody else opened."""

from __future__ import annotations

from pathlib import Path

from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Connection


def run_migrations(connection: Connection, versions: Path, state: str) -> None:
    """Do the migrations of the folder `versions` that the table `state` does not note as done."""
    scripts = ScriptDirectory(str(versions.parent), version_locations=[str(versions)])
    context = MigrationContext.configure(
        connection,
        opts={
            "version_table": state,
            "transactional_ddl": True,
            "fn": lambda revision, _: scripts._upgrade_revs("head", revision),  # as Alembic's own command does
        },
    )
    with Operations.context(context):
        context.run_migrations()
