"""Records come back from the file as they went in."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from kneerehab.domain.agreement import disagrees
from kneerehab.domain.codes import RedFlag, Side
from kneerehab.domain.diary import KINDS, Diary, in_order
from kneerehab.domain.errors import DamagedDatabase
from kneerehab.exchange.diary_json import read_diary, write_diary
from kneerehab.storage import records
from kneerehab.storage.database import Database
from tests import builders
from tests.storage.any_record import diaries
from tests.storage.any_record import records as any_records

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.json"))


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path / "diary.sqlite3") as opened:
        yield opened


def keep(database: Database, diary: Diary) -> None:
    with database.transaction() as connection:
        records.save_runner(connection, diary.runner)
        records.save_plan(connection, diary.runner.id, diary.plan)
        records.save(connection, diary.runner.id, diary.records())
        records.mark(connection, diary.runner.id, diary.deleted)


def kept(database: Database, runner_id: str) -> Diary | None:
    with database.reading() as connection:
        return records.load_diary(connection, runner_id)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_comes_back_the_same(database: Database, path: Path) -> None:
    diary = replace(read_diary(path.read_bytes()), exported_at=None)
    keep(database, diary)
    assert kept(database, diary.runner.id) == diary


def test_lists_of_codes_that_are_alike_are_one_in_ten_years_of_days(database: Database) -> None:
    flags = (RedFlag.CALF_PAIN_OR_SWELLING, RedFlag.NUMB_OR_COLD_FOOT)
    book = builders.diary(*(replace(builders.check_in(number), red_flags=flags) for number in (1, 2)))
    keep(database, book)
    first, second = kept(database, book.runner.id).check_ins
    assert first.red_flags == flags
    assert first.red_flags is second.red_flags


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(diary=diaries())
def test_any_diary_comes_back_the_same_and_so_does_its_file(database: Database, diary: Diary) -> None:
    with database.transaction() as connection:
        records.delete_runner(connection, diary.runner.id)
    keep(database, diary)
    assert kept(database, diary.runner.id) == diary
    assert read_diary(write_diary(diary, None)) == diary


@pytest.mark.parametrize("name", KINDS)
@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_a_record_of_each_kind_is_saved_amended_and_removed(database: Database, name: str, data: st.DataObject) -> None:
    diary = replace(read_diary(EXAMPLES[0].read_bytes()), exported_at=None)
    runner_id = diary.runner.id
    if kept(database, runner_id) is None:
        keep(database, diary)
    record: Any = data.draw(any_records(KINDS[name]))
    amended: Any = replace(data.draw(any_records(KINDS[name])), id=record.id)
    wanted = [replace(diary, **{name: in_order([*getattr(diary, name), version])}) for version in (record, amended)]
    assume(not any(map(disagrees, wanted)))  # such as two decisions of one day
    for version, whole in zip((record, amended), wanted, strict=True):
        with database.transaction() as connection:
            records.save(connection, runner_id, [version])
        assert kept(database, runner_id) == whole
    with database.transaction() as connection:
        records.remove(connection, runner_id, [record])
    assert kept(database, runner_id) == diary


def test_deleting_a_runner_takes_every_row_of_theirs_and_none_of_anyone_elses(database: Database) -> None:
    first, second = (replace(read_diary(path.read_bytes()), exported_at=None) for path in EXAMPLES[:2])
    keep(database, first)
    keep(database, second)
    with database.transaction() as connection:
        records.delete_runner(connection, first.runner.id)
    with database.reading() as connection:
        for table in (*KINDS, "plans", "deleted"):
            owners = [row[0] for row in connection.execute(f"SELECT DISTINCT runner_id FROM {table}")]
            assert first.runner.id not in owners
    assert kept(database, second.runner.id) == second


def test_two_runners_may_hold_records_of_the_same_id(database: Database) -> None:
    first = replace(read_diary(EXAMPLES[0].read_bytes()), exported_at=None)
    twin = replace(first, runner=replace(first.runner, id="0b6f1c6e-6a35-4c8a-9a0b-5d1f5f7f0001", name="Twin"))
    keep(database, first)
    keep(database, twin)
    assert kept(database, first.runner.id) == first
    assert kept(database, twin.runner.id) == twin
    with database.reading() as connection:
        assert [runner.name for runner in records.load_runners(connection)] == sorted([first.runner.name, "Twin"])


def test_a_row_that_makes_no_sense_is_damage_and_not_a_traceback(database: Database) -> None:
    diary = read_diary(EXAMPLES[0].read_bytes())
    keep(database, diary)
    with database.transaction() as connection:
        connection.exec_driver_sql("UPDATE care SET kind = 'magic'")
    with pytest.raises(DamagedDatabase):
        kept(database, diary.runner.id)


def test_a_score_out_of_range_is_refused_by_the_file_itself(database: Database) -> None:
    diary = read_diary(EXAMPLES[0].read_bytes())
    keep(database, diary)
    wrong = replace(diary.pain_notes[0], score=11, side=Side.LEFT)
    with pytest.raises(Exception, match="ck_pain_notes_score"), database.transaction() as connection:
        records.save(connection, diary.runner.id, [wrong])


def test_a_first_save_that_was_made_ready_imports_nothing_more_of_sqlalchemy(tmp_path: Path) -> None:
    script = """
import sys
from pathlib import Path
from kneerehab.domain.diary import KINDS
from kneerehab.exchange.diary_json import read_diary
from kneerehab.storage import records
from kneerehab.storage.database import Database
diary = read_diary(Path(sys.argv[2]).read_bytes())
assert "sqlalchemy" not in sys.modules
records.ready_to_save()
before = set(sys.modules)
with Database.open(Path(sys.argv[1])) as database, database.transaction() as connection:
    records.save_runner(connection, diary.runner)
    records.save_plan(connection, diary.runner.id, diary.plan)
    records.save(connection, diary.runner.id, diary.records())
print(sorted(name for name in set(sys.modules) - before if name.startswith("sqlalchemy")))
"""
    Database.open(tmp_path / "diary.sqlite3").close()
    command = [sys.executable, "-c", script, str(tmp_path / "diary.sqlite3"), str(EXAMPLES[0])]
    said = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    assert said.stdout == "[]\n"


def test_no_statement_numbers_its_values() -> None:
    """Python 3.12 before 3.12.4 warns of "?1", and a test must notice that on every Python."""
    for file in (ROOT / "kneerehab" / "storage").rglob("*.py"):
        assert not re.search(r"\?\d", file.read_text(encoding="utf-8")), file.name
