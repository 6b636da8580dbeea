"""Delivers what is due until it is killed, with the waits between tries cut short."""

from __future__ import annotations

import logging
import time
from datetime import timedelta

from assistant.booking import outbox
from assistant.booking.delivery.deliverer import deliverer_of
from assistant.booking.delivery.worker import deliver_due
from assistant.booking.store import BookingStore
from assistant.settings import Settings

logging.disable()
outbox.LEASE = timedelta(seconds=1)
outbox._FIRST_WAIT = timedelta(seconds=0.02)
outbox._LONGEST_WAIT = timedelta(seconds=0.1)
settings = Settings(_env_file=None)
store = BookingStore.open(settings)
deliverer = deliverer_of(settings)
assert deliverer is not None
print("ready", flush=True)
while True:
    deliver_due(store, deliverer)
    time.sleep(0.02)
