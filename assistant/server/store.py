"""Where conversations are kept: an SQLite file, so that a restart loses nothing."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from rasa.core.agent import Agent
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from assistant.dialogue.replies import Button
from assistant.server.checkpoints import INDEX, from_last_marks, mark_if_due
from assistant.settings import ROOT

DATABASE = ROOT / "var" / "conversations.db"


class StoreError(RuntimeError):
    """Conversations can't be kept; the message says where and why."""


class ConversationStore(SQLTrackerStore):
    """Rasa's store of conversations in one SQLite file that only this user can read."""

    def __init__(self, path: Path) -> None:
        """Open the file at `path`; it and its folder are made where they are missing.

        Raises:
            StoreError: the file can't be written, or is something else.
        """
        _make(path)
        super().__init__(dialect="sqlite", db=str(path))
        with self.engine.begin() as connection:
            connection.execute(sa.text(INDEX))

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Store the new events, and now and then a mark from which to read (see `assistant.server.checkpoints`)."""
        mark_if_due(tracker)
        await super().save(tracker)

    def _event_query(self, session: Any, sender_id: str, fetch_events_from_all_sessions: bool) -> Any:
        query = super()._event_query(session, sender_id, fetch_events_from_all_sessions)
        return query if fetch_events_from_all_sessions else from_last_marks(query, self.SQLEvent, sender_id)

    async def offered(self, conversation: str) -> tuple[Button, ...]:
        """Return the buttons of the last turn."""
        tracker = await self.retrieve(conversation)
        buttons: list[Button] = []
        for event in reversed(tracker.events if tracker else ()):
            if isinstance(event, UserUttered):
                break
            if isinstance(event, BotUttered):
                found = event.data.get("buttons") or ()
                buttons = [Button(str(b["title"]), str(b["payload"])) for b in found] + buttons
        return tuple(buttons)

    async def forget(self, conversation: str) -> None:
        """Delete all that was said in a conversation."""
        with self.session_scope() as session:
            session.query(self.SQLEvent).filter(self.SQLEvent.sender_id == conversation).delete()
            session.commit()


@contextmanager
def strict() -> Iterator[None]:
    """Let an agent that is made here use its store as it is.

    Rasa goes on with an empty store in memory when the real one fails: the patient would talk to an assistant that has
    lost its memory, and the turn would be gone. Used as it is, the store's failure ends the turn with the safe reply.
    """
    made = Agent._create_tracker_store

    def as_it_is(store: ConversationStore, domain: object) -> ConversationStore:
        store.domain = domain
        return store

    Agent._create_tracker_store = staticmethod(as_it_is)
    try:
        yield
    finally:
        Agent._create_tracker_store = staticmethod(made)


def _make(path: Path) -> None:
    """Make the file and check that it can be written: Rasa would only log that it can't."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        with closing(sqlite3.connect(path)) as connection:
            # Readers and the writer don't wait for each other, and a turn costs one write to the disk instead of three.
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("BEGIN IMMEDIATE")
    except (OSError, sqlite3.Error) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise StoreError(f"Conversations can't be kept in {path}: {reason}.") from error
