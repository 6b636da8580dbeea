"""Conversations over HTTP: what is sent, what is refused, and that nothing is lost."""

from __future__ import annotations

import asyncio
import logging

import pytest
from door_fakes import Door, FakeAssistant, buttons_of, error_of, error_turn

from assistant.channels.website import sessions
from assistant.dialogue.replies import Button, Outcome, Record
from assistant.turn.turns import Said, Turn


async def test_a_session_starts_with_token_welcome_and_record(door: Door) -> None:
    """POST /api/sessions answers 201 with a token, when it ends, the welcome and the record of why."""
    response = await door.http.post("/api/sessions", content=b"{}")
    content = response.json()
    assert response.status_code == 201
    assert set(content) == {"token", "expires", "number", "messages", "record"}
    assert content["expires"].endswith("Z")
    assert content["messages"][0]["text"] == "Hello."
    assert content["record"]["outcome"] == "answer"


async def test_a_message_is_answered_with_text_buttons_and_record(door: Door, assistant: FakeAssistant) -> None:
    """POST /api/messages answers messages with buttons of id and title only, and the whole record."""
    token = (await door.open())["token"]
    turn = await door.say(token, "chemo?")
    assert set(turn) == {"number", "messages", "record"}
    assert set(turn["messages"][0]) == {"text", "buttons"}
    assert set(turn["messages"][0]["buttons"][0]) == {"id", "title"}
    assert set(turn["record"]) == {"outcome", "topic", "aspect", "facts", "verdict", "tier", "answer_ids"}
    assert turn["messages"][0]["text"] == "You said chemo?"


async def test_the_address_is_known_during_the_turn(door: Door, assistant: FakeAssistant) -> None:
    """The limit on appointment requests counts by the address that a message or a press comes from, and by no other."""
    opened = await door.open()
    turn = await door.say(opened["token"], "hello")
    await door.send(opened["token"], {"press": buttons_of(turn)["All treatments"]})
    assert assistant.senders == [None, "127.0.0.1", "127.0.0.1"]


async def test_the_client_does_not_choose_channel_or_conversation(door: Door, assistant: FakeAssistant) -> None:
    """The door is the website: a channel or sender in the body is refused, and each session is a new conversation."""
    for field in ("channel", "sender", "conversation", "metadata"):
        response = await door.http.post("/api/sessions", json={field: "sms"})
        assert response.status_code == 422
        assert error_of(response)["code"] == "bad_request"
    await door.open()
    await door.open()
    assert assistant.channels == {"website"}
    assert len({conversation for conversation, _ in assistant.heard}) == 2


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        "hello",
        {"text": 1},
        {"text": None},
        {"text": ["a"]},
        {"text": "a", "press": "b"},
        {"text": "a", "sender": "someone"},
        {"message": "a"},
        {"press": 1},
        {"press": "x" * 101},
    ],
)
async def test_other_forms_are_refused(door: Door, assistant: FakeAssistant, body: object) -> None:
    """A body that is not exactly one text or one button is 422 in the error form, and reaches no assistant."""
    token = (await door.open())["token"]
    response = await door.send(token, body)
    assert response.status_code == 422
    assert error_of(response)["code"] == "bad_request"
    assert len(assistant.heard) == 1


@pytest.mark.parametrize("body", [b"", b"{", b"{'text': 'a'}", b"\xff\xfe", b'{"text": "a"', b"[" * 16000, b"text=a"])
async def test_broken_json_is_400(door: Door, body: bytes) -> None:
    """What is no JSON is 400 in the error form, and the conversation goes on."""
    token = (await door.open())["token"]
    response = await door.raw(token, body)
    assert response.status_code == 400
    assert error_of(response)["code"] == "bad_json"
    assert (await door.say(token, "still here"))["messages"][0]["text"] == "You said still here"


async def test_null_is_refused(door: Door) -> None:
    """JSON that is no object is 422 like any other form."""
    token = (await door.open())["token"]
    assert (await door.raw(token, b"null")).status_code == 422


async def test_a_long_message_is_refused_in_plain_words(door: Door, assistant: FakeAssistant) -> None:
    """1,000 characters are taken, of any script; 1,001 are 422 with words that the page can show."""
    token = (await door.open())["token"]
    await door.say(token, "\U0001f600" * 1000)
    assert assistant.heard[-1][1] == "\U0001f600" * 1000
    response = await door.send(token, {"text": "a" * 1001})
    assert response.status_code == 422
    assert error_of(response) == {
        "code": "too_long",
        "message": "Your message is too long. Please use at most 1,000 characters.",
    }


FAREWELL = "thank you all for the years. " * 60 + "tonight i will end my life"


async def test_an_emergency_in_a_long_message_gets_urgent_help(door: Door, assistant: FakeAssistant) -> None:
    """Nobody is told to shorten a farewell: what is too long for the assistant is looked at to its end."""
    token = (await door.open())["token"]
    turn = (await door.send(token, {"text": FAREWELL})).json()
    assert turn["record"]["outcome"] == "urgent"
    assert turn["record"]["tier"] == "crisis"
    assert "988" in turn["messages"][0]["text"]
    assert not [text for _, text in assistant.heard if "farewell" in text]


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
async def test_empty_text_gets_a_reply_of_the_assistant(door: Door, assistant: FakeAssistant, text: str) -> None:
    """Nothing typed is no error: the assistant says what to do."""
    token = (await door.open())["token"]
    await door.say(token, text)
    assert assistant.heard[-1][1] == text


@pytest.mark.parametrize(
    "text",
    [
        "/restart",
        '/ask_overview{"treatment": "surgery"}',
        "a\x00b\x1bc",
        "\u4f60\u597d",
        "\u0645\u0631\u062d\u0628\u0627",
    ],
)
async def test_typed_text_is_said_and_never_pressed(door: Door, assistant: FakeAssistant, text: str) -> None:
    """Commands, control characters and other scripts go to the assistant as what a person typed, unchanged."""
    token = (await door.open())["token"]
    assert (await door.say(token, text))["messages"][0]["text"] == f"You said {text}"


async def test_half_an_emoji_is_replaced(door: Door, assistant: FakeAssistant) -> None:
    """A message cut in the middle of an emoji is answered; the half character becomes a replacement mark."""
    token = (await door.open())["token"]
    response = await door.raw(token, b'{"text": "chemo \\ud83d"}')
    assert response.status_code == 200
    assert assistant.heard[-1][1] == "chemo \ufffd"


async def test_a_failing_turn_gets_the_safe_reply(door: Door, assistant: FakeAssistant) -> None:
    """Whatever fails, the patient reads the safe reply with the phone number: status 200, outcome error."""
    token = (await door.open())["token"]
    assistant.fault = RuntimeError("broken")
    turn = await door.say(token, "chemo")
    assert turn["record"]["outcome"] == "error"
    assert "555-0111" in turn["messages"][0]["text"]
    assert "911" in turn["messages"][0]["text"]
    assistant.fault = None
    assert (await door.say(token, "again"))["record"]["outcome"] == "answer"


async def test_a_failing_start_gives_a_session_all_the_same(door: Door, assistant: FakeAssistant) -> None:
    """Where the welcome fails, the session exists, says so safely, and the next message is answered."""
    assistant.fault = RuntimeError("broken")
    content = await door.open()
    assert content["record"]["outcome"] == "error"
    assistant.fault = None
    assert (await door.say(content["token"], "chemo"))["record"]["outcome"] == "answer"


async def test_messages_at_once_are_answered_one_by_one(door: Door, assistant: FakeAssistant) -> None:
    """20 messages to one conversation at once: each is answered, in the order they came, never two at a time."""
    assistant.seconds = 0.002
    token = (await door.open())["token"]
    turns = await asyncio.gather(*(door.say(token, f"message {number}") for number in range(20)))
    assert [turn["messages"][0]["text"] for turn in turns] == [f"You said message {number}" for number in range(20)]
    assert [text for _, text in assistant.heard[1:]] == [f"message {number}" for number in range(20)]
    assert set(assistant.most_at_once.values()) == {1}


async def test_conversations_do_not_wait_for_one_another(door: Door, assistant: FakeAssistant) -> None:
    """A slow turn of one conversation holds up no other."""
    one, other = (await door.open())["token"], (await door.open())["token"]
    assistant.seconds = 0.2
    slow = asyncio.create_task(door.say(one, "slow"))
    await asyncio.sleep(0.05)
    assistant.seconds = 0.0
    await door.say(other, "quick")
    assert not slow.done()
    await slow


async def test_a_flood_to_one_conversation_is_stopped(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    """More waiting messages than a person sends are refused with 429, and the others are answered."""
    monkeypatch.setattr(sessions, "MAX_WAITING", 3)
    token = (await door.open())["token"]
    responses = await asyncio.gather(*(door.send(token, {"text": "a"}) for _ in range(5)))
    assert sorted(response.status_code for response in responses) == [200, 200, 200, 429, 429]
    refused = next(response for response in responses if response.status_code == 429)
    assert error_of(refused)["code"] == "too_many"
    assert refused.headers["retry-after"] == "5"


async def test_an_emergency_in_a_flood_gets_urgent_help(
    door: Door, assistant: FakeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where so many messages wait that no more are taken, one that tells of an emergency is answered at once."""
    monkeypatch.setattr(sessions, "MAX_WAITING", 3)
    token = (await door.open())["token"]
    texts = ["a"] * 4 + ["tonight i will end my life"]
    responses = await asyncio.gather(*(door.send(token, {"text": text}) for text in texts))
    assert [response.status_code for response in responses] == [200, 200, 200, 429, 200]
    assert responses[-1].json()["record"]["outcome"] == "urgent"
    assert "988" in responses[-1].json()["messages"][0]["text"]
    assert [text for _, text in assistant.heard[1:]] == ["a"] * 3


async def test_an_emergency_in_a_chat_that_has_ended_gets_urgent_help(door: Door) -> None:
    """Who goes on typing in a chat that was deleted reads urgent help, and for all else that it has ended."""
    token = (await door.open())["token"]
    await door.http.post("/api/forget", headers={"Authorization": f"Bearer {token}"})
    assert (await door.say(token, "tonight i will end my life"))["record"]["outcome"] == "urgent"
    assert error_of(await door.send(token, {"text": "what is chemo"}))["code"] == "session_expired"


async def test_the_button_of_urgent_help_that_is_said_again_can_be_pressed(
    door: Door, assistant: FakeAssistant
) -> None:
    """Urgent help takes the place of a turn that offered other buttons: its own counts though none was kept."""
    button = Button("I was only asking", "/only_asking")
    token = (await door.open())["token"]
    assistant.turn = Turn("x", (Said("Call 911 now.", (button,)),), Record(Outcome.URGENT, tier="call_911"))
    shown = buttons_of(await door.say(token, "still numb"))["I was only asking"]
    assert error_of(await door.send(token, {"press": shown}))["code"] == "button_not_offered"
    assistant.open = (button,)
    assert (await door.send(token, {"press": shown})).status_code == 200


async def test_nothing_is_held_in_memory_between_turns(
    door: Door, assistant: FakeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Any process can take the next turn: this one remembers no conversation, and what was offered is in the store."""
    made: list[sessions.Sessions] = []
    begin = sessions.Sessions.start
    monkeypatch.setattr(sessions.Sessions, "start", lambda one: made.append(one) or begin(one))
    opened = await door.open()
    assert (await door.send(opened["token"], {"press": buttons_of(opened)["Side effects"]})).status_code == 200
    assert made[0]._queues == {}


async def test_logs_carry_no_words_and_no_token(
    door: Door, assistant: FakeAssistant, caplog: pytest.LogCaptureFixture
) -> None:
    """A turn that fails is logged by the kind of its fault, without what was typed and without the token."""
    caplog.set_level(logging.DEBUG, logger="assistant")
    token = (await door.open())["token"]
    assistant.fault = ValueError("my name is Jane Roe")
    await door.say(token, "my name is Jane Roe")
    assert "ValueError" in caplog.text
    assert "Jane" not in caplog.text
    assert token not in caplog.text


async def test_the_record_of_an_urgent_turn_is_passed_on(door: Door, assistant: FakeAssistant) -> None:
    """The page learns that a turn was urgent, and how."""
    token = (await door.open())["token"]
    assistant.turn = Turn("", (Said("Call 911."),), Record(Outcome.URGENT, tier="call_911"))
    assert (await door.say(token, "I can't breathe"))["record"]["tier"] == "call_911"
    assistant.turn = error_turn()
    assert (await door.say(token, "hello"))["record"]["outcome"] == "error"
