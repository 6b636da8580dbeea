"""What stands around a turn fails: limits, history, the phone company, the store of appointment requests."""

from __future__ import annotations

import sqlite3
from typing import Any
from unittest.mock import patch

import pytest
from conftest import Service
from patients import CARE_TEAM, TOKEN, URL, WEAK, is_urgent

from assistant.booking.errors import BookingError
from assistant.booking.shared import shared_store
from assistant.booking.store import BookingStore
from assistant.channels.sms.simulated import TARGET, signed_form

EFFECTS = "what are the side effects of chemo"


def fails(*_: Any, **__: Any) -> Any:
    """Fail as a file does."""
    raise sqlite3.OperationalError("disk I/O error")


def down(*_: Any, **__: Any) -> Any:
    """Fail as the store of appointment requests does."""
    raise BookingError("The database can't be reached.")


async def test_a_limiter_that_fails_keeps_nobody_from_writing(
    service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    """An emergency must get through where counting is broken, in a new chat too; the failure is logged."""
    with patch("limits.strategies.MovingWindowRateLimiter.hit", fails):
        visitor = service.visitor()
        assert is_urgent(await visitor.say(WEAK))
        assert (await visitor.say(EFFECTS))["record"]["outcome"] == "answer"
    assert "pace.failed error=OperationalError" in caplog.text


async def test_a_history_that_fails_costs_no_answer(service: Service) -> None:
    """Each message is answered and remembered; only a reload shows nothing, and says so with a number to call."""
    visitor = service.visitor()
    with patch.multiple(service.history, add=fails, find=fails, is_closed=fails, after=fails, purge=fails):
        assert (await visitor.say(EFFECTS))["record"]["outcome"] == "answer"
        assert (await visitor.say("how is it given", id="message-1"))["record"]["topic"] == "chemotherapy"
        reload = await visitor.get("/api/messages?after=0")
    assert reload.status_code == 500
    assert "911" in reload.json()["error"]["message"]
    assert service.said_in(visitor.conversation) == [EFFECTS, "how is it given"]


@pytest.mark.parametrize("part", ["history", "store"])
async def test_a_deletion_that_fails_is_not_said_to_be_done(service: Service, part: str) -> None:
    """Who deletes a chat is told where that failed, and can do it again."""
    visitor = service.visitor()
    await visitor.say(EFFECTS)
    conversation = visitor.conversation
    where, what = (service.history, "close") if part == "history" else (service.store, "erase")
    with patch.object(where, what, fails):
        assert (await visitor.post("/api/forget")).status_code == 500
    assert (await visitor.post("/api/forget")).status_code == 204
    assert service.store.events_of(conversation) == []


async def test_a_phone_company_that_loses_the_reply_asks_again(service: Service) -> None:
    """The same request gets the same reply; the message is said once."""
    phone, before = service.phone(), set(service.store.spoken_since(0.0))
    body, headers = signed_form(TOKEN, URL, "+12125550199", EFFECTS, identifier="SM-lost")
    first, second = [(await phone._http.post(TARGET, content=body, headers=headers)).text for _ in range(2)]
    assert first == second
    assert "chemo" in first.lower()
    (conversation,) = set(service.store.spoken_since(0.0)) - before
    assert service.said_in(conversation) == [EFFECTS]


async def test_a_store_of_phones_that_fails_after_the_reply_was_made(service: Service) -> None:
    """A reply that can't be kept is not sent: sent again, it could be another. The fixed text names whom to call."""
    phone = service.phone()
    await phone.send(EFFECTS)
    with patch("assistant.channels.sms.store.PhoneStore.keep", fails):
        assert CARE_TEAM in " ".join(await phone.send("what is surgery"))
        assert (await phone.send(WEAK))[0].startswith("Call 911")
    assert "surgery" in " ".join(await phone.send("what is surgery")).lower()


async def test_requests_that_can_not_be_kept_promise_nothing(service: Service) -> None:
    """The store goes down in the middle of the form: it goes on, and "send" says plainly that nobody will call.

    Nothing was kept. Asked again when the store is back, the request is kept once, and only then is a code said.
    """
    before = len(shared_store().list("test", handled=True))
    visitor = service.visitor()
    with patch.object(BookingStore, "transaction", down):
        await visitor.fill_in_the_form()
        failed = await visitor.press()
    words = " ".join(message["text"] for message in failed["messages"])
    assert failed["record"]["outcome"] == "error"
    assert "555-0100" in words
    assert "code" not in words
    assert len(shared_store().list("test", handled=True)) == before
    again = service.visitor()
    await again.fill_in_the_form()
    sent = await again.press()
    assert "code" in sent["messages"][0]["text"]
    assert len(shared_store().list("test", handled=True)) == before + 1


async def test_a_request_that_was_kept_while_its_reply_was_lost_is_kept_once(service: Service) -> None:
    """The request is in, but the conversation can't be kept: the patient is told to try again, and gets its code."""
    before = len(shared_store().list("test", handled=True))
    visitor = service.visitor()
    await visitor.fill_in_the_form()
    with patch.object(service.store, "save", fails):
        assert (await visitor.press())["record"]["outcome"] == "error"
    sent = await visitor.press()
    kept = shared_store().list("test", handled=True)
    assert len(kept) == before + 1
    assert kept[-1].code in sent["messages"][0]["text"]


async def test_urgent_help_is_given_whatever_is_down(service: Service) -> None:
    """With every store, history, limit and action broken at once, an emergency reads what to do."""
    visitor, phone = service.visitor(), service.phone()
    await visitor.open()
    with (
        patch.multiple(service.store, retrieve=fails, save=fails, offered=fails),
        patch.multiple(service.history, add=fails, find=fails, is_closed=fails),
        patch.dict(service.actions, dict.fromkeys(service.actions, fails)),
        patch("limits.strategies.MovingWindowRateLimiter.hit", fails),
        patch("assistant.channels.sms.store.PhoneStore.known", fails),
        patch.object(BookingStore, "transaction", down),
    ):
        assert is_urgent(await visitor.say(WEAK))
        assert (await phone.send(WEAK))[0].startswith("Call 911")
