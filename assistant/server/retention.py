"""What is old goes by itself, once a day."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from assistant.channels.sms import store as phones
from assistant.channels.website.history import History
from assistant.server.sessions import Store

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

    def __init__(self, conversations: Store, history: History, days: int, texts: Path | None = None) -> None:
        """Delete what is older than `days`.

        Args:
            conversations: The store of conversations.
            history: What the website shows, which also has an age of its own.
            days: Days without a word.
            texts: The file of the text line; var/sms.db where none is given. One that is not there is not made.
        """
        self._conversations = conversations
        self._history = history
        self._seconds = days * DAY_SECONDS
        self._texts = texts or phones.DATABASE

    def purge(self) -> Purged:
        """Delete now; blocks.

        Raises:
            Exception: whatever a store raises; what was deleted before stays deleted.
        """
        self._history.purge()
        gone = self._conversations.purge(self._seconds)
        silent = phones.PhoneStore(self._texts).purge(self._seconds, time.time()) if self._texts.exists() else 0
        return Purged(gone, silent)


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
