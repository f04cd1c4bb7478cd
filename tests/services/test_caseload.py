"""The summaries of many runners: as good as the diaries themselves, whatever is written and whoever made them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from kneerehab.domain.caseload import EDITION, CaseloadRow, Note, caseload_row
from kneerehab.domain.codes import RedFlag
from kneerehab.domain.diary import Diary
from kneerehab.domain.record import new_id
from kneerehab.exchange.demo import demo_diary
from kneerehab.exchange.diary_json import read_diary
from kneerehab.services import caseload
from kneerehab.services.backups import back_up_daily
from kneerehab.services.changes import Changes
from kneerehab.services.diary import DiaryService
from kneerehab.services.edit import Edit
from kneerehab.storage import records
from kneerehab.storage.database import Database

TODAY = date(2026, 3, 16)
EXAMPLES = sorted((Path(__file__).resolve().parent.parent / "examples").glob("*.json"))
EDITIONS = {1: "63ffcb8f511b2d17b41034e0cad7a8027e65fbc1093ec62f1c6018fe46f74880"}
"""A digest of what the rows of known diaries say, by edition."""


@pytest.fixture
def door(tmp_path: Path) -> Iterator[DiaryService]:
    with Database.open(tmp_path / "kneerehab.sqlite3") as database:
        service = DiaryService(database, Changes(), lambda: datetime(2026, 3, 16, 8, tzinfo=UTC))
        for example in EXAMPLES:
            service.import_diary(read_diary(example.read_bytes()))
        service.import_diary(demo_diary(TODAY))
        yield service


def told(door: DiaryService, today: date = TODAY) -> dict[str, CaseloadRow]:
    return caseload.told(caseload.listed(door.database), today)[0]


def as_of(door: DiaryService, today: date) -> dict[str, date]:
    return caseload.told(caseload.listed(door.database), today)[1]


def sum_up(door: DiaryService, today: date = TODAY) -> list[CaseloadRow]:
    return list(caseload.caseload(door.database, today, keep=True))


def from_diaries(door: DiaryService, today: date = TODAY) -> list[CaseloadRow]:
    return [caseload_row(door.diary(runner.id), today) for runner in door.runners()]


def a_diary(door: DiaryService) -> Diary:
    return door.diary(door.runners()[0].id)


def test_a_summary_says_what_the_diary_says_on_every_day_of_it(door: DiaryService) -> None:
    for back in range(0, 120, 7):
        today = TODAY - timedelta(days=back)
        assert sum_up(door, today) == from_diaries(door, today)
        kept = told(door, today)
        assert [kept[runner.id] for runner in door.runners()] == from_diaries(door, today)
    assert {row.note for back in range(0, 120, 7) for row in from_diaries(door, TODAY - timedelta(days=back))} > {
        Note.SILENT,
        Note.ON_PLAN,
    }


def test_a_second_look_reads_no_diary(door: DiaryService, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = sum_up(door)
    monkeypatch.setattr(records, "load_diary", None)
    assert sum_up(door) == rows


def test_another_day_is_told_as_that_and_made_anew(door: DiaryService) -> None:
    sum_up(door)
    tomorrow = TODAY + timedelta(days=1)
    assert as_of(door, tomorrow) == dict.fromkeys((runner.id for runner in door.runners()), TODAY)
    assert sum_up(door, tomorrow) == from_diaries(door, tomorrow)
    assert as_of(door, tomorrow) == {}


@pytest.mark.parametrize("what", ["record", "amend", "delete", "undo", "runner", "plan", "import", "merge"])
def test_whatever_is_written_takes_the_summary_of_that_diary_away_and_no_other(door: DiaryService, what: str) -> None:
    diary = a_diary(door)
    runner_id, last = diary.runner.id, diary.check_ins[-1]
    others = {runner.id for runner in door.runners()} - {runner_id}
    undo = door.record(runner_id, replace(last, id=new_id(), at=last.at + timedelta(hours=1)))
    sum_up(door)
    match what:
        case "record":
            door.record(runner_id, replace(last, id=new_id(), at=last.at + timedelta(hours=2)))
        case "amend":
            door.amend(runner_id, replace(last, red_flags=(RedFlag.CALF_PAIN_OR_SWELLING,)))
        case "delete":
            door.delete(runner_id, last)
        case "undo":
            door.apply(runner_id, undo)
        case "runner":
            door.amend_runner(replace(diary.runner, note="other"))
        case "plan":
            door.apply(runner_id, Edit(plan=replace(diary.plan, affected=None)))
        case "import":
            door.delete_runner(runner_id)
            door.import_diary(diary)
        case "merge":
            later = diary.changed_by([replace(last, id=new_id(), at=last.at + timedelta(hours=3))])
            door.import_diary(later)
    assert set(told(door)) == others
    assert sum_up(door) == from_diaries(door)


def test_a_runner_who_is_deleted_leaves_no_summary(door: DiaryService) -> None:
    sum_up(door)
    gone = door.runners()[0].id
    door.delete_runner(gone)
    with door.database.reading() as connection:
        left = {row[0] for row in connection.execute("SELECT runner_id FROM summaries")}
    assert left == {runner.id for runner in door.runners()}


def test_a_summary_of_a_diary_that_changed_meanwhile_is_not_kept(door: DiaryService) -> None:
    diary = a_diary(door)
    runner_id, last = diary.runner.id, diary.check_ins[-1]
    made = [summary for _row, summary in caseload.rows_of(door.database.path, [runner_id], TODAY)]
    door.amend(runner_id, replace(last, red_flags=(RedFlag.CALF_PAIN_OR_SWELLING,)))
    caseload.keep_summaries(door.database, made)
    assert runner_id not in told(door)
    state = caseload.state_of(door.database, runner_id)
    assert state is not None
    caseload.keep_summaries(door.database, [caseload.summed_up(door.diary(runner_id), state, TODAY)])
    assert told(door)[runner_id].note is Note.RED_FLAG


@pytest.mark.parametrize(
    "change",
    [
        "made_by = '0.0.9 0003 1'",
        "told = 'no JSON'",
        "told = '{}'",
        "told = 'null'",
        "told = '\"words\"'",
        "told = json_set(told, '$.last_entry', '2026-03-16T08:00:00Z')",
        'told = replace(told, \'"pain":"\', \'"pain":"Y\')',
        "told = replace(told, '\"week\":', '\"weak\":')",
        'told = replace(told, \'"affected":\', \'"more":1,"affected":\')',
        "day = 'yesterday'",
    ],
)
def test_a_summary_of_other_rules_or_without_sense_is_made_anew(door: DiaryService, change: str) -> None:
    rows = sum_up(door)
    with door.database.jotting() as connection:
        connection.execute(f"UPDATE summaries SET {change}")
    assert told(door) == {}
    assert sum_up(door) == rows
    assert len(told(door)) == len(rows)


def test_a_runner_without_a_row_for_the_summary_is_listed_all_the_same(door: DiaryService) -> None:
    rows = sum_up(door)
    with door.database.jotting() as connection:
        connection.execute("DELETE FROM summaries")
    assert sum_up(door) == rows
    ids = [runner.id for runner in door.runners()]
    assert [row for row, _summary in caseload.rows_of(door.database.path, ids, TODAY)] == rows
    assert told(door) == {}
    door.amend_runner(replace(door.runners()[0], note="other"))
    sum_up(door)
    assert set(told(door)) == {ids[0]}, "the next save makes room for it"


def test_a_file_that_another_program_is_writing_to_is_not_waited_for(door: DiaryService) -> None:
    with Database(door.database.path) as other, other.transaction():
        rows = sum_up(door)
    assert rows == from_diaries(door)
    assert told(door) == {}


def test_summaries_make_no_new_copy_of_the_day_and_a_save_does(door: DiaryService) -> None:
    file = door.database.path
    first = back_up_daily(file, datetime(2026, 3, 16, 9))
    assert first.made is not None
    sum_up(door)
    assert back_up_daily(file, datetime(2026, 3, 17, 9)).made is None
    last = a_diary(door).check_ins[-1]
    door.amend(a_diary(door).runner.id, replace(last, note="another"))
    assert back_up_daily(file, datetime(2026, 3, 18, 9)).made is not None


def test_jotting_leaves_saves_as_safe_as_they_were(door: DiaryService) -> None:
    sum_up(door)
    with door.database.reading() as connection:
        assert connection.execute("PRAGMA synchronous").fetchone() == (2,)
        assert connection.execute("PRAGMA busy_timeout").fetchone() == (2000,)


def test_a_row_that_says_something_else_is_another_edition(door: DiaryService) -> None:
    days = [TODAY - timedelta(days=back) for back in range(0, 120, 3)]
    rows = [caseload.summary_of(row, "", day).told for day in days for row in from_diaries(door, day)]
    digest = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    assert EDITIONS[EDITION] == digest, "raise domain.caseload.EDITION, so that nobody sees what older rules said"
