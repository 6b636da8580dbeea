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
from assistant.channels.caller import network_of

IDLE_SECONDS = 30 * 60
LONGEST_SECONDS = 8 * 60 * 60
_NAME_FROM_ADDRESS = parse("10 per 15 minutes")
_ADDRESS = parse("60 per 15 minutes")
_NAME = parse("40 per 15 minutes")
"""For a name from everywhere: more than one address alone can use up."""


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
        self._familiar: set[tuple[str, str]] = set()

    def may_try(self, name: str, address: str) -> bool:
        """Count a try to sign in, and say whether it is allowed.

        In 15 minutes ten for a name from an address, sixty from an address, and forty for a name from everywhere. The
        last two hold no person back where they have signed in before, so that nobody is locked out from elsewhere.
        Names that nobody has are counted alike: it can't be told which ones are known.
        """
        who = name.casefold()[:80], network_of(address)
        if not self._limiter.hit(_NAME_FROM_ADDRESS, "both", *who):
            return False
        if who in self._familiar:
            return True
        return self._limiter.hit(_ADDRESS, "address", who[1]) and self._limiter.hit(_NAME, "name", who[0])

    def sign_in(self, name: str, password: str, address: str) -> str | None:
        """Return the id of a new session, None where name and password do not fit. Takes a tenth of a second."""
        if not self._passwords.right(name, password):
            return None
        self._familiar.add((name.casefold()[:80], network_of(address)))
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
