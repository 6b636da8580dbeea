"""After a clean stop each file is whole by itself: a copy of it alone is a backup."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from pydantic import SecretStr
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SessionStarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.exc import OperationalError

from assistant.channels.website.history import History
from assistant.privacy.sealing import Sealing
from assistant.storage.database import reason
from assistant.tracker_store.store import ConversationStore, StoreError


def rows_of_a_copy(file: Path, table: str) -> int:
    """Return how many rows a copy of the file alone has, without what stands beside it; -1 without the table."""
    copy = file.with_name("copy.db")
    shutil.copy(file, copy)
    try:
        with sqlite3.connect(copy) as connection:
            found: int = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    except sqlite3.OperationalError:
        return -1
    finally:
        connection.close()
        copy.unlink()
    return found


async def test_a_copy_of_the_conversations_holds_them(tmp_path: Path, sealing: Sealing) -> None:
    """What was said is in conversations.db itself, and nothing is left beside it."""
    file = tmp_path / "conversations.db"
    store = ConversationStore(file, sealing)
    store.domain = Domain.empty()
    events: list[Any] = [SessionStarted(), UserUttered("hello", {"name": "greet", "confidence": 1.0})]
    await store.save(DialogueStateTracker.from_events("one", events))
    assert rows_of_a_copy(file, "events") < 2
    store.shut()
    assert rows_of_a_copy(file, "events") == 2
    assert [path.name for path in tmp_path.iterdir()] == ["conversations.db"]


def test_a_copy_of_what_the_website_showed_holds_it(tmp_path: Path, sealing: Sealing) -> None:
    """What was shown is in website.db itself."""
    file = tmp_path / "website.db"
    history = History(file, sealing=sealing)
    history.add("one", "message-1", "hello", {"messages": []})
    assert rows_of_a_copy(file, "shown") < 1
    history.shut()
    assert rows_of_a_copy(file, "shown") == 1


def test_a_file_in_the_place_of_a_folder_is_named(tmp_path: Path, sealing: Sealing) -> None:
    """Where `var` is a file, which one it is, and what is wanted; no name of an error."""
    (tmp_path / "var").touch()
    with pytest.raises(StoreError, match=r"/var is a file, and a folder is needed there\.$"):
        ConversationStore(tmp_path / "var" / "conversations.db", sealing)


def test_a_database_that_is_down_is_told_without_its_password(sealing: Sealing) -> None:
    """Connection refused, and what to do; neither a class of Python nor anything of the address."""
    with pytest.raises(StoreError) as refused:
        ConversationStore(SecretStr("postgresql://someone:hunter2hunter2@127.0.0.1:1/x"), sealing)
    said = str(refused.value)
    assert "connection refused" in said
    assert "whether PostgreSQL runs" in said
    for secret in ("Error", "hunter2", "someone", "127.0.0.1"):
        assert secret not in said


@pytest.mark.parametrize(
    ("driver", "said"),
    [
        ('FATAL:  password authentication failed for user "someone"', "user or password"),
        ('FATAL:  database "patients" does not exist', "no such database or user"),
        ('could not translate host name "db.internal" to address: Name or service not known', "host"),
        ('FATAL:  no pg_hba.conf entry for host "10.0.0.1", user "someone"', "pg_hba.conf"),
        ("FATAL:  sorry, too many clients already", "too many connections"),
        ("the database does not answer", "does not answer"),
        ("something that nobody has seen before: someone", "OperationalError"),
    ],
)
def test_what_postgresql_says_is_told_in_plain_words(driver: str, said: str) -> None:
    """The usual reasons, never in the words of the driver, which quote names and rows."""
    told = reason(OperationalError("SELECT 1", {}, _postgres_error(driver)))
    assert said in told
    for name in ("someone", "patients", "db.internal", "10.0.0.1"):
        assert name not in told


def _postgres_error(message: str) -> Exception:
    return psycopg2.OperationalError(message)
