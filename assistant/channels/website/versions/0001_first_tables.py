"""The tables of what was shown, of what has ended, and of opinions. Files of an earlier version have them already."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    if sa.inspect(op.get_bind()).has_table("shown"):
        return
    op.create_table(
        "shown",
        sa.Column("conversation", sa.Text, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("message", sa.Text),
        sa.Column("you", sa.Text),
        sa.Column("turn", sa.Text, nullable=False),
        sa.Column("at", sa.Float(53), nullable=False),
        sa.Column("feedback", sa.Integer),
        sa.UniqueConstraint("conversation", "message"),
    )
    op.create_index("shown_at", "shown", ["at"])
    op.create_table(
        "closed",
        sa.Column("conversation", sa.Text, primary_key=True),
        sa.Column("at", sa.Float(53), nullable=False),
    )
    op.create_table(
        "feedback",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("day", sa.Text, nullable=False),
        sa.Column("answer_ids", sa.Text, nullable=False),
        sa.Column("helpful", sa.Integer, nullable=False),
        sa.Column("reason", sa.Text),
    )


def downgrade() -> None:
    """Refuse: it would delete what patients were shown."""
    raise RuntimeError("These tables hold patients' conversations and are not removed by a migration.")
