"""Bringing an older file up to date. Alembic is imported only when a file really is older."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kneerehab.frozen import dataclass

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class Scripts:
    """A folder of Alembic revisions, and their names from the first to the newest."""

    folder: Path
    revisions: tuple[str, ...]

    @property
    def newest(self) -> str:
        """The revision of an up-to-date file."""
        return self.revisions[-1]


SHAPES = {
    "0001": "dcf440ee5bb12ac1e47ff74e6f0f369ad8031dfce34a76793e3cf5f70e99a136",
    "0002": "ca1b525d93b864fe56aa48b9aa1523f2c6d50042d9ed0e394ea5a6ddf08937ac",
    "0003": "a493bf28f0b0f61df5ebd2c9db309631b689ca202c852846e82519dcb8fd4f25",
    "0004": "b7bb3d355fd6356eec575fed6c3795b20bdc6a48ab2ac2107890e9f8f396017b",
}
"""Every revision with the digest of its schema, as `shape.shape` has it: a file that looks otherwise is not opened.

`dev.py revision NAME` writes the next one. Named here so that start-up can tell an up-to-date file without Alembic.
"""

SHIPPED = Scripts(folder=Path(__file__).parent, revisions=tuple(SHAPES))
"""The revisions of this version."""

VERSION_TABLE = (
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
    "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)
"""Alembic's own table, for new files that are made without it."""


def upgrade(connection: Connection, scripts: Scripts = SHIPPED, revision: str = "head") -> None:
    """Run the revisions that a file lacks, inside the caller's transaction: it commits all of them or none."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(scripts.folder).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
