"""The door around the trained assistant, with conversations in SQLite."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from door_fakes import SECRET, Door, buttons_of

from assistant.channels.website.tokens import Tokens
from assistant.tracker_store.store import ConversationStore, StoreError

Real = tuple[Any, Any]


async def test_a_question_is_answered_from_the_knowledge(real_door: Door) -> None:
    """The welcome, an answer with its record, and a button that leads on."""
    opened = await real_door.open()
    assert "not a person" in opened["messages"][0]["text"]
    turn = await real_door.say(opened["token"], "What are the side effects of radiation therapy?")
    assert (turn["record"]["outcome"], turn["record"]["topic"]) == ("answer", "radiation")
    pressed = await real_door.send(opened["token"], {"press": next(iter(buttons_of(turn).values()))})
    assert pressed.status_code == 200
    assert pressed.json()["record"]["outcome"] != "error"


async def test_the_real_assistant_is_ready_and_the_check_leaves_nothing(real_door: Door, database: Path) -> None:
    """Readiness asks the loaded model; nothing of it stays in the database."""
    assert await real_door.app.state.readiness.check() is None
    with sqlite3.connect(database) as connection:
        (rows,) = connection.execute("SELECT count(*) FROM events WHERE sender_id LIKE 'health-%'").fetchone()
    assert rows == 0


async def test_conversations_do_not_leak(real_door: Door) -> None:
    """What one patient talks about is unknown in another's conversation, and stays known in theirs."""
    one, other = (await real_door.open())["token"], (await real_door.open())["token"]
    await real_door.say(one, "What are the side effects of chemotherapy?")
    assert (await real_door.say(other, "What are the side effects?"))["record"]["topic"] != "chemotherapy"
    assert (await real_door.say(one, "How is it given?"))["record"]["topic"] == "chemotherapy"


@pytest.mark.parametrize(
    "text",
    [
        "/restart",
        "/session_start",
        '/ask_side_effects{"treatment": "chemotherapy"}',
        "//restart",
        "  /restart",
        "\x00/restart",
        "a\x00b\x1b[2J",
        "\u4f60\u597d\uff0c\u5316\u7597\u6709\u4ec0\u4e48\u526f\u4f5c\u7528",
        "\u0645\u0631\u062d\u0628\u0627",
        "\U0001f600\U0001f600",
        "",
        "   ",
        "{treatment}",
        "a" * 1000,
    ],
)
async def test_odd_input_is_answered_and_loses_nothing(real_door: Door, text: str) -> None:
    """Commands, control characters, other scripts, emoji, nothing: a reply with words, and the conversation goes on."""
    token = (await real_door.open())["token"]
    await real_door.say(token, "What are the side effects of chemotherapy?")
    turn = await real_door.say(token, text)
    assert turn["record"]["outcome"] != "error"
    assert all(message["text"].strip() for message in turn["messages"])
    after = await real_door.say(token, "How is it given?")
    assert (after["record"]["topic"], after["record"]["aspect"]) == ("chemotherapy", "how_given")


async def test_twenty_messages_at_once(real_door: Door, real: Real) -> None:
    """20 messages to one conversation at once: all are answered, all are kept, in the order they came."""
    token = (await real_door.open())["token"]
    texts = [f"What are the side effects of radiation {number}?" for number in range(20)]
    turns = await asyncio.gather(*(real_door.say(token, text) for text in texts))
    assert all(turn["record"]["outcome"] != "error" for turn in turns)
    conversation = _conversation(real_door, token)
    tracker = await real[1].retrieve(conversation)
    assert [event.text for event in tracker.events if event.type_name == "user"] == texts


async def test_a_restart_keeps_the_conversation(real: Real, database: Path) -> None:
    """After a restart, on the same file: the token works, the last buttons work, and the treatment is remembered."""
    before = Door(*real)
    opened = await before.open()
    await before.say(opened["token"], "What are the side effects of chemotherapy?")
    after = Door(real[0], ConversationStore(database))
    assert (await after.say(opened["token"], "How is it given?"))["record"]["topic"] == "chemotherapy"
    turn = await after.say(opened["token"], "What are the side effects?")
    again = Door(real[0], ConversationStore(database))
    pressed = await again.send(opened["token"], {"press": next(iter(buttons_of(turn).values()))})
    assert pressed.status_code == 200
    assert pressed.json()["record"]["outcome"] != "error"


async def test_a_broken_store_gives_the_safe_reply_and_no_amnesia(
    real_door: Door, real: Real, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While conversations can't be read, nobody is answered from an empty memory; after, all is as before."""
    token = (await real_door.open())["token"]
    await real_door.say(token, "What are the side effects of chemotherapy?")

    async def broken(*_: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    for method in ("retrieve", "save"):
        with monkeypatch.context() as patch:
            patch.setattr(real[1], method, broken)
            turn = await real_door.say(token, "How is it given?")
        assert turn["record"]["outcome"] == "error"
        assert "555-0111" in turn["messages"][0]["text"]
    assert (await real_door.say(token, "How is it given?"))["record"]["topic"] == "chemotherapy"


async def test_conversations_are_kept_for_this_user_only(database: Path, real: Real) -> None:
    """The file of conversations can be read by no other user of the machine."""
    assert database.stat().st_mode & 0o077 == 0


def test_a_store_that_can_not_be_written_says_so(tmp_path: Path) -> None:
    """A folder that is a file, or a file that is no database, is one clear line that names the place."""
    (tmp_path / "file").write_text("this is no database, and long enough to be seen as none" * 50, encoding="utf-8")
    for path in (tmp_path / "file", tmp_path / "file" / "conversations.db"):
        with pytest.raises(StoreError, match=r"can't be kept in .*file") as caught:
            ConversationStore(path)
        assert "\n" not in str(caught.value)


def _conversation(door: Door, token: str) -> str:
    return Tokens(SECRET, 12).conversation_of(token)
