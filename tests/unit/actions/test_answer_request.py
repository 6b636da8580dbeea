"""What is said to who asks after the request for an appointment that they sent."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from actions.action_answer_request import ActionAnswerRequest
from actions.booking import Sent, sent_from

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


def test_what_is_remembered_is_what_was_sent(tracker: Trackers) -> None:
    """Code and time come back from the slot as they went in."""
    sent = Sent(CODE, datetime(2026, 12, 1, 17, 0, tzinfo=UTC))
    heard = tracker("did it go through", "ask_request")
    heard.slots["request_sent"] = sent.as_slot()["value"]
    assert sent_from(heard) == sent
