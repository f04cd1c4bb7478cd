"""`dev.py revision NAME`: the revision for fields that were added to records, its digest, and its old database.

Old databases are never made again: they prove that this version still opens them.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import CheckConstraint, MetaData

from kneerehab.exchange.diary_json import read_diary
from kneerehab.services.changes import Changes
from kneerehab.services.diary import DiaryService
from kneerehab.storage.database import Database
from kneerehab.storage.migrations import SHIPPED, Scripts, upgrade
from kneerehab.storage.shape import shape
from kneerehab.storage.tables import metadata

HERE = Path(__file__).parent
REVISION = '''"""{words}."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = "{before}"


def upgrade() -> None:
    """Add the columns; what nobody said stays unknown."""
{steps}'''


def steps(old: sqlite3.Connection, declared: MetaData) -> str:
    """The lines that add what is declared and not in a database; ValueError for more than added, optional columns."""
    lines = []
    for table in declared.sorted_tables:
        known = {row[1] for row in old.execute(f"PRAGMA table_info({table.name})")}
        added = [column for column in table.columns if column.name not in known]
        if not known or known - set(table.columns.keys()) or not all(column.nullable for column in added):
            raise ValueError(f"{table.name}: please write this revision by hand, as 0002 was")
        checks = {str(one.name): str(one.sqltext) for one in table.constraints if isinstance(one, CheckConstraint)}
        if added:
            lines.append(f'    with op.batch_alter_table("{table.name}", recreate="always") as table:\n')
        for column in added:
            kind = type(column.type).__name__
            lines.append(f'        table.add_column(sa.Column("{column.name}", sa.{kind}(), nullable=True))\n')
            name = f"ck_{table.name}_{column.name}"
            if name in checks:
                lines.append(f'        table.create_check_constraint("{name}", "{checks[name]}")\n')
    return "".join(lines)


def digest(folder: Path, revision: str) -> str:
    """The shape of a new file that every revision of the folder made."""
    from sqlalchemy import create_engine

    with TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        file = Path(scratch, "new.sqlite3")
        engine = create_engine(f"sqlite:///{file}")
        with engine.begin() as connection:
            upgrade(connection, Scripts(folder=folder, revisions=(*SHIPPED.revisions, revision)))
        engine.dispose()
        with closing(sqlite3.connect(file)) as plain:
            return shape(plain)


def write_revision(name: str, declared: MetaData = metadata, folder: Path = SHIPPED.folder) -> Path:
    """Write the revision file and the line of its digest."""
    revision = f"{int(SHIPPED.newest) + 1:04}"
    with closing(sqlite3.connect(HERE / f"{SHIPPED.newest}.sqlite3")) as old:
        body = steps(old, declared)
    if not body:
        raise ValueError("every field of every record has its column: there is nothing to write")
    path = folder / "versions" / f"{revision}_{re.sub(r'[^a-z0-9]+', '_', name.lower()).strip('_')}.py"
    path.write_text(REVISION.format(words=name, revision=revision, before=SHIPPED.newest, steps=body), encoding="utf-8")
    table = folder / "__init__.py"
    line = f'    "{revision}": "{digest(folder, revision)}",\n}}\n'
    table.write_text(table.read_text(encoding="utf-8").replace("}\n", line, 1), encoding="utf-8")
    return path


def make_old_database() -> Path:
    """Write NNNN.sqlite3 for the newest revision from NNNN.json, which is that of the revision before to begin with."""
    path = HERE / f"{SHIPPED.newest}.sqlite3"
    if path.exists():
        raise ValueError(f"{path.name} is there already")
    if not path.with_suffix(".json").exists():
        shutil.copy(HERE / f"{SHIPPED.revisions[-2]}.json", path.with_suffix(".json"))
    diary = read_diary(path.with_suffix(".json").read_bytes())
    with Database.open(path) as database:
        DiaryService(database, Changes(), lambda: datetime.now(UTC)).import_diary(diary)
        database.compaction.run()
    return path


def main(arguments: list[str]) -> None:
    """Write all three; without a name only the old database. Exits with what is wrong."""
    try:
        if not arguments:
            print(make_old_database())
            return
        print(write_revision(" ".join(arguments)))
    except ValueError as error:
        sys.exit(f"{error}.")
    sys.exit(subprocess.run([sys.executable, "-m", "tests.old_databases.revise"], check=False).returncode)


if __name__ == "__main__":
    main(sys.argv[1:])
