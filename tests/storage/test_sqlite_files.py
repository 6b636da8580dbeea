"""SQLite files that several processes open at once."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from threading import Timer

import pytest
from sqlalchemy.exc import OperationalError

from assistant.storage.sqlite import READING, sqlite_engine


@pytest.fixture
def written_to(tmp_path: Path) -> sqlite3.Connection:
    """Return a connection that is in the middle of the first writing to a new file, which is none with a log yet."""
    other = sqlite3.connect(tmp_path / "new.db", isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    return other


def test_a_file_that_another_process_is_making_is_waited_for(written_to: sqlite3.Connection, tmp_path: Path) -> None:
    """Two replicas that start on a new file both start; SQLite alone refuses the second one at once."""
    Timer(0.3, written_to.execute, ["COMMIT"]).start()
    with sqlite_engine(tmp_path / "new.db").execution_options(**{READING: True}).connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"


@pytest.mark.usefixtures("written_to")
def test_nobody_waits_for_ever(tmp_path: Path) -> None:
    """A file that stays locked is an error after the time that was set."""
    with (
        pytest.raises(OperationalError, match="locked"),
        sqlite_engine(tmp_path / "new.db", busy_seconds=0.1).connect(),
    ):
        raise AssertionError("it was opened")
