"""Keys: personal fields are sealed with Fernet, and phone numbers are looked up by a keyed hash."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from assistant.booking.database import DEFAULT_FILE, sqlite_file
from assistant.booking.errors import BookingError
from assistant.settings import Settings

PUT_BACK = (
    "Put the key that it was sealed with back into ASSISTANT_BOOKING_KEYS, after the others, restart, "
    "and run 'assistant bookings rotate-keys'."
)
"""What to do where no key opens a request."""


class Keys:
    """The first key seals; all of them open, so that a new key can be put before the old one."""

    def __init__(self, keys: Sequence[str]) -> None:
        """Use Fernet keys (32 random bytes in URL-safe base64).

        Raises:
            BookingError: there is none, or one is no such key.
        """
        try:
            self._fernet = MultiFernet([Fernet(key) for key in keys])
        except (ValueError, TypeError) as error:
            raise BookingError(
                "ASSISTANT_BOOKING_KEYS holds something that is no key (see docs/booking.md)."
            ) from error
        self._keys = tuple(key.encode() for key in keys)
        self._hashing = self.derived(b"assistant.booking.phone")
        self._hashing_senders = self.derived(b"assistant.booking.sender")

    def derived(self, purpose: bytes) -> list[bytes]:
        """Return a further key of 32 bytes of each key (HKDF, RFC 5869), for another `purpose`."""
        return [HKDF(SHA256(), 32, salt=None, info=purpose).derive(key) for key in self._keys]

    def seal(self, content: Any) -> str:
        """Return `content` (plain JSON) encrypted."""
        return self._fernet.encrypt(json.dumps(content, ensure_ascii=False).encode()).decode()

    def open(self, sealed: str) -> bytes:
        """Return what was sealed, as JSON that is not read yet.

        Raises:
            BookingError: none of the keys opens it.
        """
        try:
            return bytes(self._fernet.decrypt(sealed))
        except (InvalidToken, ValueError) as error:  # ValueError: a seal with letters that no seal has
            raise BookingError(
                "A stored request can't be opened with the keys of ASSISTANT_BOOKING_KEYS (or var/booking.key). "
                + PUT_BACK
            ) from error

    def sealed_anew(self, sealed: str) -> str:
        """Return the same content sealed with the first key.

        Raises:
            BookingError: none of the keys opens it.
        """
        return self._fernet.encrypt(self.open(sealed)).decode()

    def hashes(self, number: str) -> list[str]:
        """Return the keyed hash (HMAC-SHA-256) of a phone number under every key; the first is the one to store."""
        return _hmacs(self._hashing, number)

    def sender_hashes(self, sender: str) -> list[str]:
        """Return the keyed hash of who hands in a request under every key: another one than of the number to call."""
        return _hmacs(self._hashing_senders, sender)


def _hmacs(keys: Sequence[bytes], text: str) -> list[str]:
    return [hmac.new(key, text.encode(), hashlib.sha256).hexdigest() for key in keys]


def keys_of(settings: Settings) -> Keys:
    """Return the keys of the settings; in demonstration, where none is set, those of a file that is made.

    Raises:
        BookingError: there are none in production, or they can't be used.
    """
    if given := settings.booking_keys.get_secret_value():
        return Keys([key.strip() for key in given.split(",") if key.strip()])
    if settings.mode == "production":
        raise BookingError("Production mode needs ASSISTANT_BOOKING_KEYS (see docs/booking.md).")
    return Keys([key_of_file((sqlite_file(settings) or DEFAULT_FILE).with_name("booking.key"))])


def key_of_file(path: Path) -> str:
    """Return the key in `path`; where there is none, one is made that only this user can read.

    Raises:
        BookingError: the file can't be read or made.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            # Written whole under another name and then linked: of two processes that start at once, one wins.
            draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(Fernet.generate_key().decode())
                file.flush()
                os.fsync(file.fileno())
            try:
                path.hardlink_to(draft)
            except FileExistsError:
                pass
            finally:
                draft.unlink()
        key = path.read_text(encoding="ascii").strip()
        Fernet(key)
        return key
    except (OSError, ValueError) as error:
        raise BookingError(f"The key file {path} can't be used: {_why(path, error)}.") from error


def _why(path: Path, error: OSError | ValueError) -> str:
    """Return what is in the place of a key file, and what to do."""
    if isinstance(error, ValueError):  # Fernet's, and that of bytes that are no ASCII
        return (
            "it holds no key. Put a copy of the right file there: nothing that was sealed with it opens without it. "
            "Where nothing is kept yet, delete it, and a new one is made"
        )
    if isinstance(error, PermissionError):
        return f"permission denied. Let the user who runs the assistant read it, and write in {path.parent}"
    if path.is_symlink() and not path.exists():
        return "it is a link to a file that is not there. Put that file back, or delete the link"
    if path.is_dir():
        return "a folder is there. Move it away"
    found = next((part for part in path.parents if part.is_symlink() or part.exists()), path)
    if not found.is_dir():
        return f"{found} is no folder. Move it away, or set ASSISTANT_BOOKING_KEYS (see docs/booking.md)"
    return error.strerror or type(error).__name__
