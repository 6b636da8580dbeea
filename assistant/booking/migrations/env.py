"""Alembic's entry: runs the migrations in the transaction that `assistant.booking.database` has open."""

from alembic import context

from assistant.booking.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
