"""When a phone last said stop or start, and what finds its conversations."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add a column and a table."""
    op.add_column("phones", sa.Column("asked", sa.Float(53), nullable=False, server_default="0"))
    op.create_table(
        "conversations",
        sa.Column("phone", sa.Text, primary_key=True),
        sa.Column("started", sa.Float(53), primary_key=True),
        sa.Column("seen", sa.Float(53), nullable=False),
    )
    op.create_index("conversations_seen", "conversations", ["seen"])


def downgrade() -> None:
    """Refuse: it would forget who said stop."""
    raise RuntimeError("These tables hold who wants no texts and are not removed by a migration.")
