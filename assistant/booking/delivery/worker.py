"""Empties the outbox: tries what is due, and waits longer after each failure. The outbox keeps count."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from datetime import UTC, datetime

from assistant.booking import outbox
from assistant.booking.delivery.deliverer import Deliverer, DeliveryError
from assistant.booking.store import BookingStore, ClosedBooking

logger = logging.getLogger(__name__)

PAUSE_SECONDS = 5.0


@dataclass
class Report:
    """What came of a round."""

    delivered: int = 0
    later: int = 0
    dead: int = 0


def deliver_due(store: BookingStore, deliverer: Deliverer) -> Report:
    """Try everything that is due, once.

    Raises:
        BookingError: the store can't be used; what was delivered may be delivered again.
    """
    report = Report()
    began = datetime.now(UTC)
    while parcel := outbox.claim(store, datetime.now(UTC), due=began):
        if isinstance(parcel, ClosedBooking):
            logger.error("booking.not_opened next=dead")
            report.dead += 1
            continue
        try:
            deliverer.deliver(parcel)
        except Exception as error:  # noqa: BLE001 - whatever goes wrong with one request, the others go on
            name = str(error) if isinstance(error, DeliveryError) else type(error).__name__
            state = outbox.failed(store, parcel, name, datetime.now(UTC))
            logger.error("booking.delivery_failed error=%s next=%s", name, state)
            report.dead += state == "dead"
            report.later += state == "waiting"
            continue
        outbox.delivered(store, parcel)
        report.delivered += 1
    return report


async def keep_delivering(store: BookingStore, deliverer: Deliverer, pause: float = PAUSE_SECONDS) -> None:
    """Deliver until cancelled; the blocking parts run in a thread."""
    while True:
        try:
            await asyncio.to_thread(deliver_due, store, deliverer)
        except Exception as error:  # noqa: BLE001 - whatever fails, what is due later must be delivered
            logger.error("booking.worker_failed error=%s", type(error).__name__)
        await asyncio.sleep(pause)
