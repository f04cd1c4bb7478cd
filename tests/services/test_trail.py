"""The trail: who changed what, when, from what to what; only ever added to, and gone with the runner."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from kneerehab import library
from kneerehab.domain.codes import Clinician, Role, Side
from kneerehab.domain.diary import LIST_OF, Diary
from kneerehab.domain.errors import DamagedDatabase, InvalidRecord
from kneerehab.domain.record import new_id
from kneerehab.domain.trail import Professional, TrailLine, Way, What
from kneerehab.domain.training import Prescription
from kneerehab.exchange.fields_json import plain_record
from kneerehab.services.changes import Changes
from kneerehab.services.check import check
from kneerehab.services.clinicians import clinicians, decided_by, keep_clinicians, signed
from kneerehab.services.diary import DiaryService
from kneerehab.services.exercises import prescribe, step_up
from kneerehab.services.trail import newest
from kneerehab.storage.database import Database
from tests import builders
from tests.storage.any_record import diaries

DANA = Professional(name="Dana Roth", kind=Clinician.PHYSIO)
NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


@pytest.fixture
def service(tmp_path: Path) -> Iterator[DiaryService]:
    with Database.open(tmp_path / "diary.sqlite3") as database:
        yield DiaryService(database, Changes(), lambda: NOON)


def begun(service: DiaryService) -> str:
    return service.import_diary(builders.diary(builders.quiet_days(1, 3))).runner_id


def dose(**more: Any) -> Prescription:
    found: dict[str, Any] = {
        "id": new_id(), "exercise": "clamshell", "from_": builders.day(2), "sets": 3, "reps": 8,
        "days_per_week": 3, "side": Side.BOTH, **more,
    }  # fmt: skip
    return Prescription(**found)


def told(service: DiaryService, runner_id: str, record_id: str | None = None) -> list[tuple[What, Way, Any]]:
    return [(line.what, line.way, dict(line.changes)) for line in service.trail(runner_id, record_id)]


def test_a_change_says_who_when_and_the_old_and_the_new_value_of_what_changed(service: DiaryService) -> None:
    runner_id = begun(service)
    first = dose()
    service.record(runner_id, first)
    service.by = DANA
    service.amend(runner_id, replace(first, reps=12, by="Dana Roth"))
    line = service.trail(runner_id, first.id)[-1]
    assert line == TrailLine(
        at=NOON, what=What.CHANGED, way=Way.EDIT, list="prescriptions", record_id=first.id, by=DANA,
        changes={"reps": (8, 12), "by": (None, "Dana Roth")},
    )  # fmt: skip
    assert service.trail(runner_id, first.id)[0].by is None


def test_undo_and_redo_add_lines_and_take_none_away(service: DiaryService) -> None:
    runner_id = begun(service)
    first = dose()
    undo = service.record(runner_id, first)
    redo = service.apply(runner_id, undo)
    service.apply(runner_id, redo)
    gone = {key: (value, None) for key, value in plain_record(first).items() if key != "id"}
    assert told(service, runner_id, first.id) == [
        (What.ADDED, Way.EDIT, {}),
        (What.REMOVED, Way.BACK, gone),
        (What.ADDED, Way.BACK, {}),
    ]


def test_an_undo_tells_what_was_there_though_another_program_changed_it(service: DiaryService) -> None:
    runner_id = begun(service)
    first = dose(reps=8)
    undo = service.record(runner_id, first)
    with Database.open(service.database.path) as database:
        DiaryService(database, Changes(), lambda: NOON).amend(runner_id, replace(first, reps=12))
    service.apply(runner_id, undo)
    assert service.trail(runner_id, first.id)[-1].changes["reps"] == (12, None)


def test_an_undo_that_finds_nothing_left_to_take_away_leaves_no_line(service: DiaryService) -> None:
    runner_id = begun(service)
    first = dose()
    undo = service.record(runner_id, first)
    with Database.open(service.database.path) as database:
        DiaryService(database, Changes(), lambda: NOON).delete(runner_id, first)
    service.apply(runner_id, undo)
    told_of = [(what, way) for what, way, _changes in told(service, runner_id, first.id)]
    assert told_of == [(What.ADDED, Way.EDIT), (What.REMOVED, Way.EDIT)]


def test_the_newest_lines_are_read_without_those_before_them(service: DiaryService) -> None:
    runner_id = begun(service)
    first = dose()
    service.record(runner_id, first)
    for reps in (9, 10, 11):
        service.amend(runner_id, replace(first, reps=reps))
    with service.database.transaction() as connection:
        connection.exec_driver_sql("UPDATE trail SET changes = 'no JSON' WHERE number = 2")
    lines, older = newest(service.database, runner_id, None, 2)
    assert [line.changes["reps"] for line in lines] == [(9, 10), (10, 11)]
    assert older == 3
    assert newest(service.database, runner_id, first.id, 3)[1] == 1
    assert newest(service.database, runner_id, first.id, 0) == ((), 4)
    with pytest.raises(DamagedDatabase):
        newest(service.database, runner_id, None, 5)


@pytest.mark.parametrize(
    "change", ["at = '2026-03-10T12:00:00'", "list = 'nowhere'", "changes = '{}'", "what = 'changed'"]
)
def test_a_line_without_sense_is_not_told(service: DiaryService, change: str) -> None:
    runner_id = begun(service)  # the line of a diary that came whole
    with service.database.transaction() as connection:
        connection.exec_driver_sql(f"UPDATE trail SET {change}")
    with pytest.raises(DamagedDatabase):
        service.trail(runner_id)


def test_the_runner_and_the_plan_are_followed_too(service: DiaryService) -> None:
    runner_id = begun(service)
    diary = service.diary(runner_id)
    service.amend_runner(replace(diary.runner, record_number="K-17"))
    service.amend_plan(runner_id, replace(diary.plan, runs_per_week=2))
    assert [(line.list, dict(line.changes)) for line in service.trail(runner_id)[1:]] == [
        ("runner", {"record_number": (None, "K-17")}),
        ("plan", {"runs_per_week": (diary.plan.runs_per_week, 2)}),
    ]


def test_of_long_text_only_that_it_changed_is_kept(service: DiaryService) -> None:
    runner_id = begun(service)
    first = dose(note="Come back in two weeks")
    service.record(runner_id, first)
    service.amend(runner_id, replace(first, note="Come back in three weeks"))
    service.delete(runner_id, first)
    changed, removed = service.trail(runner_id, first.id)[1:]
    assert dict(changed.changes) == {"note": None}
    assert removed.changes["note"] is None
    assert removed.changes["sets"] == (3, None)


def test_what_changes_nothing_leaves_no_line(service: DiaryService) -> None:
    runner_id = begun(service)
    before = service.trail(runner_id)
    service.amend(runner_id, service.diary(runner_id).check_ins[0])
    with pytest.raises(InvalidRecord):
        service.record(runner_id, dose(sets=99))
    assert service.trail(runner_id) == before


def test_a_diary_that_came_whole_leaves_one_line_and_a_merge_one_for_each_record(service: DiaryService) -> None:
    theirs = builders.diary(builders.quiet_days(1, 3))
    runner_id = service.import_diary(theirs).runner_id
    first = theirs.check_ins[0]
    later = replace(first, swelling=True, changed=NOON + timedelta(days=1))
    service.import_diary(replace(theirs, check_ins=(later, *theirs.check_ins[1:])))
    service.import_diary(replace(theirs, check_ins=(later, *theirs.check_ins[1:])))
    count = sum(1 for _ in theirs.records())
    assert told(service, runner_id) == [
        (What.ADDED, Way.IMPORT, {"records": (None, count)}),
        (What.CHANGED, Way.MERGE, {"swelling": (False, True)}),
    ]


def test_it_is_gone_with_the_runner_and_stays_for_the_others(service: DiaryService) -> None:
    gone = begun(service)
    stays = service.import_diary(builders.diary(builders.quiet_days(1, 2), name="Ana")).runner_id
    service.record(gone, dose())
    service.delete_runner(gone)
    assert service.trail(gone) == ()
    assert len(service.trail(stays)) == 1


def test_a_trail_that_makes_no_sense_is_found_by_the_check(service: DiaryService, tmp_path: Path) -> None:
    runner_id = begun(service)
    with closing(sqlite3.connect(tmp_path / "diary.sqlite3")) as plain, plain:
        plain.execute("UPDATE trail SET changes = '{\"reps\": 8}'")
    with pytest.raises(DamagedDatabase):
        service.trail(runner_id)
    assert [line for line in check(tmp_path / "diary.sqlite3") if line.startswith(f"runner {runner_id}: trail: ")]


def test_clinicians_are_kept_by_name_and_who_leaves_is_no_longer_at_work(service: DiaryService) -> None:
    keep_clinicians(service, [DANA, Professional(name="  Al  Doe ", kind=Clinician.DOCTOR)])
    assert [one.name for one in clinicians(service)] == ["Al Doe", "Dana Roth"]
    service.by = DANA
    with pytest.raises(InvalidRecord):
        keep_clinicians(service, [DANA, Professional(name="dana roth", kind=Clinician.DOCTOR)])
    with pytest.raises(InvalidRecord):
        keep_clinicians(service, [Professional(name=" ", kind=Clinician.OTHER)])
    assert service.by == DANA
    keep_clinicians(service, clinicians(service)[:1])
    assert [one.name for one in clinicians(service)] == ["Al Doe"]
    assert service.by is None


def test_a_new_dose_bears_the_name_of_who_is_at_work_and_one_that_ends_keeps_its_own(service: DiaryService) -> None:
    runner_id = begun(service)
    service.record(runner_id, decided_by(dose(), DANA))
    wanted = replace(dose(from_=builders.day(3), reps=14), by=None, role=None)
    for by, name, role in ((None, None, Role.RUNNER), (DANA, "Dana Roth", Role.CLINICIAN)):
        diary = service.diary(runner_id)
        (ended, begins), _gone = signed(diary, prescribe(diary, wanted), by)
        assert isinstance(ended, Prescription)
        assert isinstance(begins, Prescription)
        assert (ended.by, ended.role, ended.to) == ("Dana Roth", Role.CLINICIAN, builders.day(2))
        assert (begins.by, begins.role) == (name, role)


def test_a_little_more_is_not_signed_by_who_prescribed_the_dose_before() -> None:
    found = step_up(decided_by(dose(), DANA), library.exercises()["clamshell"], builders.day(3))
    assert found is not None
    assert (found.reps, found.by, found.role) == (10, None, None)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(diary=diaries())
def test_the_lines_of_anything_deleted_hold_all_but_long_text_and_can_be_read_again(
    tmp_path_factory: pytest.TempPathFactory, diary: Diary
) -> None:
    with Database.open(tmp_path_factory.mktemp("any") / "diary.sqlite3") as database:
        service = DiaryService(database, Changes(), lambda: NOON)
        runner_id = service.import_diary(diary).runner_id
        going = tuple(record for record in diary.records() if LIST_OF[type(record)] != "shoes")
        service.delete(runner_id, *going)
        lines = {line.record_id: line for line in service.trail(runner_id)[1:]}
    for record in going:
        found = lines[record.id].changes
        assert {key: pair[0] for key, pair in found.items() if pair is not None} == {
            key: value
            for key, value in plain_record(record).items()
            if key not in ("id", "changed") and value != [] and found.get(key) is not None
        }
        assert set(plain_record(record)) - set(found) - {"id", "changed"} <= {"surfaces", "red_flags", "signs"}
