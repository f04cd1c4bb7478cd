"""Alembic's entry: it runs on the connection, and inside the transaction, that `upgrade()` was given."""

from __future__ import annotations

from alembic import context

from kneerehab.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
context.run_migrations()
