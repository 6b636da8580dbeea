"""The audit log: who looked at or changed which request, when. Each row's hash covers the row before it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from assistant.booking.tables import audit

_START = "0" * 64


@dataclass(frozen=True)
class Verdict:
    """Whether the chain is whole."""

    rows: int
    head: str
    """Hash of the last row. Noted elsewhere, it later shows whether rows at the end were taken away."""
    broken_at: int | None
    """The first row that does not fit the ones before it, None where all fit."""
    knows_head: bool
    """Whether the head that was asked for is in the chain."""


def note(connection: Connection, who: str, what: str, code: str | None = None) -> None:
    """Add a row within the caller's transaction: what is not noted does not happen.

    Args:
        connection: The transaction, of `BookingStore.transaction`: writers stand in line, so the chain does not fork.
        who: A name of the staff, "assistant" or "delivery".
        what: Such as "list", "show", "done".
        code: The code of the request, None for many.
    """
    last = connection.execute(sa.select(audit.c.id, audit.c.hash).order_by(audit.c.id.desc()).limit(1)).first()
    number, before = (last.id + 1, last.hash) if last else (1, _START)
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    row = {"id": number, "at": at, "who": who[:80], "what": what, "code": code}
    connection.execute(audit.insert().values(**row, hash=_hash(before, row)))


def verify(connection: Connection, head: str | None = None) -> Verdict:
    """Walk the chain; `head` is a hash that was noted earlier."""
    before, rows, broken, known = _START, 0, None, head is None
    for found in connection.execute(sa.select(audit).order_by(audit.c.id)).mappings():
        row = dict(found)
        stored = row.pop("hash")
        rows += 1
        if broken is None and (stored != _hash(before, row) or row["id"] != rows):
            broken = rows
        known = known or stored == head
        before = stored
    return Verdict(rows, before, broken, known)


def _hash(before: str, row: dict[str, object]) -> str:
    plain = json.dumps([before, *(row[key] for key in ("id", "at", "who", "what", "code"))], ensure_ascii=False)
    return hashlib.sha256(plain.encode()).hexdigest()
