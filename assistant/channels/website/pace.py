"""How fast one client may write and begin conversations; kept in this process's memory."""

from __future__ import annotations

import logging
import time

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from assistant.channels.caller import network_of
from assistant.channels.problems import TOO_FAST, ApiError
from assistant.settings import Settings

logger = logging.getLogger(__name__)


class Pace:
    """Counts the last minute of each conversation, and of each address that begins conversations.

    Where counting itself fails, everybody may write: a message may be an emergency, and the proxy has limits too.
    """

    def __init__(self, settings: Settings) -> None:
        """Allow what the settings say."""
        self._counted = MemoryStorage()
        self._limiter = MovingWindowRateLimiter(self._counted)
        self._latest = 0.0
        self._messages = RateLimitItemPerMinute(settings.website_messages_per_minute, namespace="messages")
        self._sessions = RateLimitItemPerMinute(settings.website_sessions_per_minute, namespace="sessions")

    def message(self, conversation: str) -> None:
        """Count one message.

        Raises:
            ApiError: there were too many; the words say when to go on, and to call 911 in an emergency.
        """
        if not self._may_go_on(self._messages, conversation):
            raise ApiError(TOO_FAST)

    def session(self, address: str) -> None:
        """Count one new conversation of an address; one owner has all addresses of an IPv6 network, which count as one.

        Raises:
            ApiError: this address began too many.
        """
        if not self._may_go_on(self._sessions, network_of(address)):
            raise ApiError(TOO_FAST)

    def _may_go_on(self, limit: RateLimitItem, who: str) -> bool:
        try:
            if time.time() < self._latest - 1:
                self._counted.reset()  # the clock was put back: what lies ahead would count until the clock is there
            self._latest = time.time()
            return self._limiter.hit(limit, who)
        except Exception as error:  # noqa: BLE001 - whatever fails, nobody is kept from writing
            logger.error("pace.failed error=%s", type(error).__name__)
            return True
