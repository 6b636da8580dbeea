"""The tables of the booking database, as the migrations make them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa


class UtcTime(sa.types.TypeDecorator):
    """A moment with its zone, stored in UTC: SQLite would drop the zone."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        """Store in UTC."""
        if value is None:
            return None
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        """Return in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = sa.MetaData()

bookings = sa.Table(
    "bookings",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("code", sa.String(16), nullable=False, unique=True),
    sa.Column("personal", sa.Text, nullable=False),  # sealed: the request and its earlier versions
    sa.Column("phone_hash", sa.String(64), index=True),  # keyed; None where the number was not checked
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("created", UtcTime, nullable=False),
    sa.Column("updated", UtcTime, nullable=False),
    sa.Column("call_by", UtcTime, nullable=False),
    sa.Column("handled", UtcTime),
)

submissions = sa.Table(
    "submissions",
    metadata,
    sa.Column("key_hash", sa.String(64), primary_key=True),  # SHA-256 of the idempotency key
    sa.Column("booking_id", sa.ForeignKey("bookings.id", ondelete="CASCADE"), nullable=False),
    sa.Column("updated", sa.Boolean, nullable=False),
    sa.Column("at", UtcTime, nullable=False),
)

senders = sa.Table(
    "senders",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("sender_hash", sa.String(64), nullable=False, index=True),  # keyed: an address, or a number that texts
    sa.Column("at", UtcTime, nullable=False),
)

withdrawn = sa.Table(
    "withdrawn",
    metadata,
    sa.Column("key_hash", sa.String(64), primary_key=True),  # as in submissions: nothing is saved under it any more
    sa.Column("at", UtcTime, nullable=False),
)

outbox = sa.Table(
    "outbox",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("booking_id", sa.ForeignKey("bookings.id", ondelete="CASCADE"), nullable=False, index=True),
    sa.Column("event", sa.String(40), nullable=False, unique=True),  # the idempotency key of the delivery
    sa.Column("state", sa.String(12), nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("next_try", UtcTime, nullable=False),
    sa.Column("last_error", sa.String(80)),
    sa.Column("delivered", UtcTime),
)

audit = sa.Table(
    "audit",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", sa.String(40), nullable=False),
    sa.Column("who", sa.String(80), nullable=False),
    sa.Column("what", sa.String(40), nullable=False),
    sa.Column("code", sa.String(16)),
    sa.Column("hash", sa.String(64), nullable=False),
)
