"""The table of events. Files of before there were migrations have it already, with Rasa's columns."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table and its indexes."""
    tables = sa.inspect(op.get_bind())
    if not tables.has_table("events"):
        op.create_table(
            "events",
            sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
            sa.Column("sender_id", sa.String(255), nullable=False),
            sa.Column("type_name", sa.String(255), nullable=False),
            sa.Column("timestamp", sa.Float(53)),
            sa.Column("intent_name", sa.String(255)),
            sa.Column("action_name", sa.String(255)),
            sa.Column("data", sa.Text),
        )
    there = {index["name"] for index in sa.inspect(op.get_bind()).get_indexes("events")}
    for name, columns in (
        ("ix_events_sender_id", ["sender_id", "id"]),
        ("events_by_kind", ["sender_id", "type_name", "id"]),
    ):
        if name not in there:
            op.create_index(name, "events", columns)


def downgrade() -> None:
    """Refuse: it would delete conversations."""
    raise RuntimeError("This table holds patients' conversations and is not removed by a migration.")
