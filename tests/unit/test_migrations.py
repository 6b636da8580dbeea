"""Tables are brought up to date at a start, and Alembic is loaded only where something is to be done."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from fresh_python import python

from assistant.booking import database as bookings
from assistant.channels.sms import store as phones
from assistant.channels.website import history
from assistant.settings import ROOT
from assistant.storage import turn_locks
from assistant.storage.database import open_database
from assistant.storage.migrations import Tables, newest
from assistant.tracker_store import store as conversations

ALL = [module._TABLES for module in (bookings, phones, history, conversations, turn_locks)]


@pytest.mark.parametrize("tables", ALL, ids=lambda tables: str(tables.state))
def test_the_names_of_the_files_say_which_migration_is_the_newest(tables: Tables) -> None:
    """The newest by its file's name is the one that Alembic itself takes for the head."""
    scripts = ScriptDirectory(str(tables.versions.parent), version_locations=[str(tables.versions)])
    assert newest(tables) == scripts.get_current_head()
    for script in scripts.walk_revisions():
        assert Path(script.path).name.partition("_")[0] == script.revision


def test_a_second_start_needs_no_alembic(tmp_path: Path) -> None:
    """Where nothing is to be migrated, Alembic is not loaded."""
    open_it = (
        "import sys, pathlib\nfrom assistant.channels.website import history\n"
        "from assistant.storage.database import open_database\n"
        f"open_database(pathlib.Path({str(tmp_path / 'w.db')!r}), history._TABLES)\n"
        "print('alembic' in sys.modules)"
    )
    assert [python(open_it, ROOT), python(open_it, ROOT)] == ["True", "False"]


def test_tables_of_a_newer_assistant_are_refused(tmp_path: Path) -> None:
    """An older assistant does not write into tables that it does not know."""
    tables = history._TABLES
    with open_database(tmp_path / "w.db", tables).writing() as connection:
        connection.execute(sa.text(f"UPDATE {tables.state} SET version_num = '9999'"))
    with pytest.raises(CommandError):
        open_database(tmp_path / "w.db", tables)
