"""What is stored of conversations is sealed, with keys made from those of the appointment requests.

AES-256-GCM (NIST SP 800-38D) under a key for each conversation (HMAC-SHA-256 of its id): what was sealed for one can't
be put into another, and no key seals so much that its random nonces could repeat. Fernet, which the requests use,
takes 20 times as long, and a turn opens a hundred events.
"""

from __future__ import annotations

import hmac
import os
from base64 import b64decode, b64encode
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from assistant.booking.keys import Keys, keys_of
from assistant.settings import load_settings

_NONCE_BYTES = 12


class SealError(RuntimeError):
    """Stored words can't be opened; the message says what to do and holds none of them."""

    def __init__(self) -> None:
        """Say which setting has the keys."""
        super().__init__("What is stored can't be opened with the keys of ASSISTANT_BOOKING_KEYS (or var/booking.key)")


class Sealing:
    """Seals and opens text. The first key seals; all of them open."""

    def __init__(self, keys: Keys, purpose: str) -> None:
        """Use keys made from `keys` for one `purpose`, such as "conversations"."""
        self._masters = keys.derived(f"assistant.{purpose}".encode())

    def seal(self, whose: str, text: str) -> str:
        """Return `text` encrypted; only who names the same conversation or phone (`whose`) opens it."""
        nonce = os.urandom(_NONCE_BYTES)
        return b64encode(nonce + _cipher(self._masters[0], whose).encrypt(nonce, text.encode(), None)).decode()

    def open(self, whose: str, sealed: str) -> str:
        """Return what was sealed.

        Raises:
            SealError: none of the keys opens it, it was changed, or it is of another conversation.
        """
        try:
            raw = b64decode(sealed, validate=True)
        except ValueError as error:
            raise SealError from error
        for master in self._masters:
            try:
                return _cipher(master, whose).decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], None).decode()
            except (InvalidTag, ValueError):
                continue
        raise SealError


@lru_cache(maxsize=4)
def sealing_for(purpose: str) -> Sealing:
    """Return the sealing of this process for one purpose, with the keys of the settings.

    Raises:
        BookingError: the keys are missing or can't be used.
    """
    return Sealing(keys_of(load_settings()), purpose)


@lru_cache(maxsize=512)
def _cipher(master: bytes, whose: str) -> AESGCM:
    return AESGCM(hmac.digest(master, whose.encode("utf-8", "surrogatepass"), "sha256"))
