"""How fast one client may write and begin conversations; kept in this process's memory."""

from __future__ import annotations

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from assistant.server.errors import TOO_FAST, ApiError
from assistant.settings import Settings


class Pace:
    """Counts the last minute of each conversation, and of each address that begins conversations."""

    def __init__(self, settings: Settings) -> None:
        """Allow what the settings say."""
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._messages = RateLimitItemPerMinute(settings.website_messages_per_minute, namespace="messages")
        self._sessions = RateLimitItemPerMinute(settings.website_sessions_per_minute, namespace="sessions")

    def message(self, conversation: str) -> None:
        """Count one message.

        Raises:
            ApiError: there were too many; the words say when to go on, and to call 911 in an emergency.
        """
        if not self._limiter.hit(self._messages, conversation):
            raise ApiError(TOO_FAST)

    def session(self, address: str) -> None:
        """Count one new conversation.

        Raises:
            ApiError: this address began too many.
        """
        if not self._limiter.hit(self._sessions, address):
            raise ApiError(TOO_FAST)
