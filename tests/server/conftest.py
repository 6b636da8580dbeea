"""The door around a fake assistant, and around the real one."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from door_fakes import Door, FakeAssistant, FakeStore

from assistant.channels.emergencies import emergency_in


@pytest.fixture(scope="session", autouse=True)
def loaded() -> None:
    """Load what the urgent-help gate needs, as the server does before it is ready: the first message must not wait."""
    emergency_in("hello")


@pytest.fixture
def assistant() -> FakeAssistant:
    """A fake assistant."""
    return FakeAssistant(FakeStore())


@pytest.fixture
def door(assistant: FakeAssistant) -> Door:
    """The door around the fake assistant."""
    return Door(assistant, assistant.store)


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the real assistant keeps conversations in these tests."""
    return tmp_path_factory.mktemp("var") / "conversations.db"


@pytest.fixture(scope="session")
def real(database: Path) -> Iterator[tuple[Any, Any]]:
    """The trained assistant and its store, loaded once as the server loads them."""
    from assistant.privacy.quiet import be_quiet
    from assistant.server import launch
    from assistant.tracker_store import store

    be_quiet()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store, "DATABASE", database)
        yield launch.load()


@pytest.fixture
def real_door(real: tuple[Any, Any]) -> Door:
    """The door around the trained assistant."""
    return Door(*real)


@pytest.fixture
def port() -> int:
    """A port that is free."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A working folder without a file of settings."""
    return tmp_path
