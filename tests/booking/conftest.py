"""What the tests of appointment requests share: stores on SQLite and on a real PostgreSQL, and requests to put in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from desk import PASSWORD, app_of, browser
from fastapi.testclient import TestClient
from pydantic import SecretStr
from real_postgres import RealPostgres

from assistant.booking.phone import read_phone
from assistant.booking.request import AppointmentRequest
from assistant.booking.store import BookingStore
from assistant.channels.sms import store as phones
from assistant.settings import Settings

Requests = Callable[..., AppointmentRequest]


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


@pytest.fixture(autouse=True)
def phones_apart(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep what a change of keys does to phones out of var/sms.db."""
    monkeypatch.setattr(phones, "DATABASE", tmp_path / "phones" / "sms.db")


@pytest.fixture
def sqlite_settings(tmp_path: Path) -> Settings:
    """Settings with a database file of their own."""
    return Settings(_env_file=None, booking_database=SecretStr(f"sqlite:///{tmp_path}/bookings.db"))


@pytest.fixture
def store(sqlite_settings: Settings) -> BookingStore:
    """A store on SQLite."""
    return BookingStore.open(sqlite_settings)


@pytest.fixture
def nobody(store: BookingStore) -> TestClient:
    """A browser that is not signed in."""
    return browser(app_of(store))


@pytest.fixture
def staff(nobody: TestClient) -> TestClient:
    """A browser that is signed in."""
    answer = nobody.post("/staff/sign-in", data={"name": "r.sample", "password": PASSWORD})
    assert answer.status_code == 303
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    return nobody


@pytest.fixture
def postgres_settings(postgres: RealPostgres) -> Settings:
    """Settings with a PostgreSQL database of their own."""
    from cryptography.fernet import Fernet

    return Settings(
        _env_file=None,
        booking_database=SecretStr(postgres.new_database()),
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
