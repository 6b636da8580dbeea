"""What the tests of appointment requests share: stores on SQLite and on a real PostgreSQL, and requests to put in."""

from __future__ import annotations

import itertools
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from assistant.booking.phone import read_phone
from assistant.booking.request import AppointmentRequest
from assistant.booking.store import BookingStore
from assistant.settings import Settings

Requests = Callable[..., AppointmentRequest]
_databases = itertools.count(1)


@pytest.fixture(scope="session")
def make_request() -> Requests:
    """Return a function that makes a request; each field can be given."""

    def make(number: str = "212-555-0142", **fields: Any) -> AppointmentRequest:
        phone = read_phone(number, allow_fictional=True)
        assert phone is not None
        return AppointmentRequest(
            **{"for_whom": "self", "name": "Ana Example", "channel": "website", "phone": phone} | fields
        )

    return make


@pytest.fixture
def sqlite_settings(tmp_path: Path) -> Settings:
    """Settings with a database file of their own."""
    return Settings(_env_file=None, booking_database=SecretStr(f"sqlite:///{tmp_path}/bookings.db"))


@pytest.fixture
def store(sqlite_settings: Settings) -> BookingStore:
    """A store on SQLite."""
    return BookingStore.open(sqlite_settings)


def _programs() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """Start PostgreSQL on a free port, in a folder of its own, as a user without rights; give its address."""
    programs = _programs()
    if programs is None:
        if os.environ.get("CI"):
            pytest.fail("PostgreSQL is not installed: .ci/run installs it")
        pytest.skip("PostgreSQL is not installed (apt-get install postgresql)")
    folder = Path(tempfile.mkdtemp(prefix="bookings-postgres-"))
    user = None
    if os.getuid() == 0:  # PostgreSQL refuses to run as root
        user = "nobody"
        os.chown(folder, pwd.getpwnam(user).pw_uid, -1)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    def run(*arguments: str) -> None:
        subprocess.run(arguments, user=user, cwd=folder, check=True, stdout=subprocess.DEVNULL, timeout=60)

    try:
        run(str(programs / "initdb"), "-D", "data", "-U", "tester", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"-p {port} -h 127.0.0.1 -k {folder}"
        run(str(programs / "pg_ctl"), "-D", "data", "-w", "-l", "log", "-o", options, "start")
        try:
            yield f"postgresql://tester@127.0.0.1:{port}"
        finally:
            run(str(programs / "pg_ctl"), "-D", "data", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgres_settings(postgres: str, tmp_path: Path) -> Settings:
    """Settings with a PostgreSQL database of their own."""
    import sqlalchemy as sa
    from cryptography.fernet import Fernet

    name = f"bookings{next(_databases)}"
    engine = sa.create_engine(f"{postgres}/postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    engine.dispose()
    return Settings(
        _env_file=None,
        booking_database=SecretStr(f"{postgres}/{name}"),
        booking_keys=SecretStr(Fernet.generate_key().decode()),
    )


@pytest.fixture(params=["sqlite", "postgresql"])
def any_settings(request: pytest.FixtureRequest) -> Settings:
    """The settings of each kind of database in turn."""
    return request.getfixturevalue("sqlite_settings" if request.param == "sqlite" else "postgres_settings")


@pytest.fixture
def any_store(any_settings: Settings) -> Iterator[BookingStore]:
    """A store on each kind of database in turn."""
    opened = BookingStore.open(any_settings)
    yield opened
    opened.database.engine.dispose()


@pytest.fixture
def child_environment(any_settings: Settings) -> dict[str, str]:
    """The environment that gives a child process the settings of `any_settings`."""
    kept = {"ASSISTANT_BOOKING_DATABASE": any_settings.booking_database.get_secret_value()}
    if keys := any_settings.booking_keys.get_secret_value():
        kept["ASSISTANT_BOOKING_KEYS"] = keys
    return kept
