"""Submits one request again and again until it is confirmed or this process is killed; prints the confirmed code."""

from __future__ import annotations

import sys

from assistant.booking.phone import read_phone
from assistant.booking.request import AppointmentRequest
from assistant.booking.store import BookingStore
from assistant.settings import Settings

first, last = int(sys.argv[1]), int(sys.argv[2])
store = BookingStore.open(Settings(_env_file=None))
print("ready", flush=True)
for number in range(first, last):
    phone = read_phone(f"{212 if number < 100 else 646}-555-01{number % 100:02}", allow_fictional=True)
    assert phone is not None
    request = AppointmentRequest(for_whom="self", name=f"Ana Example {number}", phone=phone, channel="sms")
    print(number, store.submit(request, f"conversation-{number}").code, flush=True)
