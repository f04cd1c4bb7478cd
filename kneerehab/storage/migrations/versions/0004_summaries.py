"""A summary of each runner for the list of many: a cache, made anew from the diary whenever it is not of today."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the table, and a row for everybody who is there: none of them has been summed up yet."""
    op.create_table(
        "summaries",
        sa.Column("runner_id", sa.Text(), sa.ForeignKey("runners.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=True),
        sa.Column("made_by", sa.Text(), nullable=True),
        sa.Column("told", sa.Text(), nullable=True),
    )
    op.execute("INSERT INTO summaries (runner_id, state) SELECT id, lower(hex(randomblob(16))) FROM runners")
