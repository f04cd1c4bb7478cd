"""Diary version 2: the clinic's number and the days to run on of a runner, and who decided or prescribed.

The new codes (warning signs, care, a measure) are text in columns that are there already.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add what version 2 keeps; nothing that is there changes, and what nobody said stays unknown."""
    op.add_column("overrides", sa.Column("role", sa.Text(), nullable=True))
    op.add_column("prescriptions", sa.Column("role", sa.Text(), nullable=True))
    op.add_column("runners", sa.Column("record_number", sa.Text(), nullable=True))
    # A list is never NULL. SQLite asks for a default to add such a column, and forgets it only when the table is
    # made anew; runners are few.
    with op.batch_alter_table("runners", recreate="always") as table:
        table.add_column(sa.Column("run_days", sa.Text(), nullable=False, server_default="[]"))
    with op.batch_alter_table("runners", recreate="always") as table:
        table.alter_column("run_days", server_default=None)
