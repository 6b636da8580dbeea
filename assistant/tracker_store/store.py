"""Where conversations are kept: sealed, in an SQLite file or in PostgreSQL, so that a restart loses nothing."""

from __future__ import annotations

import itertools
import json
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from rasa.core.agent import Agent
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, SessionStarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.engine import Connection
from sqlalchemy.exc import SQLAlchemyError

from assistant.booking.errors import BookingError
from assistant.dialogue.replies import Button
from assistant.privacy.redaction import redacted_event
from assistant.privacy.sealing import SealError, Sealing, sealing_for
from assistant.settings import ROOT
from assistant.storage.database import Place, aside, open_database, reason, stand_in_line, tidies_alone, where
from assistant.storage.lock_keys import lock_key
from assistant.storage.migrations import Tables
from assistant.tracker_store.checkpoints import last_mark_but_one, mark_if_due

DATABASE = ROOT / "var" / "conversations.db"
_TABLES = Tables(Path(__file__).parent / "conversation_versions", "conversations_version", 5_550_143)
_PURGED_AT_ONCE = 5_000
"""Events looked at in one transaction when old conversations are deleted."""

events = sa.Table(
    "events",
    sa.MetaData(),
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
    sa.Column("sender_id", sa.String(255), nullable=False),
    sa.Column("type_name", sa.String(255), nullable=False),
    sa.Column("timestamp", sa.Float(53)),
    sa.Column("intent_name", sa.String(255)),  # Rasa's columns; these two stay empty, as they would tell what was said
    sa.Column("action_name", sa.String(255)),
    sa.Column("data", sa.Text),  # the event as JSON, sealed
    sa.Index("ix_events_sender_id", "sender_id", "id"),
    sa.Index("events_by_kind", "sender_id", "type_name", "id"),
)

_OWN = events.c.sender_id == sa.bindparam("conversation")
_EVENTS = sa.select(events.c.id, events.c.data).where(_OWN).order_by(events.c.id)
_LAST_ID = sa.select(sa.func.max(events.c.id)).where(_OWN)


def _start_of_reading() -> Any:
    """Return the id of the first event that a turn needs: of the last session, and from the last mark but one.

    By ids, not by moments as Rasa does: the clocks of two replicas may differ.
    """
    session = _LAST_ID.where(events.c.type_name == SessionStarted.type_name).scalar_subquery()
    # The action that began the session stands before its event.
    beginning = _LAST_ID.where(events.c.id < session).scalar_subquery()
    mark = last_mark_but_one(events, _OWN).scalar_subquery()
    starts = sa.union_all(sa.select(sa.func.coalesce(beginning, 0).label("id")), sa.select(mark.label("id"))).subquery()
    return sa.select(sa.func.max(starts.c.id)).scalar_subquery()


# Made once: SQLAlchemy takes a millisecond to put such a statement together.
_WHAT_A_TURN_NEEDS = _EVENTS.where(events.c.id >= _start_of_reading())
_LAST_SAID = _EVENTS.where(
    events.c.type_name == BotUttered.type_name,
    events.c.id > sa.func.coalesce(_LAST_ID.where(events.c.type_name == UserUttered.type_name).scalar_subquery(), 0),
)
_INSERT = sa.insert(events)


class StoreError(RuntimeError):
    """Conversations can't be kept; the message says where and why."""


class WentOnElsewhereError(RuntimeError):
    """A conversation was changed since it was read: what was made of it is not kept."""


@dataclass(frozen=True)
class _Read:
    """What a tracker held when it was last read or saved: how many events, and the id of the last one."""

    events: int
    last: int | None


class ConversationStore(TrackerStore):
    """Rasa's store of conversations, on SQLite or PostgreSQL.

    What an event holds is sealed, and numbers and addresses that a person typed are not kept. In the open are the
    random id of the conversation, and each event's kind and moment.
    """

    def __init__(self, place: Place, sealing: Sealing | None = None) -> None:
        """Open `place`; a file and its folder are made where they are missing.

        Args:
            place: An SQLite file that only this user can read, or the address of a PostgreSQL database.
            sealing: Seals what is kept; without it, the keys of the settings do.

        Raises:
            StoreError: it can't be written, is something else, or was sealed with other keys.
        """
        super().__init__(Domain.empty())
        try:
            self._sealing = sealing or sealing_for("conversations")
        except BookingError as error:
            raise StoreError(f"Conversations can't be sealed: {error}") from error
        try:
            self.database = open_database(place, _TABLES, kept_open=True)
            self._check_keys()
        except (SealError, OSError, SQLAlchemyError) as error:
            why = str(error) if isinstance(error, SealError) else reason(error)
            raise StoreError(f"Conversations can't be kept in {where(place)}: {why}.") from error

    def shut(self) -> None:
        """Close the place; a file then holds all by itself."""
        self.database.shut()

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep the new events, sealed, and now and then a mark from which to read (see `checkpoints`).

        Raises:
            WentOnElsewhereError: another process has changed the conversation since `tracker` was read. Nothing is
                kept: Rasa's store would count the other's events as these, and lose these.
        """
        mark_if_due(tracker)
        await aside(self._save, tracker)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """Return the last session of a conversation, from the last mark but one.

        Raises:
            SealError: an event can't be opened; the turn gets the safe reply, and not an assistant without memory.
        """
        return await aside(self._retrieve, sender_id)

    async def retrieve_full_tracker(self, conversation_id: str) -> DialogueStateTracker | None:
        """Return a conversation whole.

        Raises:
            SealError: an event can't be opened.
        """
        found = await aside(self.events_of, conversation_id)
        return self._tracker(conversation_id, found)

    async def keys(self) -> Iterable[str]:
        """Return the ids of all conversations."""
        with self.database.reading() as connection:
            return list(connection.execute(sa.select(events.c.sender_id).distinct()).scalars())

    async def offered(self, conversation: str) -> tuple[Button, ...]:
        """Return the buttons of the last turn."""
        return await aside(self._offered, conversation)

    async def forget(self, conversation: str) -> None:
        """Delete all that was said in a conversation."""
        await aside(self.erase, conversation)

    def erase(self, conversation: str) -> int:
        """Delete a conversation whole; return how many events it had."""
        with self.database.writing() as connection:
            stand_in_line(connection, lock_key(f"save:{conversation}"))
            return int(connection.execute(sa.delete(events).where(events.c.sender_id == conversation)).rowcount)

    def purge(self, older_than: float) -> int:
        """Delete the conversations without a word for so many seconds; return how many.

        Whole conversations only: a tracker is what was kept since its beginning. It goes from the oldest event on, some
        thousands at a time, until it meets none that is old. Where another process is at it, it is left to that.
        """
        before, after, gone = time.time() - older_than, 0, 0
        while True:
            with self.database.writing() as connection:
                if not tidies_alone(connection, _TABLES.lock):
                    return gone
                page = sa.select(events.c.id, events.c.sender_id, events.c.timestamp).where(events.c.id > after)
                rows = connection.execute(page.order_by(events.c.id).limit(_PURGED_AT_ONCE)).all()
                names = {row.sender_id for row in rows if row.timestamp is not None and row.timestamp < before}
                if not names:
                    return gone
                gone += _delete_quiet(connection, names, before)
                after = rows[-1].id

    def spoken_since(self, moment: float) -> list[str]:
        """Return the conversations with a word after `moment`, in seconds since 1970."""
        spoken = sa.select(events.c.sender_id).where(events.c.timestamp >= moment).distinct()
        with self.database.reading() as connection:
            return list(connection.execute(spoken.order_by(events.c.sender_id)).scalars())

    def events_of(self, conversation: str) -> list[dict[str, Any]]:
        """Return all events of a conversation, of all its sessions, oldest first.

        Raises:
            SealError: one can't be opened.
        """
        with self.database.reading() as connection:
            rows = connection.execute(_EVENTS, {"conversation": conversation}).all()
        return [json.loads(self._sealing.open(conversation, row.data)) for row in rows]

    def _offered(self, conversation: str) -> tuple[Button, ...]:
        with self.database.reading() as connection:
            rows = connection.execute(_LAST_SAID, {"conversation": conversation}).all()
        found = [json.loads(self._sealing.open(conversation, row.data)) for row in rows]
        buttons = [button for event in found for button in (event.get("data") or {}).get("buttons") or ()]
        return tuple(Button(str(button["title"]), str(button["payload"])) for button in buttons)

    def _retrieve(self, conversation: str) -> DialogueStateTracker | None:
        with self.database.reading() as connection:
            rows = connection.execute(_WHAT_A_TURN_NEEDS, {"conversation": conversation}).all()
        tracker = self._tracker(conversation, [json.loads(self._sealing.open(conversation, row.data)) for row in rows])
        if tracker is not None:
            tracker.read = _Read(len(tracker.events), rows[-1].id)
        return tracker

    def _tracker(self, conversation: str, found: list[dict[str, Any]]) -> DialogueStateTracker | None:
        return DialogueStateTracker.from_dict(conversation, found, self.domain.slots) if found else None

    def _save(self, tracker: DialogueStateTracker) -> None:
        conversation = tracker.sender_id
        read: _Read = getattr(tracker, "read", None) or _Read(0, None)
        rows = [
            {
                "sender_id": conversation,
                "type_name": event.type_name,
                "timestamp": event.timestamp,
                "data": self._sealing.seal(conversation, json.dumps(redacted_event(event.as_dict()))),
            }
            for event in itertools.islice(tracker.events, read.events, None)
        ]
        if not rows:
            return
        with self.database.writing() as connection:
            stand_in_line(connection, lock_key(f"save:{conversation}"))
            if connection.execute(_LAST_ID, {"conversation": conversation}).scalar() != read.last:
                raise WentOnElsewhereError
            connection.execute(_INSERT, rows)
            kept = _Read(len(tracker.events), connection.execute(_LAST_ID, {"conversation": conversation}).scalar())
        tracker.read = kept

    def _check_keys(self) -> None:
        """Open the newest event; events that were kept in the open by an earlier version are sealed first."""
        newest = sa.select(events).order_by(events.c.id.desc()).limit(1)
        with self.database.writing() as connection:
            if not self.database.is_postgres:  # no earlier version was on PostgreSQL
                self._seal_what_is_open(connection)
            found = connection.execute(newest).first()
        if found is not None:
            self._sealing.open(found.sender_id, found.data)

    def _seal_what_is_open(self, connection: Connection) -> None:
        for row in connection.execute(sa.select(events).where(events.c.data.like("{%"))).all():
            sealed = {"data": self._sealing.seal(row.sender_id, row.data), "intent_name": None, "action_name": None}
            connection.execute(sa.update(events).where(events.c.id == row.id).values(sealed))


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


def _delete_quiet(connection: Connection, names: set[str], before: float) -> int:
    """Delete those of the conversations `names` in which nothing was said since `before`; return how many."""
    quiet = sa.select(events.c.sender_id).where(events.c.sender_id.in_(names)).group_by(events.c.sender_id)
    old = connection.execute(quiet.having(sa.func.max(events.c.timestamp) < before)).scalars().all()
    if old:
        connection.execute(sa.delete(events).where(events.c.sender_id.in_(old)))
    return len(old)
