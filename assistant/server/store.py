"""Where conversations are kept: an SQLite file, sealed, so that a restart loses nothing and a copy tells nothing."""

from __future__ import annotations

import itertools
import json
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from rasa.core.agent import Agent
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from assistant.booking.errors import BookingError
from assistant.dialogue.replies import Button
from assistant.redaction import redacted_event
from assistant.sealing import SealError, Sealing, sealing_for
from assistant.server.checkpoints import INDEX, mark_if_due, of_this_session
from assistant.settings import ROOT

DATABASE = ROOT / "var" / "conversations.db"


class StoreError(RuntimeError):
    """Conversations can't be kept; the message says where and why."""


class ConversationStore(SQLTrackerStore):
    """Rasa's store of conversations in one SQLite file that only this user can read.

    What an event holds is sealed, and numbers and addresses that a person typed are not kept. In the open are the
    random id of the conversation, and each event's kind and moment.
    """

    def __init__(self, path: Path, sealing: Sealing | None = None) -> None:
        """Open the file at `path`; it and its folder are made where they are missing.

        Args:
            path: The file.
            sealing: Seals what is kept; without it, the keys of the settings do.

        Raises:
            StoreError: the file can't be written, is something else, or was sealed with other keys.
        """
        try:
            self._sealing = sealing or sealing_for("conversations")
        except BookingError as error:
            raise StoreError(f"Conversations can't be sealed: {error}") from error
        _make(path)
        super().__init__(dialect="sqlite", db=str(path))
        sa.event.listen(self.engine, "connect", _erase_what_is_deleted)
        with self.engine.begin() as connection:
            connection.execute(sa.text(INDEX))
        try:
            self._check_keys()
        except (SealError, sa.exc.SQLAlchemyError) as error:
            reason = str(error) if isinstance(error, SealError) else type(error).__name__
            raise StoreError(f"Conversations can't be kept in {path}: {reason}.") from error

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep the new events, sealed, and now and then a mark from which to read (see `assistant.server.checkpoints`).

        The intent gets no column of its own, as it would in Rasa's store.
        """
        mark_if_due(tracker)
        conversation = tracker.sender_id
        with self.session_scope() as session:
            kept = self._event_query(session, conversation, fetch_events_from_all_sessions=False).count()
            for event in itertools.islice(tracker.events, kept, None):
                data = redacted_event(event.as_dict())
                session.add(
                    self.SQLEvent(
                        sender_id=conversation,
                        type_name=event.type_name,
                        timestamp=data.get("timestamp"),
                        data=self._sealing.seal(conversation, json.dumps(data)),
                    )
                )
            session.commit()

    def _event_query(self, session: Any, sender_id: str, fetch_events_from_all_sessions: bool) -> Any:
        query = super()._event_query(session, sender_id, fetch_events_from_all_sessions=True)
        return query if fetch_events_from_all_sessions else of_this_session(query, self.SQLEvent, sender_id)

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
        self.erase(conversation)

    def erase(self, conversation: str) -> int:
        """Delete a conversation whole; return how many events it had."""
        with self.session_scope() as session:
            gone = session.query(self.SQLEvent).filter(self.SQLEvent.sender_id == conversation).delete()
            session.commit()
        return int(gone)

    def purge(self, older_than: float) -> int:
        """Delete the conversations without a word for so many seconds; return how many.

        Whole conversations only: Rasa counts the events that are kept to know which are new.
        """
        last = sa.func.max(self.SQLEvent.timestamp)
        with self.session_scope() as session:
            quiet = session.query(self.SQLEvent.sender_id).group_by(self.SQLEvent.sender_id)
            old = [name for (name,) in quiet.having(last < time.time() - older_than)]
            for name in old:
                session.query(self.SQLEvent).filter(self.SQLEvent.sender_id == name).delete()
            session.commit()
        return len(old)

    def spoken_since(self, moment: float) -> list[str]:
        """Return the conversations with a word after `moment`, in seconds since 1970."""
        with self.session_scope() as session:
            spoken = session.query(self.SQLEvent.sender_id).filter(self.SQLEvent.timestamp >= moment).distinct()
            return [name for (name,) in spoken.order_by(self.SQLEvent.sender_id)]

    def events_of(self, conversation: str) -> list[dict[str, Any]]:
        """Return all events of a conversation, of all its sessions, oldest first.

        Raises:
            SealError: one can't be opened.
        """
        with self.session_scope() as session:
            rows = self._event_query(session, conversation, fetch_events_from_all_sessions=True).all()
            return [json.loads(self._sealing.open(conversation, row.data)) for row in rows]

    async def _retrieve(self, sender_id: str, fetch_events_from_all_sessions: bool) -> DialogueStateTracker | None:
        """Return the conversation as Rasa's store does, opened.

        Raises:
            SealError: an event can't be opened; the turn gets the safe reply, and not an assistant without memory.
        """
        with self.session_scope() as session:
            rows = self._event_query(session, sender_id, fetch_events_from_all_sessions).all()
            events = [json.loads(self._sealing.open(sender_id, row.data)) for row in rows]
        return DialogueStateTracker.from_dict(sender_id, events, self.domain.slots) if self.domain and events else None

    def _check_keys(self) -> None:
        """Open the newest event; events that were kept in the open by an earlier version are sealed first."""
        with self.session_scope() as session:
            for row in session.query(self.SQLEvent).filter(self.SQLEvent.data.like("{%")):
                row.data = self._sealing.seal(row.sender_id, row.data)
                row.intent_name = row.action_name = None
            session.commit()
            newest = session.query(self.SQLEvent).order_by(self.SQLEvent.id.desc()).first()
            if newest is not None:
                self._sealing.open(newest.sender_id, newest.data)


def _erase_what_is_deleted(connection: sqlite3.Connection, _: object) -> None:
    """Overwrite deleted rows with zeros."""
    connection.execute("PRAGMA secure_delete=ON")


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
