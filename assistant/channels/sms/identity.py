"""Who writes, without their number: keyed hashes (HMAC-SHA-256), useless without the server's secret."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets

_E164 = re.compile(r"\+[1-9][0-9]{6,14}")


class Identity:
    """Names phones, conversations and messages by hashes under a key of their own, derived from the server's secret."""

    def __init__(self, secret: str) -> None:
        """Use `secret`; without one, a random one for as long as this process lives."""
        self._key = hmac.new((secret or secrets.token_urlsafe(48)).encode(), b"assistant.sms", hashlib.sha256).digest()

    def phone(self, number: str) -> str:
        """Return the name under which the state of a phone is kept."""
        return self._hash("phone", number)

    def conversation(self, number: str, started: float) -> str:
        """Return the conversation of a phone that began at `started` (seconds since 1970)."""
        return f"sms-{self._hash('conversation', number, repr(started))}"

    def message(self, transport: str, identifier: str) -> str:
        """Return the name under which a message that came in is remembered."""
        return self._hash("message", transport, identifier)

    def _hash(self, *parts: str) -> str:
        named = "\0".join(parts).encode("utf-8", "surrogatepass")
        return hmac.new(self._key, named, hashlib.sha256).hexdigest()[:40]


def dialable(number: str) -> str | None:
    """Return `number` where it can be called back (E.164, such as +12125550142), else None: short codes, names."""
    return number if _E164.fullmatch(number) else None
