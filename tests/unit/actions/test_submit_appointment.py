"""What is given to the store as proof that a further request is the same person's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from actions import action_submit_appointment
from actions.action_submit_appointment import ActionSubmitAppointment
from actions.booking import Sent
from assistant.booking.store import Receipt
from assistant.channels.caller import caller_number

if TYPE_CHECKING:
    from tests.conftest import Trackers

NUMBER, OTHER = "+12125550142", "+12125550143"
CALL_BY = datetime(2031, 1, 7, 22, tzinfo=UTC)


class _Store:
    def __init__(self) -> None:
        self.given: dict[str, Any] = {}

    def submit(self, request: Any, key: str, **proof: Any) -> Receipt:
        """Take a request as the store does."""
        self.given = proof
        return Receipt("K7Q-4M9", updated=False, call_by=CALL_BY)


class _Request:
    class phone:  # noqa: N801 - the name of the field
        e164 = NUMBER


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> _Store:
    """A store that notes what it is given."""
    made = _Store()
    monkeypatch.setattr(action_submit_appointment, "shared_store", lambda: made)
    monkeypatch.setattr(action_submit_appointment, "request_of", lambda *_: _Request)
    monkeypatch.setattr(action_submit_appointment, "calendar_file", lambda *_: "")
    return made


@pytest.fixture
def texting() -> Iterator[Any]:
    """Return a function that makes the message a text from a number."""
    tokens = []
    yield lambda number: tokens.append(caller_number.set(number))
    for token in tokens:
        caller_number.reset(token)


def test_a_number_that_is_only_typed_proves_nothing(tracker: Trackers, turn: Any, store: _Store) -> None:
    """On the website anybody can type any number: no earlier request is changed for it."""
    turn(ActionSubmitAppointment(), tracker("send it", "choose"))
    assert store.given == {"sent_before": None, "caller": False}


def test_the_same_conversation_proves_it(tracker: Trackers, turn: Any, store: _Store) -> None:
    """The code that this conversation was given is the proof; what is sent now is the next one's."""
    heard = tracker("send it", "choose")
    heard.slots["request_sent"] = Sent("F3F-7Y2", CALL_BY).as_slot()["value"]
    turn(ActionSubmitAppointment(), heard)
    assert store.given == {"sent_before": "F3F-7Y2", "caller": False}
    assert heard.slots["request_sent"]["code"] == "K7Q-4M9"


@pytest.mark.parametrize("number", [NUMBER, OTHER])
def test_a_text_from_that_very_number_proves_it(
    tracker: Trackers, turn: Any, store: _Store, texting: Any, number: str
) -> None:
    """A text message proves its own number, and no other."""
    texting(number)
    turn(ActionSubmitAppointment(), tracker("send it", "choose", channel="sms"))
    assert store.given["caller"] is (number == NUMBER)
