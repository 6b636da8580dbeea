"""What is said to who asks after the request for an appointment that they sent."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from actions import booking
from actions.action_answer_request import ActionAnswerRequest
from actions.booking import Sent, sent_from
from assistant.booking.errors import BookingError
from assistant.booking.saving import Receipt

if TYPE_CHECKING:
    from tests.conftest import Trackers

CODE = "KEM4R"


def asked_after(tracker: Trackers, turn: Any, call_by: datetime) -> dict[str, Any]:
    """Return what is said in a conversation from which a request was sent that is answered by `call_by`."""
    heard = tracker("did it go through", "ask_request")
    heard.slots["request_sent"] = Sent(CODE, call_by).as_slot()["value"]
    (said,) = turn(ActionAnswerRequest(), heard)
    return dict(said)


def test_the_code_and_the_time_are_said_again(tracker: Trackers, turn: Any) -> None:
    """Who asks whether it went through reads the code, and by when the call comes."""
    said = asked_after(tracker, turn, datetime.now(UTC) + timedelta(hours=3))
    assert said["response"] == "utter_appointment_sent"
    assert said["code"] == CODE
    assert said["call_by"].startswith("by ")


def test_a_call_that_did_not_come(tracker: Trackers, turn: Any) -> None:
    """When the time is over nobody is told to wait: the words are sorry, and name the phone and the code."""
    said = asked_after(tracker, turn, datetime.now(UTC) - timedelta(minutes=1))
    assert said["response"] == "utter_request_overdue"
    assert said["code"] == CODE


def test_nothing_was_sent(tracker: Trackers, turn: Any) -> None:
    """Without a request none is made up; an appointment is offered, and a plain yes takes it up."""
    heard = tracker("did it go through", "ask_request")
    (said,) = turn(ActionAnswerRequest(), heard)
    assert said["response"] == "utter_request_none"
    assert said["record"]["outcome"] == "redirect"
    assert heard.slots["offered"] == "appointment"


class _SlowlyKept:
    def __init__(self, receipt: Receipt | None, fails: bool = False) -> None:
        self._receipt, self._fails = receipt, fails
        self.withdrawn: list[str] = []

    def withdraw(self, key: str) -> Receipt | None:
        """Answer as the store would."""
        if self._fails:
            raise BookingError("The database can't be reached.")
        self.withdrawn.append(key)
        return self._receipt


RECEIPT = Receipt(CODE, updated=False, call_by=datetime(2031, 1, 7, 22, tzinfo=UTC))


@pytest.mark.parametrize(
    ("store", "response"),
    [
        (_SlowlyKept(None), "utter_request_none"),
        (_SlowlyKept(RECEIPT), "utter_appointment_sent"),
        (_SlowlyKept(None, fails=True), "utter_technical_problem"),
    ],
)
def test_a_slow_save_makes_no_word_of_it_untrue(
    tracker: Trackers, turn: Any, monkeypatch: pytest.MonkeyPatch, store: _SlowlyKept, response: str
) -> None:
    """The turn that sent it ran out of time: what was kept meanwhile is said, and what was not stays out."""
    monkeypatch.setattr(booking, "shared_store", lambda: store)
    heard = tracker("did it go through", "ask_request", slots={"appointment_key": "a key"})
    (said,) = turn(ActionAnswerRequest(), heard)
    assert said["response"] == response
    assert bool(sent_from(heard)) == (response == "utter_appointment_sent")


def test_a_form_that_is_being_filled_in_is_not_given_up(
    tracker: Trackers, turn: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who asks in the middle of the form reads that nothing is sent yet, and can still send it."""
    store = _SlowlyKept(None)
    monkeypatch.setattr(booking, "shared_store", lambda: store)
    heard = tracker("did it go through", "ask_request", slots={"appointment_key": "a key"})
    heard.active_loop = {"name": "appointment_form"}
    (said,) = turn(ActionAnswerRequest(), heard)
    assert said["response"] == "utter_request_not_yet"
    assert store.withdrawn == []


def test_what_is_remembered_is_what_was_sent(tracker: Trackers) -> None:
    """Code and time come back from the slot as they went in."""
    sent = Sent(CODE, datetime(2026, 12, 1, 17, 0, tzinfo=UTC))
    heard = tracker("did it go through", "ask_request")
    heard.slots["request_sent"] = sent.as_slot()["value"]
    assert sent_from(heard) == sent
