"""What a file must look like to be a diary of ours: its tables, columns, checks and indexes, and nothing else.

SQLite runs what a file's schema says (triggers, views, defaults, computed columns), so a schema that was not shipped is
never used. Each revision's is known by a digest of its statements, in a form that no migration changes.
"""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager

from kneerehab.storage.driver import errors
from kneerehab.storage.faults import ALTERED, FOREIGN, damaged, newer
from kneerehab.storage.migrations import SHAPES, SHIPPED, Scripts

PATIENCE_SECONDS = 20.0
"""How long a look at a file may take: 200 years of records take less than one."""

MORE_PER_MEGABYTE = 0.5
"""Seconds more for a large file: a clinic's thousand years are 360 MB, and take 14 on two shared cores."""

_MOST_OBJECTS = 200
_STEPS = 10_000
_STRANGE = {
    sqlite3.SQLITE_ERROR,  # what its schema asks for can't be done
    sqlite3.SQLITE_INTERRUPT,  # it never comes to an end
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_MISMATCH,
    sqlite3.SQLITE_AUTH,
}
_QUOTED_NAME = re.compile(r'"([a-z0-9_]+)"')
"""Names of ours are lower-case and words of SQL are not: `"NOT" NULL` says of a column that it may be missing."""
_SPACE = re.compile(r"[ \t\n\f\r]+")
"""What SQLite takes for a space; whatever else looks like one is a letter to it."""
_SIGN = re.compile(r"[(),]")


@contextmanager
def distrusting(connection: sqlite3.Connection) -> Iterator[None]:
    """Look into a file that anyone may have made: what it can't answer, or not in time, means that it is damaged."""
    until = time.monotonic() + PATIENCE_SECONDS + MORE_PER_MEGABYTE * _megabytes(connection)
    connection.set_progress_handler(lambda: time.monotonic() > until, _STEPS)
    try:
        yield
    except MemoryError as error:
        raise damaged() from error
    except errors() as error:
        if (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF in _STRANGE:
            raise damaged() from error
        raise
    finally:
        connection.set_progress_handler(None, 0)


def _megabytes(connection: sqlite3.Connection) -> float:
    """How large the file behind a connection is, as its file system says."""
    _number, _schema, name = connection.execute("PRAGMA database_list").fetchone()
    try:
        return os.stat(name).st_size / 1e6
    except OSError:
        return 0.0


def page_faults(connection: sqlite3.Connection) -> list[str]:
    """What SQLite finds wrong with pages, indexes, ranges and what belongs to whom; 10 ms for ten years of records."""
    found = [str(line) for (line,) in connection.execute("PRAGMA integrity_check(20)") if line != "ok"]
    rows = connection.execute("PRAGMA foreign_key_check").fetchmany(20)
    return found + [f"{table}: row {row} belongs to no {parent}" for table, row, parent, _key in rows]


def revision_of(connection: sqlite3.Connection, scripts: Scripts = SHIPPED) -> str | None:
    """The revision of a file whose schema is the shipped one of that revision, None for an empty file.

    Raises DamagedDatabase for anything else, NewerDatabase, or what the driver raises.
    """
    rows = connection.execute(f"SELECT type, name, tbl_name, sql FROM sqlite_master LIMIT {_MOST_OBJECTS}").fetchall()
    if not rows:
        return None
    tables = {name for kind, name, *_ in rows if kind == "table"}
    if not {"alembic_version", "runners"} <= tables:
        raise damaged(FOREIGN)
    revisions = connection.execute("SELECT version_num FROM alembic_version LIMIT 2").fetchall()
    if len(revisions) != 1:
        raise damaged()
    ((found,),) = revisions
    revision = str(found)
    if revision not in scripts.revisions:
        raise newer()
    if revision in SHAPES and shape(connection) != SHAPES[revision]:
        raise damaged(ALTERED)
    return revision


def shape(connection: sqlite3.Connection) -> str:
    """A digest of every statement of a file's schema, whatever the order of its columns, its quotes and its spaces."""
    rows = connection.execute(f"SELECT type, name, tbl_name, sql FROM sqlite_master LIMIT {_MOST_OBJECTS}").fetchall()
    (encoding,) = connection.execute("PRAGMA encoding").fetchone()
    told = sorted(repr((kind, name, table, _parts(sql))) for kind, name, table, sql in rows)
    return hashlib.sha256("\n".join([encoding, *told]).encode("utf-8", "surrogatepass")).hexdigest()


def _parts(sql: object) -> tuple[str, ...] | None:
    """A statement's head, its parts in order of the alphabet, and its tail; None for an index SQLite made itself."""
    if sql is None:
        return None
    text = _SPACE.sub(" ", _QUOTED_NAME.sub(r"\1", str(sql))).strip(" ")
    opens, closes = text.find("("), text.rfind(")")
    if opens < 0 or text.startswith("CREATE INDEX"):  # the order of an index's columns matters
        return (text,)
    inside = text[opens + 1 : closes]
    return (text[:opens].strip(" "), *sorted(_split(inside)), text[closes + 1 :].strip(" "))


def _split(text: str) -> Iterator[str]:
    """The parts of a list in brackets; commas within further brackets part nothing."""
    depth = start = 0
    for found in _SIGN.finditer(text):
        sign = found.group()
        depth += (sign == "(") - (sign == ")")
        if sign == "," and depth == 0:
            yield text[start : found.start()].strip(" ")
            start = found.end()
    yield text[start:].strip(" ")
