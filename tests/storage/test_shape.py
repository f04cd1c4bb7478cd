"""The shape of a file: what changes it, what does not, and how long a look at it may take."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kneerehab.domain.errors import DamagedDatabase, NewerDatabase
from kneerehab.storage import driver
from kneerehab.storage import shape as shapes
from kneerehab.storage.database import Database
from kneerehab.storage.driver import MOST_BYTES, connect_with
from kneerehab.storage.migrations import SHIPPED
from kneerehab.storage.shape import distrusting, page_faults, revision_of, shape

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


def shape_of(*statements: str, encoding: str = "UTF-8") -> str:
    with closing(sqlite3.connect(":memory:")) as plain:
        plain.execute(f"PRAGMA encoding='{encoding}'")
        for statement in statements:
            plain.execute(statement)
        return shape(plain)


TABLE = "CREATE TABLE t (a TEXT NOT NULL, b INTEGER, CHECK (b IN (0, 1)), PRIMARY KEY (a, b))"


@pytest.mark.parametrize(
    "alike",
    [
        'CREATE TABLE "t" ("a" TEXT NOT NULL, "b" INTEGER, CHECK ("b" IN (0, 1)), PRIMARY KEY ("a", "b"))',
        "CREATE TABLE t (b INTEGER, a TEXT NOT NULL, CHECK (b IN (0, 1)), PRIMARY KEY (a, b))",
        "CREATE TABLE t (\n\ta TEXT NOT NULL,\n  b INTEGER,\n\n  CHECK (b IN (0, 1)), \n PRIMARY KEY (a, b)\n)",
    ],
    ids=["quotes", "order of columns", "spaces"],
)
def test_what_a_migration_changes_in_words_alone_is_the_same_shape(alike: str) -> None:
    assert shape_of(alike) == shape_of(TABLE)


@pytest.mark.parametrize(
    "other",
    [
        TABLE.replace("TEXT", "BLOB"),
        TABLE.replace("NOT NULL", ""),
        TABLE.replace("(0, 1)", "(1, 0)"),
        TABLE.replace("(a, b)", "(b, a)"),
        TABLE.replace("b INTEGER", '"b INTEGER"').replace("b IN", '"b INTEGER" IN').replace("(a, b)", "(a)"),
        TABLE + " WITHOUT ROWID",
        TABLE + " STRICT",
        TABLE.replace("CREATE TABLE t", "CREATE TABLE t2"),
        TABLE.replace("a TEXT", "a TEXT DEFAULT 'x'"),
    ],
)
def test_whatever_changes_a_meaning_is_another_shape(other: str) -> None:
    assert shape_of(other) != shape_of(TABLE)


def test_indexes_in_another_order_more_objects_and_another_encoding_are_other_shapes() -> None:
    index = "CREATE INDEX i ON t ({})"
    found = [
        shape_of(TABLE),
        shape_of(TABLE, index.format("a, b")),
        shape_of(TABLE, index.format("b, a")),
        shape_of(TABLE, index.format("a, b").replace("INDEX", "UNIQUE INDEX")),
        shape_of(TABLE, "CREATE VIEW v AS SELECT a FROM t"),
        shape_of(TABLE, "CREATE TRIGGER r AFTER INSERT ON t BEGIN SELECT 1; END"),
        shape_of(TABLE, encoding="UTF-16le"),
    ]
    assert len(set(found)) == len(found)


def test_an_empty_file_has_no_revision_and_a_later_one_is_told(tmp_path: Path) -> None:
    with closing(sqlite3.connect(":memory:")) as plain:
        assert revision_of(plain) is None
    Database.open(tmp_path / "diary.sqlite3").close()
    with closing(sqlite3.connect(tmp_path / "diary.sqlite3", isolation_level=None)) as plain:
        assert revision_of(plain) == SHIPPED.newest
        plain.execute("UPDATE alembic_version SET version_num = '9999'")
        with pytest.raises(NewerDatabase):
            revision_of(plain)


def test_a_question_without_end_is_given_up_and_later_ones_are_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shapes, "PATIENCE_SECONDS", 0.05)
    with closing(connect_with(None, tmp_path / "a.sqlite3")) as connection:
        with pytest.raises(DamagedDatabase), distrusting(connection):
            connection.execute(ENDLESS).fetchone()
        monkeypatch.setattr(shapes, "PATIENCE_SECONDS", 60)
        with distrusting(connection):
            assert connection.execute("SELECT 1").fetchone() == (1,)
        long = ENDLESS.replace("FROM n)", "FROM n WHERE i < 300000)")
        assert connection.execute(long).fetchone() == (300_000,)


def test_faults_of_the_driver_that_speak_of_the_disk_keep_their_own_words(tmp_path: Path) -> None:
    with closing(connect_with(None, tmp_path / "a.sqlite3")) as connection:
        connection.execute("CREATE TABLE t (a)")
        connection.execute("PRAGMA query_only=ON")
        with pytest.raises(sqlite3.OperationalError, match="readonly"), distrusting(connection):
            connection.execute("INSERT INTO t VALUES (1)")


def test_every_connection_is_careful(tmp_path: Path) -> None:
    with closing(connect_with(None, tmp_path / "a.sqlite3")) as connection:
        assert connection.execute("PRAGMA trusted_schema").fetchone() == (0,)
        assert connection.execute("PRAGMA cell_size_check").fetchone() == (1,)
        with pytest.raises(sqlite3.DataError, match="too big"):
            connection.execute("SELECT zeroblob(?)", (MOST_BYTES + 1,))
        assert connection.execute("SELECT length(zeroblob(?))", (MOST_BYTES,)).fetchone() == (MOST_BYTES,)
        with pytest.raises(sqlite3.OperationalError):
            connection.execute("SELECT load_extension('x')")
    assert driver.MOST_BYTES == 1_000_000


def test_faults_of_pages_name_whose_row_it_is(tmp_path: Path) -> None:
    with closing(sqlite3.connect(":memory:")) as plain:
        plain.execute("CREATE TABLE owners (id INTEGER PRIMARY KEY)")
        plain.execute("CREATE TABLE things (owner INTEGER REFERENCES owners (id), size INTEGER CHECK (size > 0))")
        assert page_faults(plain) == []
        plain.execute("PRAGMA ignore_check_constraints=ON")
        plain.execute("INSERT INTO things VALUES (7, -1)")
        plain.execute("PRAGMA ignore_check_constraints=OFF")
        assert page_faults(plain) == ["CHECK constraint failed in things", "things: row 1 belongs to no owners"]


def test_faults_of_pages_name_rows_that_an_index_lacks(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "a.sqlite3", isolation_level=None)) as plain:
        plain.execute("CREATE TABLE t (a)")
        plain.execute("CREATE INDEX i ON t (a)")
        plain.execute("PRAGMA writable_schema=ON")
        index = plain.execute("SELECT * FROM sqlite_master WHERE name = 'i'").fetchone()
        plain.execute("DELETE FROM sqlite_master WHERE name = 'i'")
        plain.execute("PRAGMA writable_schema=RESET")
        plain.execute("INSERT INTO t VALUES (1)")
        plain.execute("PRAGMA writable_schema=ON")
        plain.execute("INSERT INTO sqlite_master VALUES (?, ?, ?, ?, ?)", index)
        plain.execute("PRAGMA writable_schema=RESET")
        assert "row 1 missing from index i" in page_faults(plain)


def test_a_large_file_may_take_longer_than_a_small_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A clinic's sound file was told damaged where checking it took more than the patience for a runner's."""
    path = tmp_path / "diary.sqlite3"
    Database.open(path).close()
    monkeypatch.setattr(shapes, "PATIENCE_SECONDS", 0.0)
    long = ENDLESS.replace("FROM n)", "FROM n WHERE i < 300000)")
    with closing(sqlite3.connect(path)) as plain:
        for little in (0.0, 0.001 / (path.stat().st_size / 1e6)):
            monkeypatch.setattr(shapes, "MORE_PER_MEGABYTE", little)
            with pytest.raises(DamagedDatabase), distrusting(plain):
                plain.execute(long).fetchone()
        monkeypatch.setattr(shapes, "MORE_PER_MEGABYTE", 60 / (path.stat().st_size / 1e6))
        with distrusting(plain):
            assert plain.execute(long).fetchone() == (300_000,)
