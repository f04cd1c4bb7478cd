"""Replay of 1, 5, 10 and 20 years of daily diaries, against reading the same diary from SQLite; and how it grows."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from kneerehab.domain.codes import OverridePhase
from kneerehab.domain.diary import Diary
from kneerehab.domain.plan.replay import default_on, replay
from kneerehab.storage.database import Database
from kneerehab.storage.records import load_diary, save, save_plan, save_runner
from tests import builders
from tests.benchmarks.timing import Row, compare

YEARS = (1, 5, 10, 20)
EXERCISES = ("glute-bridge", "step-down", "clamshell")


def run() -> list[Row]:
    """One row a span of years, one for a diary of what the plan reads alone, one for 20 years against 20 × one."""
    diaries = {years: daily_diary(years) for years in YEARS}
    with tempfile.TemporaryDirectory() as folder:
        rows = [
            _against_reading(f"{years} y", book, Path(folder) / f"{years}.sqlite3") for years, book in diaries.items()
        ]
        bare = replace(diaries[10], exercise_sets=(), icing=())
        rows.append(_against_reading("10 y of plan records alone", bare, Path(folder) / "bare.sqlite3"))
    rows.append(_growth(diaries[1], diaries[20]))
    return rows


def daily_diary(years: int) -> Diary:
    """A check-in every day; every week three runs, each iced, a walk, and three exercises on three days.

    A pain note every ten days, now and then a painkiller and an amber run.
    """
    days = range(1, 365 * years + 1)
    run_days = [number for number in days if number % 7 in (1, 3, 5)]
    runs = [
        builders.run(number, 1300 + number % 200, 3600 + number % 500, left=(0, int(number % 97 == 0), 0))
        for number in run_days
    ]
    return builders.diary(
        builders.override(1, OverridePhase.BUILD, budget=builders.week(4320, 12000)),
        [builders.check_in(number) for number in days],
        [builders.pain_note(number, number % 3) for number in days if number % 10 == 0],
        [builders.painkiller(number) for number in days if number % 61 == 0],
        [builders.walk(number) for number in days if number % 7 == 6],
        runs,
        [builders.ice(number) for number in run_days],
        [builders.exercise_set(number, name) for number in days if number % 7 in (2, 4, 6) for name in EXERCISES],
        goal_week=builders.week(10800, 30000),
    )


def _against_reading(what: str, book: Diary, path: Path) -> Row:
    database = Database.open(path)
    try:
        with database.transaction() as connection:
            save_runner(connection, book.runner)
            save_plan(connection, book.runner.id, book.plan)
            save(connection, book.runner.id, book.records())
        asked = default_on(book)

        def read() -> Diary | None:
            with database.reading() as connection:
                return load_diary(connection, book.runner.id)

        return compare(f"replay {what}, against reading", read, lambda: replay(book, asked), aim=1.0)
    finally:
        database.close()


def _growth(short: Diary, long: Diary) -> Row:
    years = YEARS[-1]
    return compare(
        f"replay {years} y, against {years} × 1 y",
        lambda: [replay(short, builders.day(365)) for _ in range(years)],
        lambda: replay(long, builders.day(365 * years)),
        aim=None,
    )
