"""Names of advisory locks: PostgreSQL knows them by numbers of 64 bits."""

from __future__ import annotations

import hashlib


def lock_key(name: str) -> int:
    """Return the number of the lock with this name; two names with one number would wait for each other, no more."""
    return int.from_bytes(hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()[:8], "big", signed=True)
