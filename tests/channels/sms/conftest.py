"""The text line around a fake assistant, and around the real one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from line_fakes import Clock, FakeTalks, Handset

from assistant.channels.emergencies import emergency_in

if TYPE_CHECKING:
    from assistant.turn.conversation import Assistant


@pytest.fixture(scope="session", autouse=True)
def loaded() -> None:
    """Load what the urgent-help gate needs, as the server does before it is ready: the first message must not wait."""
    emergency_in("hello")


@pytest.fixture
def talks() -> FakeTalks:
    """A fake assistant."""
    return FakeTalks()


@pytest.fixture
def clock() -> Clock:
    """A clock that is set by hand."""
    return Clock()


@pytest.fixture
def phone(talks: FakeTalks, clock: Clock, tmp_path: Path) -> Handset:
    """A phone that texts the line around the fake assistant."""
    return Handset(talks, tmp_path / "sms.db", clock)


@pytest.fixture
def real_phone(assistant: Assistant, clock: Clock, tmp_path: Path) -> Handset:
    """A phone that texts the line around the trained assistant."""
    return Handset(assistant, tmp_path / "sms.db", clock)
