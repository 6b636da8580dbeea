"""What was shown is there after a reload, is said once, and is gone when its patient or the clock says so."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from pathlib import Path

import pytest
from door_fakes import Door, FakeAssistant, buttons_of, error_of, error_turn

from assistant.channels.website.history import History, HistoryError

ID = "0123456789abcdef"


def _as(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


async def test_a_reload_shows_what_was_shown(door: Door, assistant: FakeAssistant) -> None:
    """GET /api/messages gives all turns in order: the patient's words, a pressed title, what was answered."""
    opened = await door.open()
    token = opened["token"]
    await door.send(token, {"press": buttons_of(opened)["Side effects"], "id": ID})
    said = await door.say(token, "chemo?")
    assistant.turn = error_turn()
    failed = await door.say(token, "again")
    turns = (await door.http.get("/api/messages", headers=_as(token))).json()["turns"]
    assert [turn["you"] for turn in turns] == [None, "Side effects", "chemo?", "again"]
    assert [turn["number"] for turn in turns] == [1, 2, 3, 4]
    assert turns[1]["id"] == ID
    assert turns[2] == {"you": "chemo?", "id": None, **said}
    assert turns[3]["messages"] == failed["messages"]
    later = (await door.http.get("/api/messages?after=3", headers=_as(token))).json()["turns"]
    assert [turn["number"] for turn in later] == [4]


@pytest.mark.parametrize("after", ["-1", "x", "1.5", "", "99999999", "\u0661"])
async def test_after_is_a_number(door: Door, after: str) -> None:
    """Anything but the number of a turn is 422 in the error form."""
    token = (await door.open())["token"]
    response = await door.http.get("/api/messages", params={"after": after}, headers=_as(token))
    assert response.status_code == 422
    assert error_of(response)["code"] == "bad_request"


async def test_a_message_is_said_once(door: Door, assistant: FakeAssistant) -> None:
    """The same message sent again, later or at once, gets the same turn; the assistant hears it once."""
    token = (await door.open())["token"]
    assistant.seconds = 0.01
    sent = [door.send(token, {"text": "chemo", "id": ID}) for _ in range(3)]
    answers = [response.json() for response in await asyncio.gather(*sent)]
    answers.append((await door.send(token, {"text": "chemo", "id": ID})).json())
    assert all(answer == answers[0] for answer in answers)
    assert [text for _, text in assistant.heard] == ["", "chemo"]


async def test_the_same_id_in_another_conversation_is_another_message(door: Door, assistant: FakeAssistant) -> None:
    """An id of one patient's client tells nothing in another's conversation."""
    for words in ("one", "other"):
        token = (await door.open())["token"]
        turn = (await door.send(token, {"text": words, "id": ID})).json()
        assert turn["messages"][0]["text"] == f"You said {words}"


@pytest.mark.parametrize("given", ["short", "x" * 65, "has space in it", "<script>", 12345678])
async def test_an_id_has_a_plain_form(door: Door, given: object) -> None:
    """An id is 8 to 64 letters, digits, "-" or "_"; others are 422."""
    token = (await door.open())["token"]
    assert (await door.send(token, {"text": "chemo", "id": given})).status_code == 422


async def test_starting_again_ends_the_chat_before(door: Door, assistant: FakeAssistant) -> None:
    """A new session asked for with a token: the old token opens nothing, its words are gone, the new one works."""
    old = (await door.open())["token"]
    await door.say(old, "my words")
    new = (await door.http.post("/api/sessions", headers=_as(old))).json()["token"]
    for response in (
        await door.http.get("/api/messages", headers=_as(old)),
        await door.send(old, {"text": "let me in"}),
    ):
        assert response.status_code == 401
        assert error_of(response)["code"] == "session_expired"
    assert (await door.say(new, "hello"))["messages"][0]["text"] == "You said hello"
    assert [text for _, text in assistant.heard] == ["", "my words", "", "hello"]
    assert len(assistant.store.forgotten) == 1


async def test_a_bad_token_is_no_hindrance_to_a_new_start(door: Door) -> None:
    """Whoever holds a token that has ended can begin anew all the same."""
    assert (await door.http.post("/api/sessions", headers=_as("forged"))).status_code == 201


async def test_forget_me_deletes_everything(assistant: FakeAssistant, tmp_path: Path) -> None:
    """After POST /api/forget neither store knows the conversation, and no byte of its words is in the file."""
    file = tmp_path / "website.db"
    door = Door(assistant, assistant.store, History(file))
    token = (await door.open())["token"]
    await door.say(token, "my name is Jane Roe")
    assert (await door.http.post("/api/forget", headers=_as(token))).status_code == 204
    assert assistant.store.forgotten == [assistant.heard[0][0]]
    assert (await door.http.get("/api/messages", headers=_as(token))).status_code == 401
    with sqlite3.connect(file) as rows:
        rows.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert b"Jane" not in file.read_bytes()


async def test_what_no_token_opens_is_deleted(assistant: FakeAssistant, tmp_path: Path) -> None:
    """When the life of its token is over, a chat is deleted at the next start of another."""
    history = History(tmp_path / "website.db", life_seconds=0.05)
    door = Door(assistant, assistant.store, history)
    await door.open()
    conversation = assistant.heard[0][0]
    assert history.after(conversation, 0)
    time.sleep(0.06)
    await door.open()
    assert not history.after(conversation, 0)


async def test_a_broken_file_costs_no_answer(
    assistant: FakeAssistant, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Where what is shown can't be kept, the patient still gets each answer, and the log tells no words."""
    history = History(tmp_path / "website.db")
    door = Door(assistant, assistant.store, history)
    token = (await door.open())["token"]
    with sqlite3.connect(tmp_path / "website.db") as rows:
        rows.execute("DROP TABLE shown")
    response = await door.send(token, {"text": "my name is Jane Roe", "id": ID})
    assert response.json()["messages"][0]["text"] == "You said my name is Jane Roe"
    assert "history.failed" in caplog.text
    assert "Jane" not in caplog.text


def test_only_this_user_reads_the_file(tmp_path: Path) -> None:
    """The file can be read by no other user of the machine; a file that is none says so in one line."""
    History(tmp_path / "website.db")
    assert (tmp_path / "website.db").stat().st_mode & 0o077 == 0
    (tmp_path / "text").write_text("this is no database" * 100, encoding="utf-8")
    for path in (tmp_path / "text", tmp_path / "text" / "website.db"):
        with pytest.raises(HistoryError, match=r"can't be kept in .*text"):
            History(path)


async def test_opinions_hold_ids_and_nothing_else(assistant: FakeAssistant) -> None:
    """Thumbs keep the day, the answers' ids and a known reason; a second opinion on a turn replaces the first."""
    history = History()
    door = Door(assistant, assistant.store, history)
    token = (await door.open())["token"]
    turn = await door.say(token, "my name is Jane Roe")
    for body in ({"helpful": True}, {"helpful": False}, {"helpful": False, "reason": "hard_to_read"}):
        response = await door.http.post("/api/feedback", json={"turn": turn["number"], **body}, headers=_as(token))
        assert response.status_code == 204
    ((_, ids, helpful, reason),) = history.opinions()
    assert (ids, helpful, reason) == ([], False, "hard_to_read")
    await door.http.post("/api/forget", headers=_as(token))
    assert len(history.opinions()) == 1


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"turn": 1},
        {"turn": 0, "helpful": True},
        {"turn": 99, "helpful": True},
        {"turn": "1", "helpful": True},
        {"turn": 1, "helpful": "yes"},
        {"turn": 1, "helpful": False, "reason": "my name is Jane Roe"},
        {"turn": 1, "helpful": False, "text": "my name is Jane Roe"},
    ],
)
async def test_an_opinion_has_no_free_text(assistant: FakeAssistant, body: object) -> None:
    """Whatever is not a turn, a yes or no and a known reason is 422 and is not kept."""
    history = History()
    door = Door(assistant, assistant.store, history)
    token = (await door.open())["token"]
    response = await door.http.post("/api/feedback", json=body, headers=_as(token))
    assert response.status_code == 422
    assert error_of(response)["code"] == "bad_request"
    assert not history.opinions()


async def test_too_fast_is_said_politely(assistant: FakeAssistant) -> None:
    """More messages in a minute than the settings allow are 429, emergencies apart; others' chats go on."""
    door = Door(assistant, assistant.store, website_messages_per_minute=5)
    one, other = (await door.open())["token"], (await door.open())["token"]
    responses = [await door.send(one, {"text": "a"}) for _ in range(6)]
    assert [response.status_code for response in responses] == [200] * 5 + [429]
    assert error_of(responses[-1])["code"] == "too_fast"
    assert "911" in error_of(responses[-1])["message"]
    urgent = await door.send(one, {"text": "i cant breathe"})
    assert urgent.status_code == 200
    assert urgent.json()["record"]["tier"] == "call_911"
    assert (await door.send(other, {"text": "a"})).status_code == 200


async def test_new_chats_are_counted_too(assistant: FakeAssistant) -> None:
    """More new conversations from one address than the settings allow are 429."""
    door = Door(assistant, assistant.store, website_sessions_per_minute=5)
    statuses = [(await door.http.post("/api/sessions")).status_code for _ in range(6)]
    assert statuses == [201] * 5 + [429]
