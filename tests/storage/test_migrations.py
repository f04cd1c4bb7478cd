"""Older files are copied and brought up to date, or stay as they were."""

from __future__ import annotations

import re
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, Column, Integer, MetaData, create_engine, inspect

from kneerehab.domain.errors import DamagedDatabase
from kneerehab.exchange.diary_json import read_diary
from kneerehab.storage import records
from kneerehab.storage.database import Database
from kneerehab.storage.migrations import SHAPES, SHIPPED, Scripts, upgrade
from kneerehab.storage.shape import shape
from kneerehab.storage.tables import metadata
from tests.old_databases.revise import steps, write_revision

OLD = sorted((Path(__file__).parents[1] / "old_databases").glob("*.sqlite3"))

ONE_MORE = """
import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = "{before}"


def upgrade():
    with op.batch_alter_table("runners", recreate="always") as table:
        table.add_column(sa.Column("nickname", sa.Text()))
    op.create_table("teams", sa.Column("id", sa.Text(), primary_key=True))
    {then}
"""


NEXT = f"{int(SHIPPED.newest) + 1:04}"
"""A revision after the newest, whatever that is by now."""


def scripts_with_one_more(folder: Path, then: str = "pass") -> Scripts:
    shutil.copytree(SHIPPED.folder, folder, ignore=shutil.ignore_patterns("__pycache__"))
    script = ONE_MORE.format(revision=NEXT, before=SHIPPED.newest, then=then)
    (folder / "versions" / f"{NEXT}_one_more.py").write_text(script)
    return Scripts(folder=folder, revisions=(*SHIPPED.revisions, NEXT))


def schema(path: Path) -> dict[str, Any]:
    """Everything that matters about every table, whatever the order it was written in."""
    engine = create_engine(f"sqlite:///{path}")
    found = inspect(engine)
    described = {
        table: {
            "columns": sorted(
                (c["name"], str(c["type"]), c["nullable"], c["default"], c["primary_key"])
                for c in found.get_columns(table)
            ),
            "key": found.get_pk_constraint(table)["constrained_columns"],
            "owners": found.get_foreign_keys(table),
            "indexes": sorted(found.get_indexes(table), key=lambda index: str(index["name"])),
            "checks": sorted((c["name"], c["sqltext"]) for c in found.get_check_constraints(table)),
        }
        for table in found.get_table_names()
    }
    engine.dispose()
    return described


def test_the_migrated_schema_is_the_declared_one(tmp_path: Path) -> None:
    Database.open(tmp_path / "declared.sqlite3").close()
    engine = create_engine(f"sqlite:///{tmp_path / 'migrated.sqlite3'}")
    with engine.begin() as connection:
        upgrade(connection)
    engine.dispose()
    declared = schema(tmp_path / "declared.sqlite3")
    with closing(sqlite3.connect(tmp_path / "migrated.sqlite3")) as plain:
        assert steps(plain, metadata) == "", "fields without a revision: `dev.py revision WORDS` writes it"
    assert set(declared) == set(metadata.tables) | {"alembic_version"}
    assert schema(tmp_path / "migrated.sqlite3") == declared
    named = {name for name, _text in declared["check_ins"]["checks"]}
    assert {"ck_check_ins_now_left", "ck_check_ins_swelling"} <= named
    assert declared["check_ins"]["owners"][0]["options"] == {"ondelete": "CASCADE"}


def test_the_named_revisions_are_those_of_the_folder_and_each_left_an_old_database() -> None:
    config = Config()
    config.set_main_option("script_location", str(SHIPPED.folder))
    found = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    assert tuple(reversed(found)) == SHIPPED.revisions
    assert tuple(path.stem for path in OLD) == SHIPPED.revisions


def test_the_shape_of_every_revision_is_known_and_that_of_a_new_file_and_a_migrated_one_is_the_newest(
    tmp_path: Path,
) -> None:
    Database.open(tmp_path / "new.sqlite3").close()
    for path in OLD:
        with closing(sqlite3.connect(path)) as plain:
            assert shape(plain) == SHAPES[path.stem]
        shutil.copy(path, tmp_path)
        Database.open(tmp_path / path.name).close()
    for path in tmp_path.glob("*.sqlite3"):
        with closing(sqlite3.connect(path)) as plain:
            assert shape(plain) == SHAPES[SHIPPED.newest], (
                "not the tables of the newest revision; `dev.py revision WORDS` writes the next, with its digest"
            )


@pytest.mark.parametrize("path", OLD, ids=lambda path: path.stem)
def test_every_old_database_still_opens_with_all_it_holds(tmp_path: Path, path: Path) -> None:
    copy = tmp_path / "diary.sqlite3"
    shutil.copy(path, copy)
    expected = read_diary(path.with_suffix(".json").read_bytes())
    with Database.open(copy) as database, database.reading() as connection:
        assert records.load_diary(connection, expected.runner.id) == expected


def test_an_older_file_is_copied_first_and_then_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "data" / "diary.sqlite3"
    path.parent.mkdir()
    shutil.copy(OLD[0], path)
    expected = read_diary(OLD[0].with_suffix(".json").read_bytes())
    with Database.open(path, scripts_with_one_more(tmp_path / "scripts")) as database, database.reading() as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone()[0] == NEXT
        assert connection.execute("PRAGMA foreign_keys").fetchone()[0] == 1
        # Rebuilding the table of runners took nobody's records along.
        assert records.load_diary(connection, expected.runner.id) == expected
    with Database.open(path.parent / "backups" / f"before-{NEXT}.sqlite3") as copy, copy.reading() as connection:
        assert records.load_diary(connection, expected.runner.id) == expected


def test_a_new_file_is_brought_to_the_newest_revision_there_is(tmp_path: Path) -> None:
    path = tmp_path / "data" / "diary.sqlite3"
    with Database.open(path, scripts_with_one_more(tmp_path / "scripts")) as database, database.reading() as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone()[0] == NEXT
        assert connection.execute("SELECT count(*) FROM teams").fetchone()[0] == 0


@pytest.mark.parametrize(
    ("then", "error"),
    [
        ("raise KeyboardInterrupt", KeyboardInterrupt),
        ("op.execute('DROP TABLE nowhere')", Exception),
        ("op.execute('DELETE FROM runners')", DamagedDatabase),
    ],
    ids=["interrupted", "failed", "left rows without owner"],
)
def test_a_migration_that_does_not_end_well_leaves_the_file_as_it_was(
    tmp_path: Path, then: str, error: type[BaseException]
) -> None:
    path = tmp_path / "data" / "diary.sqlite3"
    path.parent.mkdir()
    shutil.copy(OLD[0], path)
    with pytest.raises(error):
        Database.open(path, scripts_with_one_more(tmp_path / "scripts", then))
    with closing(sqlite3.connect(path)) as plain:
        names = {row[0] for row in plain.execute("SELECT name FROM sqlite_master")}
        assert not [name for name in names if re.search("teams|alembic_tmp", name)]
    expected = read_diary(OLD[0].with_suffix(".json").read_bytes())
    with Database.open(path) as database, database.reading() as connection:
        assert records.load_diary(connection, expected.runner.id) == expected


def test_copies_made_before_an_update_do_not_replace_each_other(tmp_path: Path) -> None:
    path = tmp_path / "data" / "diary.sqlite3"
    path.parent.mkdir()
    scripts = scripts_with_one_more(tmp_path / "scripts")
    for _ in range(2):
        path.unlink(missing_ok=True)
        shutil.copy(OLD[0], path)
        Database.open(path, scripts).close()
    names = sorted(copy.name for copy in (path.parent / "backups").iterdir())
    assert names == [f"before-{NEXT}-2.sqlite3", f"before-{NEXT}.sqlite3"]


def test_programs_that_open_an_older_file_at_once_all_get_in_and_one_copy_of_it_is_made(tmp_path: Path) -> None:
    path = tmp_path / "data" / "diary.sqlite3"
    path.parent.mkdir()
    shutil.copy(OLD[0], path)
    together = Barrier(3)

    def start() -> None:
        together.wait()
        Database.open(path).close()

    with ThreadPoolExecutor(3) as programs:
        for program in [programs.submit(start) for _ in range(3)]:
            program.result()
    (copy,) = (path.parent / "backups").iterdir()
    with closing(sqlite3.connect(copy)) as plain:
        assert plain.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)]


def test_the_revision_of_an_added_field_is_written_and_leads_to_what_is_declared(tmp_path: Path) -> None:
    declared = MetaData()
    for table in metadata.sorted_tables:
        table.to_metadata(declared)
    with closing(sqlite3.connect(OLD[-1])) as plain:
        assert steps(plain, declared) == ""
        stiff = Column("stiff", Integer)
        declared.tables["check_ins"].append_column(stiff)
        declared.tables["check_ins"].append_constraint(
            CheckConstraint("stiff BETWEEN 0 AND 240", name="ck_check_ins_stiff")
        )
    folder = tmp_path / "migrations"
    shutil.copytree(SHIPPED.folder, folder, ignore=shutil.ignore_patterns("__pycache__"))
    written = write_revision("How stiff it was", declared, folder)
    assert written.name == f"{NEXT}_how_stiff_it_was.py"
    path = tmp_path / "new.sqlite3"
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        upgrade(connection, Scripts(folder=folder, revisions=(*SHIPPED.revisions, NEXT)))
    engine.dispose()
    with closing(sqlite3.connect(path)) as plain:
        assert f'"{NEXT}": "{shape(plain)}"' in (folder / "__init__.py").read_text()
        assert steps(plain, declared) == ""
        made = plain.execute("SELECT sql FROM sqlite_master WHERE name = 'check_ins'").fetchone()[0]
        assert "CONSTRAINT ck_check_ins_stiff CHECK (stiff BETWEEN 0 AND 240)" in made


def test_a_revision_that_does_more_than_add_is_left_to_a_person(tmp_path: Path) -> None:
    declared = MetaData()
    for table in metadata.sorted_tables:
        table.to_metadata(declared)
    declared.tables["icing"].append_column(Column("asked", Integer, nullable=False))
    with closing(sqlite3.connect(OLD[-1])) as plain, pytest.raises(ValueError, match="icing: please write"):
        steps(plain, declared)
