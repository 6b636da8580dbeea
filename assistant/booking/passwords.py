"""Passwords of the staff page: kept as scrypt hashes (RFC 7914) in the settings."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode

from assistant.booking.errors import BookingError

SHORTEST = 12
_COST, _BLOCK, _PARALLEL = 15, 8, 1
_MEMORY = 64 * 1024 * 1024

_HASH = re.compile(r"scrypt\.(1[4-6])\.([\w-]{22})\.([\w-]{43})")


def hash_password(password: str) -> str:
    """Return the hash to put into ASSISTANT_STAFF_PASSWORDS.

    Raises:
        BookingError: the password is too short.
    """
    if len(password) < SHORTEST:
        raise BookingError(f"Use a password of at least {SHORTEST} characters.")
    salt = secrets.token_bytes(16)
    return f"scrypt.{_COST}.{_encoded(salt)}.{_encoded(_derived(password, salt, _COST))}"


class Passwords:
    """Who may sign in."""

    def __init__(self, setting: str) -> None:
        """Read `name:hash,name:hash`.

        Raises:
            BookingError: an entry is of another form.
        """
        self._hashes: dict[str, tuple[int, bytes, bytes]] = {}
        for entry in filter(None, (part.strip() for part in setting.split(","))):
            name, _, stored = entry.partition(":")
            found = _HASH.fullmatch(stored)
            if not name or found is None:
                raise BookingError(
                    "ASSISTANT_STAFF_PASSWORDS must be name:hash, with a hash of `assistant bookings password`."
                )
            self._hashes[name] = (int(found[1]), _decoded(found[2]), _decoded(found[3]))
        self._nobody = (_COST, secrets.token_bytes(16), secrets.token_bytes(32))

    def __bool__(self) -> bool:
        return bool(self._hashes)

    def right(self, name: str, password: str) -> bool:
        """Say whether name and password fit. Takes as long for a name that is not known."""
        cost, salt, derived = self._hashes.get(name, self._nobody)
        return hmac.compare_digest(_derived(password, salt, cost), derived) and name in self._hashes


def _derived(password: str, salt: bytes, cost: int) -> bytes:
    return hashlib.scrypt(password.encode(), salt=salt, n=2**cost, r=_BLOCK, p=_PARALLEL, maxmem=2 * _MEMORY, dklen=32)


def _encoded(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")


def _decoded(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
