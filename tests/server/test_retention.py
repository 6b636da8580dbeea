"""What is kept of a conversation goes by itself, and can be given out or deleted on request."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from door_fakes import SECRET
from test_store_at_rest import WORDS, make_store, talk
from typer.testing import CliRunner

from assistant.booking import shared
from assistant.booking.shared import shared_store
from assistant.channels.sms import store as phones
from assistant.channels.sms.identity import Identity
from assistant.channels.sms.phone import Open, Phone
from assistant.channels.sms.store import PhoneStore
from assistant.channels.website import history as website
from assistant.channels.website.history import History
from assistant.channels.website.tokens import Tokens
from assistant.commands import app
from assistant.privacy.sealing import sealing_for
from assistant.server.retention import Retention, keep_doing
from assistant.settings import load_settings
from assistant.tracker_store import store as conversations
from assistant.tracker_store.store import ConversationStore

NUMBER = "+12125550142"
DAY = 86400.0


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Let everything be kept in a folder of this test."""
    monkeypatch.setenv("ASSISTANT_SECRET", SECRET)
    monkeypatch.setenv("ASSISTANT_BOOKING_DATABASE", f"sqlite:///{tmp_path}/bookings.db")
    monkeypatch.setattr(conversations, "DATABASE", tmp_path / "conversations.db")
    monkeypatch.setattr(phones, "DATABASE", tmp_path / "sms.db")
    monkeypatch.setattr(website, "DATABASE", tmp_path / "website.db")
    cached: tuple[Any, ...] = (load_settings, sealing_for, shared.shared_store)
    for one in cached:
        one.cache_clear()
    yield tmp_path
    for one in cached:
        one.cache_clear()


def run(*words: str, **more: Any) -> Any:
    """Run `assistant ...`."""
    return CliRunner().invoke(app, list(words), **more)


def kept_store(folder: Path) -> ConversationStore:
    """Return the store of conversations that the commands use."""
    return make_store(folder / "conversations.db", sealing_for("conversations"))


async def test_what_is_old_goes_everywhere(places: Path) -> None:
    """A day's work deletes old conversations, forgets silent phones, and leaves stops and what is in use."""
    now = time.time()
    store, texts = kept_store(places), PhoneStore(places / "sms.db")
    await store.save(talk("old", now - 31 * DAY))
    await store.save(talk("new", now - 29 * DAY))
    for name, seen, stopped in (("silent", 31, False), ("stopped", 400, True), ("writing", 1, False)):
        await texts.keep(name, f"m-{name}", Phone(seen=now - seen * DAY, stopped=stopped), ("Hi.",), now)
    done = Retention(store, History(), 30, places / "sms.db").purge()
    assert done.conversations == 1
    assert (await store.retrieve("old"), (await store.retrieve("new")) is None) == (None, False)
    with sqlite3.connect(places / "sms.db") as rows:
        assert {name for (name,) in rows.execute("SELECT phone FROM phones")} == {"stopped", "writing"}


async def test_the_server_deletes_once_a_day(caplog: pytest.LogCaptureFixture) -> None:
    """The work is done at the start and again; a failure is logged by its kind only, and tried again."""
    done: list[int] = []

    def work() -> None:
        done.append(1)
        if len(done) == 1:
            raise OSError(WORDS)

    task = asyncio.create_task(keep_doing(work, every=0.01, after_failure=0.01))
    await asyncio.sleep(0.2)
    task.cancel()
    assert len(done) >= 3
    assert "retention.failed error=OSError" in caplog.text
    assert WORDS not in caplog.text


async def test_a_text_line_that_nobody_used_makes_no_file(places: Path) -> None:
    """Without a file of the text line there is nothing to forget, and none is made."""
    assert Retention(kept_store(places), History(), 30, places / "sms.db").purge().phones == 0
    assert not (places / "sms.db").exists()


async def test_one_conversation_is_given_out_and_erased(places: Path) -> None:
    """Export gives all that is kept, readably, to a file for this user only; erase leaves nothing; both are audited."""
    conversation = Tokens(SECRET, 12).issue().conversation
    store = kept_store(places)
    await store.save(talk(conversation))
    await store.save(talk("other"))
    History(places / "website.db").add(conversation, None, WORDS, {"messages": [], "record": {}})
    file = places / "out.json"
    assert run("export", conversation, str(file)).exit_code == 0
    assert file.stat().st_mode & 0o777 == 0o600
    given = json.loads(file.read_text(encoding="utf-8"))
    said = [(one["who"], one["text"]) for one in given["messages"]]
    assert said == [("person", "my name is Rosalind Oranges, call [phone]"), ("assistant", WORDS)]
    assert given["website"][0]["you"] == WORDS
    assert len(given["events"]) == 4
    assert run("erase", conversation, input="n\n").exit_code == 1
    assert run("erase", conversation, "--yes").exit_code == 0
    assert "Nothing is kept" in run("export", conversation).output
    assert len(store.events_of("other")) == 4
    with shared_store().transaction() as connection:
        noted = [what for (what,) in connection.exec_driver_sql("SELECT what FROM audit")]
    assert noted == ["export conversation", "erase conversation"]


async def test_a_token_or_a_number_names_its_conversation(places: Path) -> None:
    """Nobody has to know an id: the token of an open chat, or the phone's number, finds the conversation."""
    ticket = Tokens(SECRET, 12).issue()
    store = kept_store(places)
    await store.save(talk(ticket.conversation))
    assert run("export", ticket.token).exit_code == 0
    identity, began = Identity(SECRET), time.time()
    texts = PhoneStore(places / "sms.db")
    await texts.keep(
        identity.phone(NUMBER), "m", Phone(started=began, seen=began, open=Open(rest="x")), ("Hi.",), began
    )
    await store.save(talk(identity.conversation(NUMBER, began)))
    result = await asyncio.to_thread(run, "erase", NUMBER, "--yes")
    assert result.exit_code == 0, result.output
    assert not store.events_of(identity.conversation(NUMBER, began))
    assert (await texts.known(identity.phone(NUMBER), "")).phone.started is None


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["purge", "--older-than", "30"], "such as 30d"),
        (["export", "nobody"], "Nothing is kept of nobody"),
        (["erase", "nobody", "--yes"], "Nothing is kept of nobody"),
        (["export", "+12125550199"], "No conversation of +12125550199"),
    ],
)
def test_a_wrong_command_is_one_line(places: Path, words: list[str], says: str) -> None:
    """What was wrong, in one line, and an exit code for scripts."""
    result = run(*words)
    assert result.exit_code == 1
    assert says in result.output
    assert len(result.output.strip().splitlines()) == 1


async def test_purge_by_hand(places: Path) -> None:
    """The command does what the server does each day, and says how much it was."""
    await kept_store(places).save(talk("old", time.time() - 31 * DAY))
    result = run("purge", "--older-than", "30d", "--yes")
    assert "Deleted: 1 conversations" in result.output


def test_purge_by_hand_lets_no_deleted_chat_open_again(places: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A token may be valid for days by the settings: as long it is known that its chat was deleted."""
    monkeypatch.setenv("ASSISTANT_SESSION_HOURS", "48")
    load_settings.cache_clear()
    history = History(places / "website.db", 48 * 3600)
    history.close("deleted")
    with sqlite3.connect(places / "website.db") as rows:
        rows.execute("UPDATE closed SET at = ?", (time.time() - 20 * 3600,))
    assert run("purge", "--older-than", "30d", "--yes").exit_code == 0
    assert history.is_closed("deleted")


async def test_what_was_sent_to_a_phone_is_sealed(places: Path) -> None:
    """Neither the last reply nor the rest of a cut one can be read in the file: they may repeat a name."""
    texts = PhoneStore(places / "sms.db")
    await texts.keep("p", "m", Phone(open=Open(rest=WORDS)), (WORDS,), 1.0)
    assert b"Rosalind" not in b"".join(file.read_bytes() for file in places.glob("sms.db*"))
    known = await texts.known("p", "m")
    assert (known.reply, known.phone.open.rest) == ((WORDS,), WORDS)


async def test_a_stop_of_an_earlier_version_is_kept(places: Path) -> None:
    """What was in the open is sealed at the first use, and a phone that said stop stays stopped."""
    texts = PhoneStore(places / "sms.db")
    await texts.keep("p", "m", Phone(), ("Hi.",), 1.0)
    with sqlite3.connect(places / "sms.db") as rows:
        rows.execute("UPDATE phones SET stopped = 1, state = ?", (Phone(stopped=True).model_dump_json(),))
        rows.execute("UPDATE messages SET reply = ?", (f'["{WORDS}"]',))
    assert await PhoneStore(places / "sms.db").stopped("p")
    with sqlite3.connect(places / "sms.db") as rows:
        ((state,),) = rows.execute("SELECT state FROM phones").fetchall()
        ((reply,),) = rows.execute("SELECT reply FROM messages").fetchall()
    assert not state.startswith("{")
    assert reply is None


async def test_what_the_website_shows_is_sealed(places: Path) -> None:
    """No word of the patient or of the answer can be read in the file; both come back whole."""
    history = History(places / "website.db")
    history.add("c", "id-1", WORDS, {"messages": [{"text": WORDS}], "record": {"answer_ids": []}})
    assert b"Rosalind" not in b"".join(file.read_bytes() for file in places.glob("website.db*"))
    shown = history.turn("c", 1)
    assert shown is not None
    assert (shown.you, shown.turn["messages"][0]["text"]) == (WORDS, WORDS)
