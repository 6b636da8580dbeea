"""What is old goes by itself, once a day."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from assistant.channels.needs import Store
from assistant.channels.sms import store as phones
from assistant.channels.website.history import History
from assistant.storage.database import Place, place_of

logger = logging.getLogger(__name__)

DAY_SECONDS = 24 * 60 * 60.0
RETRY_SECONDS = 60 * 60.0


@dataclass(frozen=True)
class Purged:
    """How many went."""

    conversations: int
    phones: int


class Retention:
    """Deletes old conversations everywhere they are kept. Appointment requests have `assistant bookings purge`."""

    def __init__(self, conversations: Store, history: History, days: int, texts: Place = None) -> None:
        """Delete what is older than `days`.

        Args:
            conversations: The store of conversations.
            history: What the website shows, which also has an age of its own.
            days: Days without a word.
            texts: The place of the text line; that of the settings where none is given. A file that is not there is
                not made.
        """
        self._conversations = conversations
        self._history = history
        self._seconds = days * DAY_SECONDS
        self._texts = texts or place_of(phones.DATABASE)

    def purge(self) -> Purged:
        """Delete now; blocks.

        Raises:
            Exception: whatever a store raises; what was deleted before stays deleted.
        """
        self._history.purge()
        gone = self._conversations.purge(self._seconds)
        if isinstance(self._texts, Path) and not self._texts.exists():
            return Purged(gone, 0)
        return Purged(gone, phones.PhoneStore(self._texts).purge(self._seconds, time.time()))


async def keep_doing(
    work: Callable[[], object], every: float = DAY_SECONDS, after_failure: float = RETRY_SECONDS
) -> None:
    """Do blocking `work` now and then again and again, in a thread, until cancelled; a failure is tried again."""
    while True:
        pause = every
        try:
            await asyncio.to_thread(work)
        except Exception as error:  # noqa: BLE001 - a store may raise anything, and the next day must come
            logger.error("retention.failed error=%s", type(error).__name__)
            pause = after_failure
        await asyncio.sleep(pause)
