"""What is given to the store: proof that a further request is the same person's, and who hands it in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from actions import action_submit_appointment
from actions.action_submit_appointment import ActionSubmitAppointment
from actions.booking import Sent
from assistant.booking.errors import TooManyRequestsError
from assistant.booking.saving import Receipt
from assistant.channels.caller import caller_number, calling_from
from assistant.settings import load_settings

if TYPE_CHECKING:
    from tests.conftest import Trackers

SEGMENT = 160
NUMBER, OTHER = "+12125550142", "+12125550143"
FILLED = {"appointment_key": "a key"}
CALL_BY = datetime(2031, 1, 7, 22, tzinfo=UTC)


class _Store:
    def __init__(self) -> None:
        self.given: dict[str, Any] = {}
        self.sender: str | None = None
        self.fault: Exception | None = None

    def submit(self, request: Any, key: str, sender: str | None, **proof: Any) -> Receipt:
        """Take a request as the store does."""
        if self.fault:
            raise self.fault
        self.given, self.sender = proof, sender
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
    turn(ActionSubmitAppointment(), tracker("send it", "choose", slots=FILLED))
    assert store.given == {"sent_before": None, "caller": False}


def test_the_same_conversation_proves_it(tracker: Trackers, turn: Any, store: _Store) -> None:
    """The code that this conversation was given is the proof; what is sent now is the next one's."""
    heard = tracker("send it", "choose", slots=FILLED)
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
    turn(ActionSubmitAppointment(), tracker("send it", "choose", slots=FILLED, channel="sms"))
    assert store.given["caller"] is (number == NUMBER)


@pytest.mark.parametrize(
    ("address", "sender"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8::7", "2001:db8::/64"),
        ("", None),
    ],
)
def test_the_address_of_a_website_is_counted(
    tracker: Trackers, turn: Any, store: _Store, address: str, sender: str | None
) -> None:
    """Of IPv6 it is the network, as whoever has one address of it has all of them. It is forgotten after the turn."""
    with calling_from(address):
        turn(ActionSubmitAppointment(), tracker("send it", "choose", slots=FILLED))
    assert store.sender == sender
    turn(ActionSubmitAppointment(), tracker("send it", "choose", slots=FILLED))
    assert store.sender is None


def test_the_number_that_texts_is_counted(tracker: Trackers, turn: Any, store: _Store, texting: Any) -> None:
    """Whatever number is asked to be called, and whatever address the phone company has."""
    texting(OTHER)
    with calling_from("192.0.2.7"):
        turn(ActionSubmitAppointment(), tracker("send it", "choose", slots=FILLED, channel="sms"))
    assert store.sender == OTHER


@pytest.mark.parametrize("channel", ["website", "sms"])
def test_too_many_requests_get_the_number_to_call(
    tracker: Trackers, turn: Any, store: _Store, channel: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Calm words with the number, which promise no call and blame nobody: who shares an address may read them.

    The form is over, and it is counted, for whoever watches the service.
    """
    store.fault = TooManyRequestsError("too many")
    heard = tracker("send it", "choose", slots=FILLED, channel=channel)
    (said,) = turn(ActionSubmitAppointment(), heard)
    assert load_settings().appointment_phone in said["text"]
    assert "no one will call you" in said["text"]
    assert not {"many", "limit", "you sent", "too", "again"} & set(said["text"].lower().replace(".", "").split())
    assert said["record"]["outcome"] == "booking"
    assert len(said["text"]) <= SEGMENT
    assert heard.slots["appointment_key"] is None
    assert "request_sent" not in {name for name, value in heard.slots.items() if value}
    assert "booking.too_many" in caplog.text


def test_without_a_key_nothing_is_sent(tracker: Trackers, turn: Any, store: _Store) -> None:
    """Any word in place of a key would be the key of strangers too, who would read each other's code."""
    (said,) = turn(ActionSubmitAppointment(), tracker("send it", "choose"))
    assert said["response"] == "utter_appointment_not_sent"
    assert store.given == {}
