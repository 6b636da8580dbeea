"""Submits requests with a limit on the size of files; prints each confirmed code, and stops at the first failure."""

from __future__ import annotations

import resource
import sys

from assistant.booking.phone import read_phone
from assistant.booking.request import AppointmentRequest
from assistant.booking.store import BookingError, BookingStore
from assistant.settings import Settings

store = BookingStore.open(Settings(_env_file=None))
limit = 120 * 1024
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
for number in range(200):
    phone = read_phone(f"{201 + number // 100}-555-01{number % 100:02}", allow_fictional=True)
    assert phone is not None
    request = AppointmentRequest(for_whom="self", name="Ana Example", phone=phone, channel="website", access="x" * 250)
    try:
        print(store.submit(request, f"full-{number}").code, flush=True)
    except BookingError:
        print("failed", file=sys.stderr)
        break
