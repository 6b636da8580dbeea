"""The tables of requests, their submissions, the outbox and the audit log."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "bookings",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("code", sa.String(16), nullable=False, unique=True),
        sa.Column("personal", sa.Text, nullable=False),
        sa.Column("phone_hash", sa.String(64), index=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("created", _TIME, nullable=False),
        sa.Column("updated", _TIME, nullable=False),
        sa.Column("call_by", _TIME, nullable=False),
        sa.Column("handled", _TIME),
    )
    op.create_table(
        "submissions",
        sa.Column("key_hash", sa.String(64), primary_key=True),
        sa.Column("booking_id", sa.Integer, sa.ForeignKey("bookings.id", ondelete="CASCADE"), nullable=False),
        sa.Column("updated", sa.Boolean, nullable=False),
        sa.Column("at", _TIME, nullable=False),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "booking_id", sa.Integer, sa.ForeignKey("bookings.id", ondelete="CASCADE"), nullable=False, index=True
        ),
        sa.Column("event", sa.String(40), nullable=False, unique=True),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("next_try", _TIME, nullable=False),
        sa.Column("last_error", sa.String(80)),
        sa.Column("delivered", _TIME),
    )
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("who", sa.String(80), nullable=False),
        sa.Column("what", sa.String(40), nullable=False),
        sa.Column("code", sa.String(16)),
        sa.Column("hash", sa.String(64), nullable=False),
    )


def downgrade() -> None:
    """Refuse: it would delete requests."""
    raise RuntimeError("These tables hold patients' requests and are not removed by a migration.")
