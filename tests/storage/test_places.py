"""Conversations, what the website shows and the state of phones: the same on SQLite and on PostgreSQL."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from pydantic import SecretStr, ValidationError
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, SessionStarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.exc import SQLAlchemyError

from assistant.channels.sms.phone import Open, Phone
from assistant.channels.sms.store import PhoneStore
from assistant.channels.website.history import History
from assistant.dialogue.replies import Button
from assistant.privacy.sealing import Sealing
from assistant.settings import ROOT, Settings
from assistant.storage import postgres as postgres_engines
from assistant.storage.database import Place, open_database
from assistant.storage.migrations import Tables
from assistant.tracker_store.store import ConversationStore, StoreError, WentOnElsewhereError

WORDS = "my name is Rosalind Oranges, call 212-555-0142"
KEPT = WORDS.replace("212-555-0142", "[phone]")
"""What is kept of them: numbers that people type are not."""
EFFECTS = {"title": "Side effects", "payload": "/ask_side_effects"}


def make_store(place: Place, sealing: Sealing) -> ConversationStore:
    """Return a store that knows a domain."""
    store = ConversationStore(place, sealing)
    store.domain = Domain.empty()
    return store


def talk(conversation: str, at: float | None = None) -> DialogueStateTracker:
    """Return a conversation in which something was said."""
    intent = {"name": "ask_what", "confidence": 1.0}
    said = BotUttered(WORDS, data={"buttons": [EFFECTS]})
    events: list[Any] = [SessionStarted(), UserUttered(WORDS, intent), said]
    for event in events:
        event.timestamp = at or time.time()
    return DialogueStateTracker.from_events(conversation, events)


async def test_a_conversation_is_kept_continued_and_erased(place: Place, sealing: Sealing) -> None:
    """What is saved comes back whole, goes on where it was, offers its last buttons, and goes on request."""
    store = make_store(place, sealing)
    await store.save(talk("one"))
    await store.save(talk("other"))
    assert await store.offered("one") == (Button(**EFFECTS),)
    read = await store.retrieve("one")
    assert read is not None
    read.update(UserUttered("and radiation?"))
    await store.save(read)
    await store.save(read)
    again = await make_store(place, sealing).retrieve("one")
    assert again is not None
    assert [event.text for event in again.events if isinstance(event, UserUttered)] == [KEPT, "and radiation?"]
    assert await store.offered("one") == ()
    assert (store.erase("one"), store.erase("one"), len(store.events_of("other"))) == (4, 0, 3)


async def test_only_what_is_old_is_deleted(place: Place, sealing: Sealing, monkeypatch: pytest.MonkeyPatch) -> None:
    """Quiet conversations go whole, page by page; one with an old beginning that goes on stays."""
    monkeypatch.setattr("assistant.tracker_store.store._PURGED_AT_ONCE", 4)
    store = make_store(place, sealing)
    old = time.time() - 31 * 86400
    goes_on = talk("goes on", old)
    goes_on.update(BotUttered("now"))
    for tracker in (talk("old", old), goes_on, talk("older", old - 1), talk("new")):
        await store.save(tracker)
    assert store.purge(30 * 86400) == 2
    assert set(await store.keys()) == {"goes on", "new"}
    assert len(store.events_of("goes on")) == 4


async def test_what_went_on_elsewhere_is_not_overwritten(place: Place, sealing: Sealing) -> None:
    """Of two processes that made a turn of the same conversation at once, one keeps it; the other is told."""
    store, other = make_store(place, sealing), make_store(place, sealing)
    await store.save(talk("one"))
    mine, theirs = await store.retrieve("one"), await other.retrieve("one")
    assert mine is not None
    assert theirs is not None
    mine.update(UserUttered("mine"))
    theirs.update(UserUttered("theirs"))
    await other.save(theirs)
    with pytest.raises(WentOnElsewhereError):
        await store.save(mine)
    assert [event.get("text") for event in store.events_of("one")][-1] == "theirs"
    store.erase("one")
    with pytest.raises(WentOnElsewhereError):
        await other.save(_with(theirs, "after it was erased"))
    assert not store.events_of("one")


def _with(tracker: DialogueStateTracker, text: str) -> DialogueStateTracker:
    tracker.update(UserUttered(text))
    return tracker


def test_the_website_s_history(place: Place, sealing: Sealing) -> None:
    """Turns are numbered, found by the client's id, rated, and gone when their patient says so."""
    history = History(place, sealing=sealing)
    turn = {"messages": [{"text": WORDS}], "record": {"answer_ids": ["a@1"]}}
    assert [history.add("one", f"id-{n}", WORDS, turn) for n in range(3)] == [1, 2, 3]
    assert history.add("other", None, None, turn) == 1
    found = history.find("one", "id-1")
    assert found is not None
    assert (found.number, found.you, found.turn) == (2, WORDS, turn)
    assert [one.number for one in history.after("one", 1)] == [2, 3]
    assert history.add("one", "id-1", "in another process", turn) == 2
    assert [one.you for one in history.after("one", 0)] == [WORDS] * 3
    assert history.rate("one", 1, "2026-01-01", True, None)
    assert history.rate("one", 1, "2026-01-02", False, "other")
    assert not history.rate("one", 9, "2026-01-02", False, None)
    assert history.opinions() == [("2026-01-02", ["a@1"], False, "other")]
    history.close("one")
    history.close("one")
    assert history.is_closed("one")
    assert history.add("one", None, None, turn) == 0
    assert not history.after("one", 0)
    assert len(history.after("other", 0)) == 1


async def test_the_state_of_phones(place: Place, sealing: Sealing) -> None:
    """A phone's state and the reply to each message are kept together, replaced, and forgotten; a stop never is."""
    store = PhoneStore(place, sealing)
    await store.keep("p", "m", Phone(seen=1.0, open=Open(rest=WORDS)), (WORDS,), 1.0)
    await store.keep("p", "m", Phone(seen=2.0), ("Hi.",), 2.0)
    await store.keep("q", "n", Phone(seen=2.0, stopped=True), (), 2.0)
    known = await PhoneStore(place, sealing).known("p", "m")
    assert (known.phone.seen, known.reply) == (2.0, ("Hi.",))
    assert store.purge(10.0, now=100.0) == 1
    assert (await store.known("p", "x")).phone == Phone()
    store.forget("q")
    assert await store.stopped("q")


async def test_nothing_is_readable_in_the_database(database: SecretStr, sealing: Sealing) -> None:
    """On PostgreSQL, too, no word of a patient stands in any row."""
    await make_store(database, sealing).save(talk("one"))
    History(database, sealing=sealing).add("one", None, WORDS, {"messages": [{"text": WORDS}], "record": {}})
    await PhoneStore(database, sealing).keep("p", "m", Phone(open=Open(rest=WORDS)), (WORDS,), 1.0)
    seen = 0
    with postgres_engines.postgres_engine(database.get_secret_value()).connect() as connection:
        for table in ("events", "shown", "phones", "messages"):
            for row in connection.execute(sa.text(f"SELECT * FROM {table}")):
                seen += 1
                assert "Rosalind" not in str(tuple(row))
                assert "ask_what" not in str(tuple(row))
    assert seen == 6


def test_the_tables_are_those_of_the_migrations(database: SecretStr, sealing: Sealing) -> None:
    """The code and the migrations agree on every table, column and index."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from assistant.channels.sms import tables as sms
    from assistant.channels.website import history
    from assistant.tracker_store import store

    ConversationStore(database, sealing)
    History(database, sealing=sealing)
    PhoneStore(database, sealing).forget("nobody")
    for metadata in (store.events.metadata, history._metadata, sms.metadata):
        ours = set(metadata.tables)

        def mine(thing: Any, name: str | None, kind: str, *_: Any, ours: set[str] = ours) -> bool:
            return kind != "table" or name in ours

        with postgres_engines.postgres_engine(database.get_secret_value()).connect() as connection:
            context = MigrationContext.configure(connection, opts={"include_object": mine})
            assert compare_metadata(context, metadata) == []


def test_replicas_may_start_at_once(database: SecretStr) -> None:
    """Six processes that find an empty database all start; the tables are made once."""
    script = (
        "import sys; from pydantic import SecretStr; from assistant.channels.website.history import History;"
        "from assistant.privacy.sealing import Sealing; from assistant.booking.keys import Keys;"
        "History(SecretStr(sys.argv[1]), sealing=Sealing(Keys([sys.argv[2]]), 'tests')).add('c', None, 'w', {})"
    )
    key = "bm90IGEgc2VjcmV0LCBvbmx5IGZvciB0aGlzIHRlc3Q="
    command = [sys.executable, "-W", "ignore", "-c", script, database.get_secret_value(), key]
    processes = [subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) for _ in range(6)]
    errors = [process.communicate(timeout=120)[1] for process in processes]
    failed = [error for process, error in zip(processes, errors, strict=True) if process.returncode]
    # Numbers are given under the lock of the conversation, which this script does not take.
    assert all("UniqueViolation" in error for error in failed), failed
    with postgres_engines.postgres_engine(database.get_secret_value()).connect() as connection:
        assert connection.execute(sa.text("SELECT count(*) FROM shown")).scalar() == 6 - len(failed)
        assert connection.execute(sa.text("SELECT version_num FROM website_version")).scalars().all() == ["0001"]


@pytest.fixture
def frozen(postgres: Any) -> Iterator[None]:
    """A database that answers nothing."""
    processes = postgres.freeze()
    yield
    postgres.thaw(processes)


async def test_a_frozen_database_is_given_up(database: SecretStr, sealing: Sealing, request: Any) -> None:
    """A server that says nothing is an error for the turn, and not a wait for ever; others are not held up by it."""
    store = make_store(database, sealing)
    await store.save(talk("one"))
    ticks: list[int] = []

    async def others() -> None:
        while True:
            ticks.append(1)
            await asyncio.sleep(0.01)

    other = asyncio.create_task(others())
    request.getfixturevalue("frozen")
    with pytest.raises(SQLAlchemyError):
        await store.retrieve("one")
    other.cancel()
    assert len(ticks) > 50


def test_the_limits_are_in_order() -> None:
    """A lock gives up before its statement, a statement before the connection, that before the action and the turn."""
    limits = postgres_engines
    assert 0 < limits.LOCK_SECONDS < limits.STATEMENT_SECONDS < limits.ANSWER_SECONDS
    assert Settings(_env_file=None).turn_seconds / 2 > limits.ANSWER_SECONDS


def test_a_database_that_is_not_there_is_one_line(sealing: Sealing) -> None:
    """What is wrong is said without the password in the address."""
    address = SecretStr("postgresql://assistant:hidden@127.0.0.1:1/none")
    with pytest.raises(StoreError, match="ASSISTANT_DATABASE") as caught:
        ConversationStore(address, sealing)
    assert "hidden" not in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"database": "mysql://u:hidden@h/d"}, "postgresql://"),
        ({"database": "postgresql://u:hidden@h/d"}, "ASSISTANT_SECRET"),
        ({"database": "postgresql://u:hidden@h/d", "secret": "s" * 32}, "ASSISTANT_BOOKING_KEYS"),
    ],
)
def test_replicas_need_the_same_secrets(given: dict[str, str], says: str) -> None:
    """A secret that each replica makes for itself would shut patients out at the next message."""
    with pytest.raises(ValidationError) as caught:
        Settings(_env_file=None, **given)
    assert says in str(caught.value.errors()[0]["msg"])


def test_a_migration_that_fails_changes_nothing(database: SecretStr, tmp_path: Any) -> None:
    """Tables are made whole or not at all."""
    tables = Tables(tmp_path / "versions", "broken_version", 1)
    tables.versions.mkdir()
    (tables.versions / "0001_broken.py").write_text(
        "import sqlalchemy as sa\nfrom alembic import op\nrevision = '0001'\ndown_revision = None\n"
        "def upgrade():\n    op.create_table('half', sa.Column('a', sa.Integer))\n    op.execute('no SQL')\n"
    )
    with pytest.raises(SQLAlchemyError):
        open_database(database, tables)
    with postgres_engines.postgres_engine(database.get_secret_value()).connect() as connection:
        assert not sa.inspect(connection).has_table("half")
