"""A clock that was set back, the changes of summer time, leap days, year ends: entries stay where they belong."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kneerehab.domain.check_in import CheckIn
from kneerehab.domain.fields import KneeScores
from kneerehab.domain.plan.replay import replay
from kneerehab.domain.plan_records import Plan
from kneerehab.domain.record import new_id
from kneerehab.domain.runner import Runner
from kneerehab.exchange.diary_json import read_diary, write_diary
from kneerehab.services.changes import Changes
from kneerehab.services.diary import DiaryService
from kneerehab.services.handover import preview
from kneerehab.storage.database import Database
from tests import builders
from tests.faults.conftest import write

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # remarks of the offscreen platform


class Desk:
    """A diary service with a clock that is set by hand."""

    def __init__(self, path: Path, start: date) -> None:
        self.utc = datetime(2026, 3, 10, 12, tzinfo=UTC)
        self.service = DiaryService(Database.open(path), Changes(), lambda: self.utc)
        self.runner = self.service.create_runner(Runner(id=new_id(), name="Mira"), Plan(start=start)).id

    def check_in(self, at: datetime, score: int = 0) -> CheckIn:
        scores = KneeScores(left=score, right=score)
        made = CheckIn(id=new_id(), at=at, now=scores, worst_24h=scores, swelling=False, limp=False)
        self.service.record(self.runner, made, today=at.date())
        return made


@pytest.fixture
def berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    if not hasattr(time, "tzset"):
        pytest.skip("this system can't change the zone of a program")
    before = os.environ.get("TZ")
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    if before is None:
        os.environ.pop("TZ", None)
    time.tzset()


def test_an_edit_after_the_clock_was_set_back_is_still_the_later_one(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "mine.sqlite3", date(2026, 3, 2))
    made = desk.check_in(datetime(2026, 3, 10, 7))
    there = DiaryService(Database.open(tmp_path / "theirs.sqlite3"), Changes(), lambda: desk.utc)
    there.import_diary(desk.service.diary(desk.runner))
    desk.utc -= timedelta(days=400)
    desk.service.amend(desk.runner, replace(made, swelling=True))
    mine = desk.service.diary(desk.runner)
    assert preview(there, mine).counts["check_ins"].replaced == 1
    there.import_diary(mine)
    assert there.diary(desk.runner).check_ins[0].swelling
    desk.service.delete(desk.runner, desk.service.diary(desk.runner).check_ins[0])
    there.import_diary(desk.service.diary(desk.runner))
    assert there.diary(desk.runner).check_ins == ()


def test_a_day_set_back_shows_its_own_entries_and_keeps_those_of_later_days(program: Any) -> None:
    running = program("build-week-8", datetime(2026, 2, 22, 7, 45))
    before = running.diary
    running.now = datetime(2026, 2, 12, 7, 45)
    running.restart()
    assert running.workspace.day == date(2026, 2, 12)
    assert running.diary == before
    early = replace(builders.check_in(1), at=datetime(2026, 2, 12, 8, 0))
    assert running.workspace.save("Check-in", early)
    running.now = datetime(2026, 2, 22, 7, 45)
    running.restart()
    assert {record.id for record in running.diary.check_ins} == {record.id for record in before.check_ins} | {early.id}


def test_the_hour_that_comes_twice_and_the_one_that_never_does_are_kept_as_the_clock_showed_them(
    tmp_path: Path, berlin: None
) -> None:
    desk = Desk(tmp_path / "diary.sqlite3", date(2026, 3, 2))
    twice = [desk.check_in(datetime(2026, 10, 25, 2, 30), score) for score in (1, 2)]
    never = desk.check_in(datetime(2026, 3, 29, 2, 30))
    kept = desk.service.diary(desk.runner)
    assert {record.id for record in kept.check_ins} == {made.id for made in (*twice, never)}
    assert [record.at for record in kept.check_ins] == [never.at, twice[0].at, twice[1].at]
    assert read_diary(write_diary(kept, None)) == kept


@pytest.mark.parametrize("end", [date(2026, 3, 29), date(2026, 10, 25)], ids=["spring", "autumn"])
def test_a_week_over_a_change_of_summer_time_has_seven_days(tmp_path: Path, berlin: None, end: date) -> None:
    start = end - timedelta(days=6)
    days = [start + timedelta(days=number) for number in range(9)]
    records = [replace(builders.check_in(1), id=new_id(), at=datetime(day.year, day.month, day.day, 7)) for day in days]
    told = replay(builders.diary(records, start=start), days[-1], every_day=True)
    assert [verdict.date for verdict in told.days] == days
    assert [verdict.day for verdict in told.days] == list(range(1, 10))


@pytest.mark.parametrize(
    "start", [date(2028, 2, 27), date(2026, 12, 29), date(2027, 2, 26)], ids=["leap day", "year end", "no leap day"]
)
def test_the_plan_counts_on_over_leap_days_and_year_ends(tmp_path: Path, start: date) -> None:
    desk = Desk(tmp_path / "diary.sqlite3", start)
    days = [start + timedelta(days=number) for number in range(6)]
    for day in days:
        desk.check_in(datetime(day.year, day.month, day.day, 23, 59))
    kept = desk.service.diary(desk.runner)
    assert read_diary(write_diary(kept, None)) == kept
    told = replay(kept, days[-1], every_day=True)
    assert [(verdict.date, verdict.day) for verdict in told.days] == list(zip(days, range(1, 7), strict=True))


_OVER_MIDNIGHT = """
import sys
from datetime import datetime
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from kneerehab import app
from kneerehab.gui.look import everywhere

def window():
    return next(part for part in everywhere.windows() if part.objectName() == "main")

def head():
    return window().page("today").frame

def say():
    print(head().title.text(), head().subtitle.text().split()[0], flush=True)

def wait_for_today():
    if window().current_page != "today":
        QTimer.singleShot(50, wait_for_today)
        return
    say()
    Clock.shown = datetime(2027, 1, 1, 0, 0, 0, 500_000)  # nothing else is what midnight does
    wait_for_new_year(400)

def wait_for_new_year(patience):
    if "December" in head().title.text() and patience:
        QTimer.singleShot(50, lambda: wait_for_new_year(patience - 1))
        return
    say()
    window().close()

class Clock(datetime):
    shown = datetime(2026, 12, 31, 23, 59, 59, 500_000)

    @classmethod
    def now(cls, zone=None):
        return cls.shown if zone is None else datetime.now(zone)

build, app.datetime = app.start, Clock
app.start = lambda *part, **parts: (build(*part, **parts), wait_for_today())
sys.exit(app.run(data_dir=sys.argv[1]))
"""


def test_the_program_itself_left_open_over_midnight_of_the_year_turns_to_the_new_day(file: Path) -> None:
    write(file, builders.diary(start=date(2026, 12, 1)))
    command = [sys.executable, "-c", _OVER_MIDNIGHT, str(file.parent)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.stdout.splitlines() == ["Thursday 31 December Today", "Friday 1 January Today"], done.stderr
