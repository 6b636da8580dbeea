"""The table of turns that wait behind another process. Unlogged: after a crash nobody waits."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "waiting_turns",
        sa.Column("ticket", sa.BigInteger, sa.Identity(), primary_key=True),
        sa.Column("conversation", sa.BigInteger, nullable=False, index=True),
        sa.Column("seen", sa.DateTime(timezone=True), nullable=False),
        prefixes=["UNLOGGED"],
    )


def downgrade() -> None:
    """Remove the table."""
    op.drop_table("waiting_turns")
