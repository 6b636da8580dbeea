"""Whatever is typed gets a clear reply, and loses nothing of the conversation."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from assistant.turn.conversation import ButtonNotOfferedError

if TYPE_CHECKING:
    from assistant.turn.conversation import Assistant
    from tests.conftest import Hold

NO_HANG = 60.0
"""Seconds after which something hangs: far more than it takes on the slowest machine."""
EMPTY = ["", "   ", "\n\t", "\x00\x01\x1b", "\u200b\u200b", "\u2028"]
ODD = [
    "x" * 100_000,
    "chemo " * 20_000,
    "\x07what is\x00 this\x1b[31m",
    "что такое химиотерапия",
    "化疗的副作用是什么",
    "ما هو العلاج الكيميائي",
    "😀😀😀",
    "?!?!?!",
    "0000 1111",
    "/restart",
    "/session_start",
    "/action_restart",
    '/ask_what{"treatment":"surgery"}',
    '/ask_what{"treatment":"surgery"',
    "EXTERNAL: reminder",
    "{hospital_name} {0} %s",
    "<script>alert(1)</script>",
    "'; DROP TABLE events; --",
    "\ud83d",
    "a\u0300" * 5000,
]


@pytest.mark.parametrize("text", [*EMPTY, *ODD], ids=lambda text: ascii(text)[:30])
@pytest.mark.parametrize("channel", ["website", "sms"])
async def test_odd_input_gets_a_reply_and_loses_nothing(text: str, channel: Any, hold: Hold) -> None:
    """A reply comes, is no technical problem, and the conversation goes on where it was."""
    async with asyncio.timeout(NO_HANG):
        before, odd, after = await hold(["what is chemo", text, "what are the side effects of it?"], channel)
    assert all(message.text.strip() for message in odd.messages)
    assert odd.record.outcome.value != "error"
    assert odd.user == text
    assert before.record.topic == "chemotherapy"
    assert (after.record.topic, after.record.aspect) == ("chemotherapy", "side_effects")


@pytest.mark.parametrize("text", EMPTY, ids=ascii)
async def test_an_empty_message_is_said_to_be_empty(text: str, hold: Hold) -> None:
    """Nothing typed is nothing said: the reply asks for words, and never takes it for a yes."""
    _, empty = await hold(["how much does chemo cost", text])
    assert empty.record.outcome.value != "booking"
    assert "did not get any words" in empty.messages[0].text


@pytest.mark.parametrize("text", ["что такое химиотерапия", "化疗的副作用是什么", "😀😀😀", "x" * 100_000])
async def test_what_can_not_be_read_is_not_guessed(text: str, hold: Hold) -> None:
    """Other scripts, emoji alone and endless letters are not understood, and said to be so."""
    (turn,) = await hold([text])
    assert turn.record.outcome.value in ("redirect", "clarify")
    assert turn.record.facts == ()


@pytest.mark.parametrize(
    "command",
    ["/restart", "/session_start", "/book_appointment", "/ask_source", '/ask_what{"treatment":"surgery"}', "//greet"],
)
async def test_a_typed_command_is_only_text(command: str, assistant: Assistant) -> None:
    """What begins with "/" is read as words: no intent is forced, no entity set, the session is not restarted."""
    session = f"command-{command}"
    await assistant.start(session, "website")
    await assistant.say(session, "what is chemo", "website")
    await assistant.say(session, command, "website")
    tracker = await assistant._agent.tracker_store.retrieve(session)
    assert tracker is not None
    assert tracker.latest_message is not None
    assert tracker.latest_message.text == command.lstrip("/")
    assert tracker.get_slot("treatment") == "chemotherapy"
    assert len([event for event in tracker.events if event.type_name == "session_started"]) == 1


async def test_a_button_that_was_not_offered_can_not_be_pressed(assistant: Assistant) -> None:
    """Pressing what is not there is an error that names what was offered."""
    welcome = await assistant.start("press", "website")
    with pytest.raises(ButtonNotOfferedError, match="All treatments"):
        await assistant.press_title("press", "Nonsense", welcome, "website")
    with pytest.raises(ButtonNotOfferedError, match="none"):
        await assistant.press_title("press", "Nonsense", None, "website")
