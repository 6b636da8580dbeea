"""What tests book stays out of the hospital's requests."""

from __future__ import annotations

import uuid

from assistant.booking.database import DEFAULT_FILE
from assistant.booking.phone import read_phone
from assistant.booking.request import AppointmentRequest
from assistant.booking.shared import shared_store
from assistant.conversation_tests.bookings_apart import CALLER, forget_requests, keep_apart
from assistant.settings import ROOT, load_settings


def _book() -> bool:
    """Keep a request of one number; say whether it changed an earlier one."""
    phone = read_phone(CALLER, allow_fictional=True)
    assert phone is not None, "the invented number can be called"
    request = AppointmentRequest(for_whom="self", name="Ana Example", channel="sms", phone=phone)
    return shared_store().submit(request, uuid.uuid4().hex, caller=True).updated


def test_every_test_books_into_a_database_of_the_tests() -> None:
    """No test of any kind may write var/bookings.db, and whatever a test starts books into the same database."""
    before = DEFAULT_FILE.stat().st_mtime_ns if DEFAULT_FILE.exists() else None
    file = keep_apart()
    assert load_settings().booking_database.get_secret_value() == f"sqlite:///{file}"
    assert not file.is_relative_to(ROOT)
    forget_requests()
    _book()
    assert file.exists()
    assert before == (DEFAULT_FILE.stat().st_mtime_ns if DEFAULT_FILE.exists() else None)


def test_a_conversation_begins_without_earlier_requests() -> None:
    """A number that asked in one conversation is new in the next, or the order of tests would matter."""
    forget_requests()
    assert not _book()
    assert _book()
    forget_requests()
    assert not _book()
