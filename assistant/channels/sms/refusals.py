"""Requests that were refused: each is counted, and one line a minute is logged, so that nobody can fill the log."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from prometheus_client import Counter

logger = logging.getLogger(__name__)

SECONDS = 60.0
"""Between two lines of the same kind."""
REFUSED = Counter(
    "assistant_sms_refused",
    "Requests to the text line that were not signed (403) or no message (400).",
    ("transport", "status"),
    registry=None,
)


class Refusals:
    """Counts and logs."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Measure minutes by `clock`."""
        self._clock = clock
        self._logged: dict[tuple[str, int], float] = {}
        self._since: dict[tuple[str, int], int] = {}

    def note(self, transport: str, status: int) -> None:
        """Note a request that was refused; `times` in the log are those since the last line."""
        REFUSED.labels(transport, str(status)).inc()
        kind, now = (transport, status), self._clock()
        self._since[kind] = self._since.get(kind, 0) + 1
        if now - self._logged.get(kind, now - SECONDS) < SECONDS:
            return
        self._logged[kind] = now
        logger.error("sms.refused transport=%s status=%d times=%d", transport, status, self._since.pop(kind))
