"""Files that look like a diary and are none: each function makes one out of a sound file that holds a runner."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

Attack = Callable[[Path], None]

_GO_ON = "PRAGMA foreign_keys=OFF", "PRAGMA ignore_check_constraints=ON"


def _run(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as plain:
        for statement in (*_GO_ON, *statements):
            plain.execute(statement)


def _sql_of(path: Path, name: str) -> str:
    with closing(sqlite3.connect(path)) as plain:
        return str(plain.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchone()[0])


def _declare(path: Path, name: str, sql: str) -> None:
    """Let a file say something else of a table, whose rows stay as they are."""
    with closing(sqlite3.connect(path, isolation_level=None)) as plain:
        plain.execute("PRAGMA writable_schema=ON")
        plain.execute("UPDATE sqlite_master SET sql = ? WHERE name = ?", (sql, name))


def _reword(table: str, old: str, new: str, path: Path) -> None:
    sql = _sql_of(path, table)
    assert old in sql, sql
    _declare(path, table, sql.replace(old, new, 1))


def _rebuild(table: str, old: str, new: str, path: Path) -> None:
    """The same with every row moved over into a table that is really made so."""
    sql, indexes = _sql_of(path, table), []
    assert re.search(old, sql), sql
    with closing(sqlite3.connect(path)) as plain:
        indexes = [row[0] for row in plain.execute("SELECT sql FROM sqlite_master WHERE type = 'index'") if row[0]]
        columns = ", ".join(f'"{row[1]}"' for row in plain.execute(f"PRAGMA table_info({table})"))
    made = re.sub(old, new, sql, count=1).replace(f"CREATE TABLE {table}", "CREATE TABLE made", 1)
    _run(
        path,
        made,
        f"INSERT INTO made ({columns}) SELECT {columns} FROM {table}",
        f"DROP TABLE {table}",
        f"ALTER TABLE made RENAME TO {table}",
        *(index for index in indexes if f" ON {table} " in index),
    )


def _set(table: str, column: str, value: str, path: Path) -> None:
    _run(path, f'UPDATE {table} SET "{column}" = {value}')


def _sql(*statements: str) -> Attack:
    return lambda path: _run(path, *statements)


def _reworded(table: str, old: str, new: str) -> Attack:
    return partial(_reword, table, old, new)


def _rebuilt(table: str, old: str, new: str) -> Attack:
    return partial(_rebuild, table, old, new)


def _value(table: str, column: str, value: str) -> Attack:
    return partial(_set, table, column, value)


def _bytes(start: int, content: bytes, path: Path) -> None:
    held = bytearray(path.read_bytes())
    held[start : start + len(content)] = content
    path.write_bytes(held)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2 + 100])


def _page_of_noise(path: Path) -> None:
    _bytes(path.stat().st_size - 4096, b"\xa5" * 4096, path)


def _index_without_a_row(path: Path) -> None:
    """An index on other columns is filled, then said to be the shipped one: it hides what it does not hold."""
    shipped = _sql_of(path, "ix_check_ins_at")
    _run(path, "DROP INDEX ix_check_ins_at", "CREATE INDEX ix_check_ins_at ON check_ins (runner_id, at) WHERE limp = 1")
    _declare(path, "ix_check_ins_at", shipped)


def _one_page_for_two_tables(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as plain:
        plain.execute("PRAGMA writable_schema=ON")
        plain.execute(
            "UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master WHERE name = 'runners') "
            "WHERE name = 'plans'"
        )


def _utf_16(path: Path) -> None:
    with closing(sqlite3.connect(path)) as plain:
        script = list(plain.iterdump())
    path.unlink()
    with closing(sqlite3.connect(path)) as plain:
        plain.execute("PRAGMA encoding='UTF-16'")
        plain.executescript("\n".join(script))


def _objects(count: int, path: Path) -> None:
    _run(path, "BEGIN", *(f"CREATE TABLE t{number} (a)" for number in range(count)), "COMMIT")


_ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT '{}' AS runner_id, i AS id FROM n"

ATTACKS: dict[str, Attack] = {
    "trigger that deletes what is saved": _sql(
        "CREATE TRIGGER t AFTER INSERT ON check_ins BEGIN DELETE FROM check_ins; END"
    ),
    "trigger that takes a change back": _sql(
        "CREATE TRIGGER t BEFORE UPDATE ON check_ins BEGIN SELECT RAISE(IGNORE); END"
    ),
    "trigger on a deletion": _sql("CREATE TRIGGER t AFTER DELETE ON check_ins BEGIN DELETE FROM runners; END"),
    "view more": _sql("CREATE VIEW v AS SELECT * FROM runners"),
    "view with a trigger for a table": _sql(
        "DROP TABLE care",
        "CREATE VIEW care AS SELECT * FROM icing",
        "CREATE TRIGGER t INSTEAD OF INSERT ON care BEGIN SELECT 1; END",
    ),
    "view without end for a table": _sql("DROP TABLE care", f"CREATE VIEW care AS {_ENDLESS}"),
    "view without end for the runners": _sql("DROP TABLE runners", f"CREATE VIEW runners AS {_ENDLESS}"),
    "view without end for the revision": _sql(
        "DROP TABLE alembic_version",
        f"CREATE VIEW alembic_version AS SELECT i AS version_num FROM ({_ENDLESS}) WHERE i < 0",
    ),
    "virtual table": _sql("CREATE VIRTUAL TABLE words USING fts5(word)"),
    "virtual table of a module nobody has": _sql(
        "PRAGMA writable_schema=ON",
        "INSERT INTO sqlite_master VALUES ('table', 'x', 'x', 0, 'CREATE VIRTUAL TABLE x USING nowhere(y)')",
    ),
    "table more": _sql("CREATE TABLE bookmarks (url TEXT)"),
    "tables by the thousand": partial(_objects, 3000),
    "statistics of a tool": _sql("ANALYZE"),
    "table less": _sql("DROP TABLE care"),
    "table emptied of its columns": _sql("DROP TABLE care", "CREATE TABLE care (runner_id, id)"),
    "column less": _sql("ALTER TABLE check_ins DROP COLUMN note"),
    "column more": _sql("ALTER TABLE check_ins ADD COLUMN mood TEXT"),
    "column under another name": _sql("ALTER TABLE check_ins RENAME COLUMN note TO remark"),
    "column of another type": _rebuilt("check_ins", "note TEXT", "note BLOB"),
    "column whose name holds its type": _reworded("runners", "name TEXT NOT NULL", '"name TEXT NOT NULL"'),
    "column whose name and type a strange blank joins": _reworded("check_ins", "note TEXT", "note\u00a0TEXT"),
    "column whose type has swallowed its rule": _reworded(
        "check_ins", "limp INTEGER NOT NULL", 'limp INTEGER "NOT" NULL'
    ),
    "column that computes": _rebuilt("runners", "birth_year INTEGER", "birth_year INTEGER DEFAULT (abs(random()))"),
    "column generated": _sql("ALTER TABLE care ADD COLUMN g TEXT GENERATED ALWAYS AS (note) VIRTUAL"),
    "column that ignores case": _rebuilt("check_ins", "id TEXT NOT NULL", "id TEXT COLLATE NOCASE NOT NULL"),
    "column that may be missing": _rebuilt("check_ins", "limp INTEGER NOT NULL", "limp INTEGER"),
    "column that replaces what is missing": _rebuilt(
        "check_ins", "limp INTEGER NOT NULL", "limp INTEGER NOT NULL ON CONFLICT REPLACE DEFAULT 0"
    ),
    "key that ignores what is saved": _rebuilt(
        "check_ins", r"PRIMARY KEY \(runner_id, id\)", "PRIMARY KEY (runner_id, id) ON CONFLICT IGNORE"
    ),
    "key in another order": _rebuilt("check_ins", r"PRIMARY KEY \(runner_id, id\)", "PRIMARY KEY (id, runner_id)"),
    "table without rowid": _rebuilt("check_ins", r"\)\s*$", ") WITHOUT ROWID"),
    "strict table": _rebuilt("deleted", r"\)\s*$", ") STRICT"),
    "check less": _rebuilt("check_ins", r"CONSTRAINT ck_check_ins_limp CHECK \(limp IN \(0, 1\)\),", ""),
    "check that refuses every note": _reworded("check_ins", "note TEXT", "note TEXT CHECK (length(note) < 0)"),
    "owner less": _rebuilt("care", r",\s*FOREIGN KEY\(runner_id\) REFERENCES runners \(id\) ON DELETE CASCADE", ""),
    "owner that keeps what was deleted": _rebuilt("care", "ON DELETE CASCADE", "ON DELETE NO ACTION"),
    "remark in the schema": _reworded("care", "note TEXT", "note TEXT /* or not */"),
    "index less": _sql("DROP INDEX ix_check_ins_at"),
    "index that allows one entry": _sql("CREATE UNIQUE INDEX u ON check_ins (runner_id)"),
    "index of a part": _sql("CREATE INDEX p ON check_ins (at) WHERE limp = 1"),
    "index of a sum": _sql("CREATE INDEX e ON check_ins (abs(swelling))"),
    "index in another order": _sql(
        "DROP INDEX ix_check_ins_at", "CREATE INDEX ix_check_ins_at ON check_ins (at, runner_id)"
    ),
    "index that hides a row": _index_without_a_row,
    "text in UTF-16": _utf_16,
    "schema of a later format": partial(_bytes, 44, b"\0\0\0\x09"),
    "schema of noise": partial(_declare, name="check_ins", sql="CREATE TABLE check_ins (("),
    "one page for two tables": _one_page_for_two_tables,
    "free pages without end": partial(_bytes, 32, b"\0\0\0\x02\0\0\xff\xff"),
    "revision twice": _sql("INSERT INTO alembic_version VALUES ('0001')"),
    "revision less": _sql("DELETE FROM alembic_version"),
    "revision of another version": _value("alembic_version", "version_num", "'0001'"),
    "revision of bytes": _value("alembic_version", "version_num", "x'ff00'"),
    "name of bytes": _value("runners", "name", "x'ff00ff'"),
    "name of no letters": _value("runners", "name", "''"),
    "name without end": _value("runners", "name", "printf('%.*c', 900000, 'n')"),
    "name larger than allowed": _value("runners", "name", "printf('%.*c', 3000000, 'n')"),
    "name that is no text": _value("runners", "name", "CAST(x'ff41' AS TEXT)"),
    "edit at no time": _value("runners", "changed", "'later'"),
    "id that is none": _value("check_ins", "id", "'first'"),
    "score of words": _value("check_ins", "now_left", "'some'"),
    "score of 99": _value("check_ins", "now_left", "99"),
    "score of a half": _value("check_ins", "now_left", "0.5"),
    "score of bytes": _value("check_ins", "now_left", "x'01'"),
    "note of bytes": _value("check_ins", "note", "x'00'"),
    "note of a book": _value("check_ins", "note", "printf('%.*c', 2001, 'n')"),
    "day in words": _value("check_ins", "at", "'tomorrow morning'"),
    "day in a far year": _value("check_ins", "at", "'9026-03-02T07:00'"),
    "day of a week": _value("plans", "start", "'2026-W10-1'"),
    "day and hour with a zone": _value("check_ins", "at", "'2026-03-02T07+02'"),
    "edit at a part of a second": _value("check_ins", "changed", "'2026-03-02T07:00:00.5Z'"),
    "export at no time": _value("runners", "exported_at", "'later'"),
    "export at a time of bytes": _value("runners", "exported_at", "x'00'"),
    "export with a zone": _value("runners", "exported_at", "'2026-03-02T07:00+02:00'"),
    "day with a zone": _value("check_ins", "at", "'2026-03-02T07:00+02:00'"),
    "codes that are none": _value("check_ins", "red_flags", "'[\"all_is_well\"]'"),
    "codes twice": _value("check_ins", "red_flags", '\'["cannot_move", "cannot_move"]\''),
    "codes without end": _value("check_ins", "red_flags", "printf('%.*c', 100000, '[')"),
    "codes of nothing": _value("check_ins", "red_flags", "''"),
    "weight without end": _value("runners", "weight_kg", "9e999"),
    "plan of a growth nobody allows": _value("plans", "growth_permille", "9000"),
    "half a goal": _value("plans", "goal_week_seconds", "9000"),
    "the other half of a usual week": _value("plans", "usual_week_metres", "26000"),
    "settings that are a list": _sql(
        "INSERT INTO plan_changes (runner_id, id, date, settings, changed) "
        "SELECT id, '0b6f1c6e-6a35-4c8a-9a0b-5d1f5f7f00aa', '2026-03-02', '[]', changed FROM runners"
    ),
    "runner without a plan": _sql("DELETE FROM plans"),
    "entries without a runner": _sql("DELETE FROM runners"),
    "entry with the id of its runner": _sql("UPDATE check_ins SET id = runner_id"),
    "half a file": _cut,
    "page of noise": _page_of_noise,
    "head of noise": partial(_bytes, 16, b"\xa5" * 84),
    "page size of nothing": partial(_bytes, 16, b"\0\3"),
}
"""What is wrong, in words, and how to make it so."""

_LINE = (
    "INSERT INTO trail (runner_id, at, what, way, list, record_id, by_name, by_kind, changes) "
    "SELECT id, {at}, 'changed', 'edit', 'runner', {record}, {by}, 'physio', '{{}}' FROM runners"
)
_LINE_PARTS = {"at": "'2026-03-02T07:00:00Z'", "record": "id", "by": "'Dana'"}


def _line(**parts: str) -> Attack:
    return _sql(_LINE.format(**_LINE_PARTS | parts))


BESIDE_DIARIES: dict[str, Attack] = {
    "clinician of no kind": _sql("INSERT INTO clinicians VALUES ('Dana', 'wizard')"),
    "clinician of bytes": _sql("INSERT INTO clinicians VALUES (x'ff', 'physio')"),
    "clinician of no name": _sql("INSERT INTO clinicians VALUES ('', 'physio')"),
    "clinician without end": _sql("INSERT INTO clinicians VALUES (printf('%.*c', 100000, 'n'), 'physio')"),
    "line of the trail by bytes": _line(by="x'ff'"),
    "line of the trail by a book": _line(by="printf('%.*c', 100000, 'n')"),
    "line of the trail of bytes": _line(record="x'ff'"),
    "line of the trail on no day": _line(at="'2026-02-30T07:00:00Z'"),
    "summary that is no text": _sql("UPDATE summaries SET told = CAST(x'ff41' AS TEXT)"),
}
"""What stands beside the diaries, or between them: they can be read, and the file is not sound all the same."""
