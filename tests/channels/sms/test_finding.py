"""By a phone's number all its conversations are found, to be given out or erased, whatever it texted since."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from line_fakes import OTHER_NUMBER, SECRET, Clock, FakeTalks, Handset
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from typer.testing import CliRunner

from assistant.booking import shared
from assistant.channels.sms import store as phones
from assistant.channels.sms.identity import Identity
from assistant.channels.sms.simulated import PHONE_NUMBER
from assistant.channels.website import history as website
from assistant.channels.website.history import History
from assistant.commands import app
from assistant.privacy.sealing import sealing_for
from assistant.server.retention import Retention
from assistant.settings import load_settings
from assistant.tracker_store import store as conversations
from assistant.tracker_store.store import ConversationStore

DAY = 24 * 60 * 60.0
NAME = Identity(SECRET).phone(PHONE_NUMBER)


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Let everything be kept in a folder of this test."""
    monkeypatch.setenv("ASSISTANT_SECRET", SECRET)
    monkeypatch.setenv("ASSISTANT_BOOKING_DATABASE", f"sqlite:///{tmp_path}/bookings.db")
    for module, file in ((conversations, "conversations.db"), (phones, "sms.db"), (website, "website.db")):
        monkeypatch.setattr(module, "DATABASE", tmp_path / file)
    cached: tuple[Any, ...] = (load_settings, sealing_for, shared.shared_store)
    for one in cached:
        one.cache_clear()
    yield tmp_path
    for one in cached:
        one.cache_clear()


class KeptTalks(FakeTalks):
    """An assistant that keeps what it hears where the commands look."""

    def __init__(self, store: ConversationStore) -> None:
        super().__init__()
        self.store = store

    async def _answer(self, conversation: str, heard: str) -> Any:
        tracker = await self.store.retrieve(conversation)
        tracker = tracker or DialogueStateTracker(conversation, Domain.empty().slots)
        tracker.update(UserUttered(heard))
        await self.store.save(tracker)
        return await super()._answer(conversation, heard)


@pytest.fixture
def kept(places: Path, clock: Clock) -> Handset:
    """A phone whose conversations are kept."""
    clock.now = time.time()
    talks = KeptTalks(ConversationStore(places / "conversations.db", sealing_for("conversations")))
    phone = Handset(talks, places / "sms.db", clock)
    phone.store._sealing = sealing_for("phones")
    return phone


async def run(*words: str) -> Any:
    """Run `assistant ...`."""
    return await asyncio.to_thread(CliRunner().invoke, app, list(words))


def words_left(phone: Handset) -> int:
    """Return how many conversations are kept."""
    with sqlite3.connect(phone.database.with_name("conversations.db")) as rows:
        return int(rows.execute("SELECT count(DISTINCT sender_id) FROM events").fetchone()[0])


@pytest.mark.parametrize("last", ["STOP", "HELP", "START"])
async def test_erase_finds_all_conversations_of_a_number(kept: Handset, clock: Clock, last: str) -> None:
    """Two conversations, and a keyword after hours of silence: nothing that was said stays."""
    await kept.text("my first question")
    clock.pass_minutes(90)
    await kept.text("my second question")
    await kept.text("of another person", number=OTHER_NUMBER)
    clock.pass_minutes(90)
    await kept.text(last)
    result = await run("erase", PHONE_NUMBER, "--yes")
    assert result.exit_code == 0, result.output
    assert words_left(kept) == 1
    assert await kept.store.stopped(NAME) is (last == "STOP")
    again = await run("erase", PHONE_NUMBER, "--yes")
    assert "No conversation of" in again.output
    assert again.exit_code == 1


async def test_export_gives_all_conversations_of_a_number(kept: Handset, clock: Clock) -> None:
    """Oldest first, each by itself, also after STOP."""
    await kept.text("my first question")
    clock.pass_minutes(90)
    await kept.text("my second question")
    await kept.text("STOP")
    result = await run("export", PHONE_NUMBER)
    assert result.exit_code == 0, result.output
    given = json.loads(result.output)["conversations"]
    assert [one["messages"][0]["text"] for one in given] == ["my first question", "my second question"]


async def test_a_first_message_that_timed_out_is_found(kept: Handset) -> None:
    """What was kept of a turn that came to no reply is found as well."""
    await kept.text("of another person", number=OTHER_NUMBER)  # what is opened once takes none of the time
    kept.line._seconds = 2.0
    kept.line._talk._assistant.seconds = 600.0  # type: ignore[attr-defined]
    await kept.text("my name is Rosalind")
    assert words_left(kept) == 2
    assert (await run("erase", PHONE_NUMBER, "--yes")).exit_code == 0
    assert words_left(kept) == 1


async def test_what_finds_them_goes_with_them(kept: Handset, clock: Clock) -> None:
    """It is for finding only: the phone itself is unknown after a week, and with the conversations this ends too."""
    await kept.text("my question")
    store = ConversationStore(kept.database.with_name("conversations.db"), sealing_for("conversations"))
    with sqlite3.connect(kept.database) as rows:
        rows.execute("UPDATE conversations SET seen = seen - ?", (8 * DAY,))
        rows.execute("UPDATE phones SET seen = seen - ?", (8 * DAY,))
    Retention(store, History(), 30, kept.database).purge()
    assert (await kept.store.known(NAME, "")).phone.started is None
    assert len(await asyncio.to_thread(kept.store.conversations_of, NAME)) == 1
    with sqlite3.connect(kept.database) as rows:
        rows.execute("UPDATE conversations SET seen = seen - ?", (24 * DAY,))
    Retention(store, History(), 30, kept.database).purge()
    assert await asyncio.to_thread(kept.store.conversations_of, NAME) == ()


async def test_a_new_conversation_after_a_stop_knows_nothing(kept: Handset) -> None:
    """What finds the old conversation does not open it again."""
    await kept.text("my question")
    await kept.text("STOP")
    await kept.text("START")
    await kept.text("another question")
    heard = kept.line._talk._assistant.heard  # type: ignore[attr-defined]
    assert len({conversation for conversation, _ in heard}) == 2
