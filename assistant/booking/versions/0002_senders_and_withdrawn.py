"""Who handed in requests within the last hour, and which requests were given up."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add two tables."""
    op.create_table(
        "senders",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("sender_hash", sa.String(64), nullable=False, index=True),
        sa.Column("at", _TIME, nullable=False),
    )
    op.create_table(
        "withdrawn",
        sa.Column("key_hash", sa.String(64), primary_key=True),
        sa.Column("at", _TIME, nullable=False),
    )


def downgrade() -> None:
    """Refuse, as for the tables of requests: a request that was given up could be saved."""
    raise RuntimeError("These tables hold what patients gave up and are not removed by a migration.")
