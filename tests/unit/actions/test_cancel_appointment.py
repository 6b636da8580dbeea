"""Giving up a request for an appointment, after its save was slow."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from actions import booking
from actions.action_cancel_appointment import ActionCancelAppointment
from assistant.booking.errors import BookingError
from assistant.booking.store import Receipt


class _Kept:
    def __init__(self, receipt: Receipt | None, fails: bool = False) -> None:
        self._receipt, self._fails = receipt, fails

    def withdraw(self, _: str) -> Receipt | None:
        """Answer as the store would."""
        if self._fails:
            raise BookingError("The database can't be reached.")
        return self._receipt


RECEIPT = Receipt("K7Q-4M9", updated=False, call_by=datetime(2031, 1, 7, 22, tzinfo=UTC))


@pytest.mark.parametrize(
    ("store", "response"),
    [
        (_Kept(None), "utter_appointment_cancelled"),
        (_Kept(RECEIPT), "utter_appointment_sent"),
        (_Kept(None, fails=True), "utter_technical_problem"),
    ],
)
def test_what_was_kept_is_never_said_to_be_not_sent(turn, tracker, monkeypatch, store: _Kept, response: str) -> None:
    """After a slow save "cancel" tells the code of the kept request; where nobody knows, that something failed."""
    monkeypatch.setattr(booking, "shared_store", lambda: store)
    heard = tracker("cancel", "deny")
    heard.slots["appointment_key"] = "a key"
    said: list[dict[str, Any]] = turn(ActionCancelAppointment(), heard)
    assert [message["response"] for message in said] == [response]
    assert heard.slots["appointment_key"] is None
    assert bool(heard.slots.get("request_sent")) == (response == "utter_appointment_sent")
