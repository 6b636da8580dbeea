"""Stores on SQLite and on a real PostgreSQL."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from pydantic import SecretStr
from real_postgres import RealPostgres

from assistant.booking.keys import Keys
from assistant.privacy.sealing import Sealing
from assistant.storage.database import Place


@pytest.fixture
def database(postgres: RealPostgres) -> SecretStr:
    """The address of an empty PostgreSQL database."""
    return SecretStr(postgres.new_database())


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """A place of each kind in turn."""
    return tmp_path / "kept.db" if request.param == "sqlite" else request.getfixturevalue("database")


@pytest.fixture
def sealing() -> Sealing:
    """A sealing with a key of its own."""
    return Sealing(Keys((Fernet.generate_key().decode(),)), "tests")
