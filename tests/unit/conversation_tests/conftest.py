"""Conversations from text, held with a driver without a model."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from runner_fakes import DOMAIN, FakeDriver, read_steps

from assistant.conversation_tests.running import Result, run


@pytest.fixture
def held(tmp_path: Path) -> Callable[..., Any]:
    """Return a function that holds a conversation of these steps with the fake."""

    async def hold(steps: str, channel: Any = "website", driver: Any = None, more: str = "") -> Result:
        return await run(read_steps(tmp_path, steps, more), channel, driver or FakeDriver(), DOMAIN)

    return hold
