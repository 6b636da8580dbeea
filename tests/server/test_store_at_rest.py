"""What a copy of the file of conversations tells: nothing that anybody said."""

from __future__ import annotations

import json
import sqlite3
import time
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from assistant.booking.keys import Keys
from assistant.privacy.sealing import SealError, Sealing
from assistant.tracker_store.store import ConversationStore, StoreError

WORDS = "my name is Rosalind Oranges, call 212-555-0142"


def make_sealing(*keys: str) -> Sealing:
    """Return a sealing with these keys, or a new one."""
    return Sealing(Keys(keys or (Fernet.generate_key().decode(),)), "conversations")


def make_store(path: Path, sealing: Sealing) -> ConversationStore:
    """Return a store at `path` that knows a domain."""
    store = ConversationStore(path, sealing)
    store.domain = Domain.empty()
    return store


def talk(conversation: str, at: float | None = None) -> DialogueStateTracker:
    """Return a conversation in which something was said."""
    intent = {"name": "ask_what", "confidence": 1.0}
    events: list[Any] = [SessionStarted(), UserUttered(WORDS, intent), SlotSet("name", WORDS), BotUttered(WORDS)]
    for event in events:
        event.timestamp = at or time.time()
    return DialogueStateTracker.from_events(conversation, events)


def bytes_of(folder: Path) -> bytes:
    """Return all that is in the files of a folder."""
    return b"".join(file.read_bytes() for file in folder.iterdir())


async def test_nothing_that_was_said_is_readable_in_the_file(tmp_path: Path) -> None:
    """Messages, answers, slot values and intents are sealed on the disk; all comes back but a number that was typed."""
    store = make_store(tmp_path / "conversations.db", make_sealing())
    await store.save(talk("one"))
    raw = bytes_of(tmp_path)
    for word in (b"Rosalind", b"Oranges", b"555-0142", b"ask_what"):
        assert word not in raw
    found = await store.retrieve("one")
    assert found is not None
    assert [event.type_name for event in found.events] == ["session_started", "user", "slot", "bot"]
    assert found.events[1].text == "my name is Rosalind Oranges, call [phone]"
    assert found.events[2].value == WORDS


async def test_events_are_of_one_conversation_only(tmp_path: Path) -> None:
    """A row that somebody moves into another conversation can't be opened there."""
    path = tmp_path / "conversations.db"
    store = make_store(path, make_sealing())
    await store.save(talk("one"))
    await store.save(talk("other"))
    with sqlite3.connect(path) as rows:
        data = "(SELECT data FROM events WHERE sender_id = 'one' AND type_name = 'user')"
        rows.execute(f"UPDATE events SET data = {data} WHERE sender_id = 'other' AND type_name = 'user'")
    with pytest.raises(SealError) as caught:
        await store.retrieve("other")
    assert WORDS not in str(caught.value)
    assert await store.retrieve("one") is not None


async def test_a_new_key_reads_on_and_a_wrong_one_stops_the_start(tmp_path: Path) -> None:
    """A key put before the old one seals from then on; without the old one the start stops, with one line."""
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    path = tmp_path / "conversations.db"
    await make_store(path, make_sealing(old)).save(talk("one"))
    both = make_store(path, make_sealing(new, old))
    assert await both.retrieve("one") is not None
    await both.save(talk("two"))
    assert await make_store(path, make_sealing(new)).retrieve("two") is not None
    with pytest.raises(StoreError, match="ASSISTANT_BOOKING_KEYS") as caught:
        ConversationStore(path, make_sealing())
    assert "\n" not in str(caught.value)


async def test_what_an_earlier_version_kept_in_the_open_is_sealed_at_the_start(tmp_path: Path) -> None:
    """After the first start of this version no plain row is left, and the conversations go on."""
    path, sealing = tmp_path / "conversations.db", make_sealing()
    make_store(path, sealing)
    with sqlite3.connect(path) as rows:
        for event in talk("one").events:
            values = ("one", event.type_name, event.timestamp, "ask_what", json.dumps(event.as_dict()))
            rows.execute(
                "INSERT INTO events (sender_id, type_name, timestamp, intent_name, data) VALUES (?, ?, ?, ?, ?)", values
            )
    assert b"Rosalind" in bytes_of(tmp_path)
    found = await make_store(path, sealing).retrieve("one")
    assert found is not None
    assert found.events[1].text == WORDS
    with sqlite3.connect(path) as rows:
        stored = rows.execute("SELECT data, intent_name FROM events").fetchall()
    assert not any(data.startswith("{") or intent for data, intent in stored)


async def test_quiet_conversations_are_deleted_whole(tmp_path: Path) -> None:
    """Only conversations whose last word is too old go, with all their events; what is deleted is overwritten."""
    path = tmp_path / "conversations.db"
    store = make_store(path, make_sealing())
    await store.save(talk("old", time.time() - 31 * 86400))
    began_long_ago = talk("still going", time.time() - 31 * 86400)
    began_long_ago.update(BotUttered("now"))
    await store.save(began_long_ago)
    assert store.purge(30 * 86400) == 1
    assert await store.retrieve("old") is None
    kept = await store.retrieve("still going")
    assert kept is not None
    assert len(kept.events) == 5
    with store.database.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA secure_delete").scalar() == 1


async def test_one_conversation_is_erased(tmp_path: Path) -> None:
    """Erasing takes one conversation and no other, and says how much it was."""
    store = make_store(tmp_path / "conversations.db", make_sealing())
    await store.save(talk("one"))
    await store.save(talk("other"))
    assert (store.erase("one"), store.erase("one"), len(store.events_of("other"))) == (4, 0, 4)


def test_sealed_text_differs_each_time_and_purposes_do_not_mix() -> None:
    """The same words seal differently each time; what was sealed for one purpose opens for no other."""
    keys = Keys([Fernet.generate_key().decode()])
    one, other = Sealing(keys, "conversations"), Sealing(keys, "phones")
    assert one.seal("a", WORDS) != one.seal("a", WORDS)
    for changed in (one.seal("a", WORDS)[:-8] + "AAAAAAA=", "no base64!", "", other.seal("a", WORDS)):
        with pytest.raises(SealError):
            one.open("a", changed)
