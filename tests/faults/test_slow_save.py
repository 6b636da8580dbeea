"""A request is saved so slowly that the patient gives it up meanwhile."""

from __future__ import annotations

import threading
from typing import Any
from unittest.mock import patch

from conftest import Service

from assistant.booking.shared import shared_store
from assistant.booking.store import BookingStore


async def test_a_save_that_begins_after_cancel_keeps_nothing(service: Service, turn_seconds: Any) -> None:
    """The turn of "send" ends with the safe reply while its save waits; then the patient types "cancel".

    The turns are in order, and the save is of none of them any more: its thread lives on. "I did not send anything"
    stays true, and a further request is a new one.
    """
    before = len(shared_store().list("test", handled=True))
    began, go_on, ended = threading.Event(), threading.Event(), threading.Event()
    submit = BookingStore.submit

    def slow(store: BookingStore, *given: Any, **named: Any) -> Any:
        began.set()
        go_on.wait(60)
        try:
            return submit(store, *given, **named)
        finally:
            ended.set()

    visitor = service.visitor()
    await visitor.fill_in_the_form()
    with patch.object(BookingStore, "submit", slow):
        turn_seconds(4)  # less than an action may take: the turn is not kept, and the form stays open
        assert (await visitor.press("Send it"))["record"]["outcome"] == "error"
        assert began.is_set()
        turn_seconds(10)
        given_up = await visitor.say("cancel")
        assert "I did not send anything" in given_up["messages"][0]["text"]
        go_on.set()
        assert ended.wait(60)
    assert len(shared_store().list("test", handled=True)) == before
    await visitor.fill_in_the_form()
    assert "Your code is" in (await visitor.press("Send it"))["messages"][0]["text"]
    assert len(shared_store().list("test", handled=True)) == before + 1
