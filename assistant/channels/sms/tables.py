"""The tables of the text line: hashes, times, and what is sealed."""

from __future__ import annotations

import sqlalchemy as sa

metadata = sa.MetaData()

phones = sa.Table(
    "phones",
    metadata,
    sa.Column("phone", sa.Text, primary_key=True),  # keyed hash of the number
    sa.Column("seen", sa.Float(53), nullable=False),
    sa.Column("stopped", sa.Integer, nullable=False),
    sa.Column("state", sa.Text, nullable=False),  # sealed
    sa.Column("asked", sa.Float(53), nullable=False, server_default="0"),  # when it last said stop or start
    sa.Index("phones_seen", "seen"),
)

messages = sa.Table(
    "messages",
    metadata,
    sa.Column("message", sa.Text, primary_key=True),  # keyed hash of the phone company's id
    sa.Column("at", sa.Float(53), nullable=False),
    sa.Column("reply", sa.Text),  # sealed
    sa.Index("messages_at", "at"),
)

conversations = sa.Table(
    "conversations",
    metadata,
    sa.Column("phone", sa.Text, primary_key=True),
    sa.Column("started", sa.Float(53), primary_key=True),
    sa.Column("seen", sa.Float(53), nullable=False),
    sa.Index("conversations_seen", "seen"),
)
