"""A part of a turn fails: the patient reads the safe reply, an emergency is still met, and the conversation goes on."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager
from typing import Any
from unittest.mock import patch

import pytest
from conftest import Service
from patients import CARE_TEAM, WEAK, is_safe, is_urgent

from assistant.language.embedding import shared_encoder
from assistant.safety.tiers import Tier

Fault = Callable[[Service], AbstractContextManager[Any]]


def fails(*_: Any, **__: Any) -> Any:
    """Fail."""
    raise sqlite3.OperationalError("disk I/O error")


async def hangs(*_: Any, **__: Any) -> Any:
    """Never come back."""
    await asyncio.sleep(3600)


@asynccontextmanager
async def no_lock(*_: Any) -> Any:
    """Give no lock."""
    fails()
    yield


@contextmanager
def action(service: Service, does: Any) -> Iterator[None]:
    """Let every action do something else, within a short time limit."""
    endpoint = service.assistant._agent.action_endpoint
    with patch.dict(service.actions, dict.fromkeys(service.actions, does)), patch.object(endpoint, "_seconds", 0.2):
        yield


@contextmanager
def blocked_action(service: Service) -> Iterator[None]:
    """Let every action block its thread until the fault is over."""
    over = threading.Event()
    with action(service, lambda *_: over.wait(60)):
        yield
    over.set()


def processor_of(service: Service) -> Any:
    """Return what runs Rasa's turn."""
    return service.assistant._agent.processor


FAULTS: dict[str, Fault] = {
    "an action raises": lambda service: action(service, fails),
    "an action never comes back": lambda service: action(service, hangs),
    "an action blocks": blocked_action,
    "understanding fails": lambda service: patch.object(processor_of(service), "parse_message", fails),
    "the policies fail": lambda service: patch.object(
        processor_of(service), "predict_next_with_tracker_if_should", fails
    ),
    "the lock fails": lambda service: patch.object(service.assistant._agent.lock_store, "lock", no_lock),
    "the store can't be read": lambda service: patch.object(service.store, "retrieve", fails),
    "the store does not answer": lambda service: patch.object(service.store, "retrieve", hangs),
    "the reply can't be kept": lambda service: patch.object(service.store, "save", fails),
    "keeping the reply takes for ever": lambda service: patch.object(service.store, "save", hangs),
}


@pytest.mark.parametrize("fault", FAULTS)
async def test_the_patient_reads_what_to_do_and_nothing_is_half_kept(
    fault: str, service: Service, turn_seconds: Any
) -> None:
    """The safe reply with 911 and the number to call; no answer from an empty memory; after, the memory is whole.

    What was said while it failed is either kept with its reply, or not kept at all.
    """
    visitor = service.visitor()
    await visitor.say("what are the side effects of chemo")
    conversation = visitor.conversation
    turn_seconds(1.0)
    async with asyncio.timeout(30):
        with FAULTS[fault](service):
            failed = await visitor.say("how is it given")
            urgent = await visitor.say(WEAK)
    turn_seconds(10.0)
    assert is_safe(failed), failed
    assert is_urgent(urgent), urgent
    after = await visitor.say("how is it given")
    assert (after["record"]["topic"], after["record"]["aspect"]) == ("chemotherapy", "how_given")
    events = service.store.events_of(conversation)
    for place, event in enumerate(events):
        if event["event"] == "user":
            following = [one["event"] for one in events[place + 1 :]]
            assert "bot" in following[: following.index("user") if "user" in following else None]


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_phone_reads_it_too(fault: str, service: Service, turn_seconds: Any) -> None:
    """By text the same: who to call, and urgent help first."""
    phone = service.phone()
    await phone.send("what are the side effects of chemo")
    turn_seconds(1.0)
    async with asyncio.timeout(30):
        with FAULTS[fault](service):
            failed = " ".join(await phone.send("how is it given"))
            urgent = " ".join(await phone.send(WEAK))
    turn_seconds(10.0)
    assert CARE_TEAM in failed
    assert "911" in failed
    assert urgent.startswith("Call 911"), urgent
    assert "chemo" in " ".join(await phone.send("how is it given")).lower()


async def test_blocked_actions_hold_up_nobody_else(service: Service, turn_seconds: Any) -> None:
    """More actions that block than the process has threads for work on files: history, phones and greetings go on."""
    visitors = [service.visitor() for _ in range(12)]
    for visitor in visitors:
        await visitor.open()
    turn_seconds(2.0)
    async with asyncio.timeout(60):
        with blocked_action(service):
            turns = await asyncio.gather(*(visitor.say("what is surgery") for visitor in visitors))
            assert all(map(is_safe, turns))
            seen = await visitors[0].get("/api/messages?after=0")
            assert [turn["you"] for turn in seen.json()["turns"]] == [None, "what is surgery"]
            other = service.visitor()
            assert is_urgent(await other.say(WEAK))
            assert (await service.phone().send("STOP"))[0]


async def test_a_slow_embedding_ends_in_the_safe_reply(service: Service, turn_seconds: Any) -> None:
    """A turn that takes longer than its limit is not answered late with what may be of the wrong turn."""
    encoder = shared_encoder()
    run = encoder._session

    class Slow:
        """Computes with a pause."""

        def run(self, *arguments: Any) -> Any:
            """Wait, and compute."""
            time.sleep(0.4)
            return run.run(*arguments)

    visitor = service.visitor()
    await visitor.say("what are the side effects of chemo")
    turn_seconds(0.3)
    async with asyncio.timeout(60):
        with patch.object(encoder, "_session", Slow()):
            slow = await visitor.say("in which way would that one be given to my uncle")
            urgent = await visitor.say("since this morning he can't move his legs at all")
    turn_seconds(10.0)
    assert is_safe(slow), slow
    assert is_urgent(urgent)
    assert (await visitor.say("how is it given"))["record"]["topic"] == "chemotherapy"


async def test_a_gate_that_fails_offers_help_and_no_answer(service: Service) -> None:
    """Where the look for emergencies fails, the message is met as one, on the website and by text."""
    with patch("assistant.safety.gate._assess", fails):
        turn = await service.visitor().say("what are the side effects of chemo")
        text = " ".join(await service.phone().send("what are the side effects of chemo"))
    assert turn["record"]["outcome"] == "urgent"
    assert turn["record"]["tier"] == Tier.CALL_CARE_TEAM_NOW.value
    assert CARE_TEAM in turn["messages"][0]["text"]
    assert CARE_TEAM in text
    assert "hair" not in text.lower()
