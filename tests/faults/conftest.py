"""The whole application around the trained assistant, with all that it keeps in a folder of its own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from patients import SECRET, TOKEN, URL, Visitor, texter

from assistant.booking.shared import shared_store
from assistant.channels.sms import store as phones
from assistant.channels.sms.simulated import SimulatedPhone
from assistant.channels.website.history import History
from assistant.conversation_tests.bookings_apart import forget_requests
from assistant.server import launch
from assistant.server.app import create_app
from assistant.settings import Settings
from assistant.tracker_store import store as stores


@dataclass
class Service:
    """What patients meet, and what a fault is put into."""

    app: Any
    assistant: Any
    store: Any
    history: History
    folder: Path

    def visitor(self) -> Visitor:
        """Return a new visitor of the website."""
        return Visitor(self.app)

    def phone(self) -> SimulatedPhone:
        """Return a phone with a number of its own."""
        return texter(self.app)

    @property
    def actions(self) -> dict[str, Any]:
        """The actions by name."""
        actions: dict[str, Any] = self.assistant._agent.action_endpoint._executor.actions
        return actions

    def said_in(self, conversation: str) -> list[str]:
        """Return what a person said in a conversation, as it is kept."""
        return [event["text"] for event in self.store.events_of(conversation) if event["event"] == "user"]


@pytest.fixture(scope="session")
def loaded(model: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Any, Path]:
    """The trained assistant and its store, loaded once as the server loads them."""
    folder = tmp_path_factory.mktemp("faults")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stores, "DATABASE", folder / "conversations.db")
        assistant, store = launch.load()
    return assistant, store, folder


@pytest.fixture
async def service(loaded: tuple[Any, Any, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Service:
    """The application, that has answered once: the first turn loads what later ones have."""
    forget_requests()  # all visitors of these tests have one address, which may hand in so many requests an hour
    assistant, store, folder = loaded
    monkeypatch.setattr(phones, "DATABASE", tmp_path / "sms.db")
    history = History(tmp_path / "website.db")
    settings = Settings(
        _env_file=None,
        secret=SECRET,
        twilio_auth_token=TOKEN,
        public_url=URL,
        website_messages_per_minute=600,
    )
    app = create_app(assistant, store, settings, bookings=shared_store(), history=history)
    assert await app.state.readiness.check() is None
    return Service(app, assistant, store, history, folder)


@pytest.fixture
def turn_seconds(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return a function that sets the time limit of turns."""

    def limit(seconds: float) -> None:
        monkeypatch.setattr(
            "assistant.turn.conversation.load_settings", lambda: Settings(_env_file=None, turn_seconds=seconds)
        )

    return limit
