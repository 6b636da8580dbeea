"""The tables of phones and of their messages. Files of an earlier version have them already."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    if sa.inspect(op.get_bind()).has_table("phones"):
        op.create_index("phones_seen", "phones", ["seen"])
        return
    op.create_table(
        "phones",
        sa.Column("phone", sa.Text, primary_key=True),
        sa.Column("seen", sa.Float(53), nullable=False),
        sa.Column("stopped", sa.Integer, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
    )
    op.create_index("phones_seen", "phones", ["seen"])
    op.create_table(
        "messages",
        sa.Column("message", sa.Text, primary_key=True),
        sa.Column("at", sa.Float(53), nullable=False),
        sa.Column("reply", sa.Text),
    )
    op.create_index("messages_at", "messages", ["at"])


def downgrade() -> None:
    """Refuse: it would forget who said stop."""
    raise RuntimeError("These tables hold who wants no texts and are not removed by a migration.")
