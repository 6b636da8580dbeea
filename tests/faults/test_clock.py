"""The clock of the machine jumps in the middle of a conversation."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from conftest import Service
from patients import is_urgent

from assistant.channels.problems import ApiError
from assistant.channels.website.pace import Pace
from assistant.channels.website.tokens import Tokens
from assistant.settings import Settings

HOUR = 3600.0
Jump = Callable[[float], None]
now = time.time


@pytest.fixture
def jump(monkeypatch: pytest.MonkeyPatch) -> Jump:
    """Return a function that puts the clock so many seconds ahead of the true time."""

    def put(seconds: float) -> None:
        monkeypatch.setattr(time, "time", lambda: now() + seconds)

    return put


@pytest.mark.parametrize("back", [2.0, HOUR, 30 * 24 * HOUR])
async def test_a_clock_that_is_put_back_forgets_nothing(service: Service, jump: Jump, back: float) -> None:
    """The chat stays open, what was said before and after the jump is remembered, and all of it is kept in order."""
    visitor = service.visitor()
    await visitor.say("what are the side effects of chemo")
    conversation = visitor.conversation
    jump(-back)
    assert (await visitor.say("how is it given"))["record"]["topic"] == "chemotherapy"
    assert (await visitor.say("what is surgery"))["record"]["topic"] == "surgery"
    assert (await visitor.say("what is the goal of it"))["record"]["topic"] == "surgery"
    assert is_urgent(await visitor.say("i can't move my legs since this morning"))
    assert service.said_in(conversation)[:3] == [
        "what are the side effects of chemo",
        "how is it given",
        "what is surgery",
    ]
    shown = (await visitor.get("/api/messages?after=0")).json()["turns"]
    assert [turn["number"] for turn in shown] == list(range(1, 7))


async def test_the_form_goes_on_when_the_clock_is_put_back(service: Service, jump: Jump) -> None:
    """A form under way asks its next question, and not the same one for ever."""
    visitor = service.visitor()
    await visitor.say("i want to book an appointment")
    await visitor.say("no")
    jump(-HOUR)
    first = await visitor.say("for me")
    second = await visitor.say("Ana Example")
    assert (first["asks"], second["asks"]) == ("appointment_name", "appointment_phone")


async def test_a_phone_goes_on_when_the_clock_is_put_back(service: Service, jump: Jump) -> None:
    """By text too: the conversation goes on, and the same words are answered."""
    phone = service.phone()
    await phone.send("what are the side effects of chemo")
    jump(-HOUR)
    assert "chemo" in (await phone.send("how is it given"))[-1].lower()


@pytest.mark.parametrize("ahead", [2 * HOUR, 24 * HOUR])
async def test_a_clock_that_runs_ahead_ends_sessions_and_says_so(service: Service, jump: Jump, ahead: float) -> None:
    """After hours, by the clock, a session ends: its memory is not used, and the patient is welcomed or told so.

    A token that has ended is refused in words; a new chat works at once.
    """
    visitor = service.visitor()
    await visitor.say("what are the side effects of chemo")
    jump(ahead)
    response = await visitor.post("/api/messages", {"text": "how is it given"})
    if response.status_code == 200:
        turn = response.json()
        assert turn["record"]["topic"] != "chemotherapy"
        assert "not a person" in turn["messages"][0]["text"]
    else:
        assert response.status_code == 401
        assert response.json()["error"]["code"] == "session_expired"
        assert "start again" in response.json()["error"]["message"]
    again = service.visitor()
    assert (await again.say("what are the side effects of chemo"))["record"]["outcome"] == "answer"


def test_a_token_of_a_clock_that_ran_ahead_is_taken(jump: Jump) -> None:
    """A token that was signed by another server whose clock is ahead, or before ours was put back, is no old one."""
    tokens = Tokens("a-secret-that-is-only-used-in-tests-0123456789", 12)
    jump(HOUR)
    ticket = tokens.issue()
    jump(0)
    assert tokens.conversation_of(ticket.token) == ticket.conversation
    jump(14 * HOUR)
    with pytest.raises(ApiError, match="session_expired"):
        tokens.conversation_of(ticket.token)


def test_a_clock_that_is_put_back_shuts_nobody_out(jump: Jump) -> None:
    """What was counted before the jump counts no more: else nobody could write until the clock is there again."""
    pace = Pace(Settings(_env_file=None, website_messages_per_minute=5))
    for _ in range(5):
        pace.message("one")
    with pytest.raises(ApiError):
        pace.message("one")
    jump(-HOUR)
    for _ in range(5):
        pace.message("one")
    with pytest.raises(ApiError):
        pace.message("one")


async def test_readiness_does_not_look_at_the_clock(service: Service, jump: Jump) -> None:
    """A jump makes no server unready."""
    for seconds in (-HOUR, HOUR):
        jump(seconds)
        assert service.app.state.readiness.reason is None
        assert await service.app.state.readiness.check() is None
