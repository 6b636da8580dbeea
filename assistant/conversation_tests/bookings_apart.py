"""Keeps what conversation tests book out of the hospital's requests: a database of their own, emptied each time."""

from __future__ import annotations

import os
import tempfile
from functools import lru_cache
from pathlib import Path

from assistant.booking.shared import shared_store
from assistant.settings import load_settings

_SETTING = "ASSISTANT_BOOKING_DATABASE"
CALLER = "+12125550100"
"""The invented number that the texts of a test come from."""


@lru_cache(maxsize=1)
def keep_apart() -> Path:
    """Point this process, and what it starts, to a database in a new temporary folder; return its file.

    Called again it changes nothing. The folder is gone when the process ends.
    """
    folder = tempfile.TemporaryDirectory(prefix="conversation-tests-")
    _folders.append(folder)
    file = Path(folder.name) / "bookings.db"
    os.environ[_SETTING] = f"sqlite:///{file}"
    load_settings.cache_clear()
    shared_store.cache_clear()
    return file


def forget_requests() -> None:
    """Begin with no request: a number that has asked in an earlier test must not look known in the next one."""
    file = keep_apart()
    for one in (file, *(file.with_name(f"{file.name}{ending}") for ending in ("-wal", "-shm"))):
        one.unlink(missing_ok=True)
    shared_store.cache_clear()


_folders: list[tempfile.TemporaryDirectory[str]] = []
"""Held until the process ends, and removed then."""
