"""Who is at the staff page: sign-in, sessions that end, and limits on guessing."""

from __future__ import annotations

import hmac
import secrets
import time
from dataclasses import dataclass, field

from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from assistant.booking.passwords import Passwords

IDLE_SECONDS = 30 * 60
LONGEST_SECONDS = 8 * 60 * 60
_PER_NAME = parse("10 per 15 minutes")
_OVERALL = parse("60 per 15 minutes")


@dataclass
class Session:
    """One person signed in; it ends after half an hour without a click, after eight hours, and with the server."""

    name: str
    csrf: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    began: float = field(default_factory=time.monotonic)
    seen: float = field(default_factory=time.monotonic)

    @property
    def over(self) -> bool:
        """Whether it has ended."""
        now = time.monotonic()
        return now - self.seen > IDLE_SECONDS or now - self.began > LONGEST_SECONDS


class Access:
    """Signs people in and out. Sessions are kept in this process only."""

    def __init__(self, passwords: Passwords) -> None:
        """Let in who has one of these `passwords`."""
        self._passwords = passwords
        self._sessions: dict[str, Session] = {}
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def may_try(self, name: str) -> bool:
        """Count a try to sign in, and say whether it is allowed: ten for a name and sixty in all in 15 minutes."""
        return self._limiter.hit(_OVERALL, "all") and self._limiter.hit(_PER_NAME, name.casefold()[:80])

    def sign_in(self, name: str, password: str) -> str | None:
        """Return the id of a new session, None where name and password do not fit. Takes a tenth of a second."""
        if not self._passwords.right(name, password):
            return None
        self._sessions = {key: session for key, session in self._sessions.items() if not session.over}
        key = secrets.token_urlsafe(32)
        self._sessions[key] = Session(name)
        return key

    def session(self, key: str) -> Session | None:
        """Return the session of an id and keep it going, None where there is none."""
        found = self._sessions.get(key)
        if found is None or found.over:
            self._sessions.pop(key, None)
            return None
        found.seen = time.monotonic()
        return found

    def sign_out(self, key: str) -> None:
        """End a session."""
        self._sessions.pop(key, None)


def same(given: str, expected: str) -> bool:
    """Compare two secrets in constant time."""
    return hmac.compare_digest(given.encode(), expected.encode())
