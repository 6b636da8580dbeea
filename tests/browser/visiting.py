"""What the tests get of the fixtures in conftest.py: names for their arguments."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from chatting import Chat
from playing import Player

from assistant.channels.website.history import History

Visit = Callable[..., Awaitable[Chat]]
"""Opens the chat in a browser without a past."""


@dataclass
class Site:
    """A server that runs."""

    address: str
    app: Any
    player: Player
    history: History
