"""What is on the disk is sealed, and a database that fails saves nothing and tells nothing of the person."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import traceback
from pathlib import Path

import pytest
from pydantic import SecretStr

from assistant.booking import database as databases
from assistant.booking.store import BookingError, BookingStore
from assistant.settings import ROOT, Settings

HERE = Path(__file__).parent


def test_the_file_holds_no_name_and_no_number(store: BookingStore, make_request, tmp_path: Path) -> None:
    """Personal fields are sealed on the disk, in the write-ahead log too, and only this user may read the files."""
    store.submit(make_request(name="Zebulon Quill", access="a very quiet room"), "conversation-key")
    for file in tmp_path.iterdir():
        content = file.read_bytes()
        for word in (b"Zebulon", b"5550142", b"555-0142", b"quiet", b"conversation-key", b"website"):
            assert word not in content, file.name
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file.name


def test_a_locked_file_saves_nothing(store: BookingStore, make_request, tmp_path: Path, monkeypatch) -> None:
    """Another program that holds the file makes the call fail, in time for the patient to be told."""
    monkeypatch.setattr(databases, "BUSY_SECONDS", 0.2)
    quick = BookingStore.open(store.settings)
    other = sqlite3.connect(tmp_path / "bookings.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(BookingError, match="locked"):
        quick.submit(make_request(), "one")
    other.execute("ROLLBACK")
    assert quick.list("t") == []
    assert quick.submit(make_request(), "one").code


def test_a_file_that_is_read_only_saves_nothing(store: BookingStore, make_request, tmp_path: Path) -> None:
    """A file of a format that only a newer SQLite may write is read-only for this one."""
    file = tmp_path / "bookings.db"
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
    connection.close()
    content = bytearray(file.read_bytes())
    content[18] = 3  # the version that may write (https://www.sqlite.org/fileformat.html, 1.3.3)
    file.write_bytes(content)
    with pytest.raises(BookingError, match="readonly"):
        store.submit(make_request(), "one")


def test_a_full_disk_saves_nothing(sqlite_settings: Settings, make_request, tmp_path: Path) -> None:
    """What was confirmed before the disk is full is all that is there; a real limit of the system on a file's size."""
    store = BookingStore.open(sqlite_settings)
    result = subprocess.run(
        [sys.executable, str(HERE / "submit_until_full.py")],
        env={**os.environ, "PYTHONPATH": str(ROOT), "ASSISTANT_BOOKING_DATABASE": f"sqlite:///{tmp_path}/bookings.db"},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    codes = result.stdout.split()
    assert codes
    assert "failed" in result.stderr
    assert sorted(codes) == sorted(booking.code for booking in store.list("t"))


def test_a_broken_database_says_nothing_of_the_person(any_store: BookingStore, make_request, caplog) -> None:
    """Neither the error nor its chain nor the log holds what was asked."""
    with any_store.database.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE submissions RENAME TO gone")
    with pytest.raises(BookingError) as caught:
        any_store.submit(make_request(name="Zebulon Quill"), "one")
    assert caught.value.__cause__ is None
    assert "Zebulon" not in str(caught.value) + caplog.text
    assert any_store.list("t") == []


@pytest.mark.parametrize(
    "address",
    [
        "mysql://u:hidden@h/d",
        "postgresql://u:hid:den@h:port/d",
        "postgresql://u:hid@den@h/d",
        "postgresql://u:hidden@h:/d",
        "postgresql+nodriver://u:hidden@h/d",
        "u:hidden",
    ],
)
def test_an_address_that_is_no_database_is_one_line(address: str) -> None:
    """The setting is named, and its password is not shown, neither by the error nor by its chain."""
    with pytest.raises(BookingError, match=r"ASSISTANT_BOOKING_DATABASE must be like .*write @ as %40") as caught:
        BookingStore.open(Settings(_env_file=None, booking_database=SecretStr(address)))
    said = "".join(traceback.format_exception(caught.value))
    assert "hid" not in said
    assert "den@" not in said


def test_production_needs_keys(sqlite_settings: Settings) -> None:
    """No key file is made in production: it would lie beside what it protects."""
    with pytest.raises(BookingError, match="ASSISTANT_BOOKING_KEYS"):
        BookingStore.open(sqlite_settings.model_copy(update={"mode": "production"}))
