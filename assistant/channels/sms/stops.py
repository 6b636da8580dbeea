"""Stops that could not be kept yet: in force at once, and written again and again until they are kept."""

from __future__ import annotations

import asyncio
import logging

from assistant.channels.sms.phone import Phone
from assistant.channels.sms.store import PhoneStore

logger = logging.getLogger(__name__)

MOST = 10_000
"""Stops that may wait; who says stop after that is not told that it is kept."""
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 5.0
"""Seconds between two attempts."""
_SOON = 0.3
"""Seconds that an answer waits for its stop to be kept."""


class WaitingStops:
    """The stops that are known to this process only."""

    def __init__(self, store: PhoneStore) -> None:
        """Write them to `store`."""
        self._store = store
        self._waiting: dict[str, float] = {}
        self._task: asyncio.Task[None] | None = None

    async def keep(self, phone: str, at: float) -> bool:
        """Keep that a phone said stop at a moment, in memory until it can be written; False where there is no room."""
        if phone not in self._waiting and len(self._waiting) >= MOST:
            return False
        self._waiting[phone] = max(at, self._waiting.get(phone, at))
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._write())
        await asyncio.wait({self._task}, timeout=_SOON)
        return True

    def over(self, phone: str, known: Phone) -> Phone:
        """Return what is known of a phone, with the stop that waits to be kept."""
        at = self._waiting.get(phone)
        if at is None or known.asked > at:
            return known
        return Phone(stopped=True, greeted=True, seen=known.seen, asked=at)

    def begun_again(self, phone: str, asked: float) -> None:
        """Drop the stop of a phone that has said start at `asked`, after it."""
        if self._waiting.get(phone, asked + 1) <= asked:
            del self._waiting[phone]

    async def _write(self) -> None:
        """Write what waits until nothing does; where the process ends before, try once more."""
        pause = FIRST_PAUSE
        try:
            while self._waiting:
                phone, at = next(iter(self._waiting.items()))
                try:
                    await self._store.stop(phone, at)
                except Exception as error:  # noqa: BLE001 - whatever fails, the stop must not get lost
                    logger.error("sms.stop_waits error=%s", type(error).__name__)
                    await asyncio.sleep(pause)
                    pause = min(pause * 2, LONGEST_PAUSE)
                else:
                    self._written(phone, at)
                    pause = FIRST_PAUSE
        except asyncio.CancelledError:
            self._write_now()
            raise

    def _write_now(self) -> None:
        try:
            for phone, at in list(self._waiting.items()):
                self._store.stop_now(phone, at)
                self._written(phone, at)
        except Exception as error:  # noqa: BLE001 - the process ends
            logger.error("sms.stops_lost error=%s stops=%d", type(error).__name__, len(self._waiting))

    def _written(self, phone: str, at: float) -> None:
        if self._waiting.get(phone) == at:
            del self._waiting[phone]
