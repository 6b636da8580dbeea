"""Who may speak in which conversation, and press what."""

from __future__ import annotations

import time

import pytest
from door_fakes import EFFECTS, SECRET, Door, FakeAssistant, buttons_of, error_of, error_turn
from itsdangerous import TimestampSigner, URLSafeTimedSerializer

from assistant.channels.website.tokens import Tokens


@pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer ", "Basic abc", "Token abc"])
async def test_without_a_token_nothing_is_said(door: Door, assistant: FakeAssistant, header: str | None) -> None:
    """A message without a token is 401, and says to start again."""
    headers = {} if header is None else {"Authorization": header}
    response = await door.http.post("/api/messages", json={"text": "hello"}, headers=headers)
    assert response.status_code == 401
    assert error_of(response)["code"] == "session_missing"
    assert "start again" in error_of(response)["message"]
    assert response.headers["www-authenticate"] == "Bearer"
    assert not assistant.heard


def test_no_conversation_looks_like_an_option() -> None:
    """`assistant export` and `erase` take ids as they are: none begins with a dash, and all can be typed."""
    ids = [Tokens(SECRET, 1).issue().conversation for _ in range(500)]
    assert all(name.isalnum() and name.isascii() and len(name) >= 32 for name in ids)
    assert len(set(ids)) == len(ids)


def _forged() -> list[str]:
    mine = Tokens(SECRET, 1).issue().token
    payload, stamp, signature = mine.split(".")
    other_use = URLSafeTimedSerializer(SECRET, salt="something else").dumps("conversation")
    return [
        Tokens("another-secret-another-secret-another", 1).issue().token,
        f"{payload}.{stamp}.{signature[:-2]}AA",
        f"{payload[:-2]}AA.{stamp}.{signature}",
        f"{payload}.{stamp}.",
        payload,
        str(other_use),
        "x" * 5000,
        "\u00e9",
    ]


@pytest.mark.parametrize("token", _forged(), ids=range(8))
async def test_forged_tokens_are_refused(door: Door, assistant: FakeAssistant, token: str) -> None:
    """A token that this server did not sign, whole, for this use, is 401 and reaches no assistant."""
    headers = {"Authorization": f"Bearer {token}".encode()}
    response = await door.http.post("/api/messages", json={"text": "hello"}, headers=headers)
    assert response.status_code == 401
    assert error_of(response)["code"] == "session_invalid"
    assert "start again" in error_of(response)["message"]
    assert not assistant.heard


async def test_an_expired_token_is_refused(
    door: Door, assistant: FakeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A token ends after the hours of the settings: 401, and says to start again."""
    with monkeypatch.context() as patch:
        patch.setattr(TimestampSigner, "get_timestamp", lambda _: int(time.time()) - 12 * 3600 - 60)
        old = (await door.open())["token"]
        patch.setattr(TimestampSigner, "get_timestamp", lambda _: int(time.time()) - 12 * 3600 + 60)
        nearly = (await door.open())["token"]
    response = await door.send(old, {"text": "hello"})
    assert response.status_code == 401
    assert error_of(response)["code"] == "session_expired"
    assert "start again" in error_of(response)["message"]
    await door.say(nearly, "hello")


async def test_the_token_is_the_conversation(door: Door, assistant: FakeAssistant) -> None:
    """A token speaks in its own conversation only, and the scheme's case does not matter."""
    one, other = (await door.open())["token"], (await door.open())["token"]
    await door.say(one, "from one")
    await door.http.post("/api/messages", json={"text": "from other"}, headers={"Authorization": f"bearer {other}"})
    (first, _), (second, _), (third, _), (fourth, _) = assistant.heard
    assert (third, fourth) == (first, second)
    assert first != second


async def test_without_a_secret_tokens_end_with_the_process(assistant: FakeAssistant) -> None:
    """Without a secret in the settings each start signs with another one."""
    one, other = Door(assistant, assistant.store, secret=""), Door(assistant, assistant.store, secret="")
    token = (await one.open())["token"]
    assert (await one.send(token, {"text": "hello"})).status_code == 200
    assert (await other.send(token, {"text": "hello"})).status_code == 401


async def test_a_button_is_pressed_by_its_id(door: Door, assistant: FakeAssistant) -> None:
    """An id of the last turn presses that button; ids and answers tell nothing of what is behind it."""
    opened = await door.open()
    response = await door.send(opened["token"], {"press": buttons_of(opened)["Side effects"]})
    assert response.status_code == 200
    assert assistant.heard[-1][1] == EFFECTS.payload
    assert "ask_" not in response.text
    assert "ask_" not in str(opened)


async def test_a_button_that_was_not_offered_is_refused(door: Door, assistant: FakeAssistant) -> None:
    """A made-up id, a title, a payload: 409 in words for people, and nothing is pressed."""
    token = (await door.open())["token"]
    for press in ("", "x", "Side effects", EFFECTS.payload, "/restart"):
        response = await door.send(token, {"press": press})
        assert response.status_code == 409
        assert error_of(response)["code"] == "button_not_offered"
    assert len(assistant.heard) == 1


async def test_only_the_last_turn_offers(door: Door, assistant: FakeAssistant) -> None:
    """A button that was offered before the last turn can't be pressed any more; the last turn's can."""
    opened = await door.open()
    turn = await door.say(opened["token"], "something else")
    assert (await door.send(opened["token"], {"press": buttons_of(opened)["Side effects"]})).status_code == 409
    assert (await door.send(opened["token"], {"press": buttons_of(turn)["All treatments"]})).status_code == 200


async def test_a_button_of_another_conversation_is_refused(door: Door) -> None:
    """The same button has another id in another conversation, and its id is worth nothing there."""
    one, other = await door.open(), await door.open()
    assert not set(buttons_of(one).values()) & set(buttons_of(other).values())
    assert (await door.send(one["token"], {"press": buttons_of(other)["Side effects"]})).status_code == 409


async def test_a_failed_turn_takes_no_choice_away(door: Door, assistant: FakeAssistant) -> None:
    """After "please try again" the same button can be pressed again."""
    opened = await door.open()
    press = {"press": buttons_of(opened)["Side effects"]}
    assistant.turn = error_turn()
    assert (await door.send(opened["token"], press)).json()["record"]["outcome"] == "error"
    assistant.turn = None
    assert (await door.send(opened["token"], press)).json()["record"]["outcome"] == "answer"


async def test_buttons_survive_a_restart(assistant: FakeAssistant) -> None:
    """With a secret in the settings, token and buttons work after a restart; what was not offered still does not."""
    opened = await Door(assistant, assistant.store).open()
    restarted = Door(assistant, assistant.store)
    assert (await restarted.send(opened["token"], {"press": "x"})).status_code == 409
    assert (await restarted.send(opened["token"], {"press": buttons_of(opened)["Side effects"]})).status_code == 200
