"""Runs from Health Connect's export: an SQLite file of Android's own tables, which may also be a hostile one."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kneerehab.domain.codes import ActivityKind, CrossKind
from kneerehab.exchange.activities import Candidate, Reading, Stopped, health_connect, preview, read_bytes
from kneerehab.exchange.activities.sniffing import suffix_of
from tests import builders
from tests.account_files import HC_TABLES, HealthConnect
from tests.activity_files import points, zipped
from tests.exchange.test_walks import legs

BERLIN = Reading(tz=ZoneInfo("Europe/Berlin"))
NAME = "health_connect_export.db"
RUN, WALK, CROSS = ActivityKind.RUN, ActivityKind.WALK, ActivityKind.CROSS
SESSIONS = "exercise_session_record_table"
NO_EXPORT = "It is no export of Health Connect, or it is damaged."


def found_in(made: HealthConnect) -> tuple[Candidate, ...]:
    found = read_bytes(made.data(), NAME, BERLIN)
    assert found.faults == ()
    return found.candidates


def counted(made: HealthConnect, **counts: float) -> None:
    """Every minute of half an hour, as a watch writes it, and a little of the minutes around it."""
    tables = {"distance": "distance_record_table", "count": "steps_record_table"}
    for name, each in counts.items():
        for minute in range(30):
            made.count(tables[name], minute, 1, **{name: each})


def test_a_session_has_what_its_own_app_counted_meanwhile() -> None:
    made = HealthConnect()
    made.session(title="Morning run")
    counted(made, distance=167, count=164)
    made.count("elevation_gained_record_table", 0, 30, elevation=21.0)
    made.count("distance_record_table", 3, 1, distance=900, app_info_id=2)
    made.count("distance_record_table", 31, 1, distance=900)
    run = found_in(made)[0]
    assert (run.at, run.kind, run.kind_guessed, run.name) == (datetime(2026, 3, 2, 7, 30), RUN, False, "Morning run")
    assert (run.seconds, run.metres, run.steps_per_minute) == (1800, 5010, 164)
    assert run.surface_reason == "4 m up per km; below 15 m it counts as flat."


def test_of_a_count_over_the_edge_of_a_run_only_its_part_belongs_to_it_and_one_of_the_day_not_at_all() -> None:
    made = HealthConnect()
    made.session()
    made.count("distance_record_table", -2, 4, distance=400)
    made.count("distance_record_table", 2, 28, distance=4800)
    made.count("distance_record_table", -400, 1440, distance=12_000)
    assert found_in(made)[0].metres == 5000


def test_pauses_do_not_count_and_other_parts_do() -> None:
    made = HealthConnect()
    row = made.session(minutes=32)
    made.pause(row, 10, 2)
    made.pause(row, 20, 3, kind=44)
    made.pause(row + 7, 20, 3)
    assert found_in(made)[0].seconds == 1800


def test_what_is_not_counted_is_unknown() -> None:
    made = HealthConnect({name: HC_TABLES[name] for name in (SESSIONS, "distance_record_table")})
    made.session()
    run = found_in(made)[0]
    assert (run.seconds, run.metres, run.steps_per_minute, run.surfaces) == (1800, None, None, ())


@pytest.mark.parametrize(
    ("number", "kind", "cross", "guessed"),
    [
        (33, RUN, None, False),
        (34, RUN, None, False),
        (53, WALK, None, False),
        (21, WALK, None, False),
        (4, CROSS, CrossKind.CYCLE, False),
        (5, CROSS, CrossKind.CYCLE, False),
        (49, CROSS, CrossKind.SWIM, False),
        (61, CROSS, CrossKind.ROW, False),
        (27, CROSS, CrossKind.PILATES, False),
        (45, CROSS, CrossKind.STRENGTH, False),
        (51, CROSS, CrossKind.BALL, False),
        (56, CROSS, CrossKind.OTHER, False),
        (58, CROSS, CrossKind.OTHER, False),
        (0, RUN, None, True),
        (99, CROSS, CrossKind.OTHER, True),
    ],
)
def test_kinds_have_the_numbers_of_android(
    number: int, kind: ActivityKind, cross: CrossKind | None, guessed: bool
) -> None:
    made = HealthConnect()
    made.session(exercise_type=number)
    counted(made, distance=167)
    found = found_in(made)[0]
    assert (found.kind, found.cross_kind, found.kind_guessed) == (kind, cross, guessed)


@pytest.mark.parametrize(("offset", "hour"), [(9 * 3600, 15), (-5 * 3600, 1), (0, 6), (None, 7)])
def test_a_run_abroad_shows_the_clock_that_was_there(offset: int | None, hour: int) -> None:
    made = HealthConnect()
    made.session(start_zone_offset=offset)
    assert found_in(made)[0].at == datetime(2026, 3, 2, hour, 30)


def test_a_run_with_its_route_is_cut_from_the_walks_around_it() -> None:
    made = HealthConnect()
    course = legs((300, 1.5), (1440, 2.6), (300, 1.4))
    row = made.session(minutes=34)
    made.route(row, [replace(point, height=None) for point in course])
    made.route(row + 1, course)
    run = found_in(made)[0]
    assert run.seconds == pytest.approx(1440, abs=20)
    assert run.at == datetime(2026, 3, 2, 7, 35)
    assert run.metres == pytest.approx(3744, rel=0.02)
    assert run.surfaces == (), "a height that Android writes for none is none"


def test_the_zip_as_android_makes_it_is_read_and_a_run_that_two_apps_wrote_is_one(tmp_path: Path) -> None:
    made = HealthConnect()
    made.session()
    made.session(0.5, 30, app_info_id=2)
    counted(made, distance=167)
    path = tmp_path / "Health Connect.zip"
    path.write_bytes(zipped({NAME: made.data()}))
    found = preview([path], builders.diary(), today=date(2026, 3, 20), reading=BERLIN)
    assert [it.metres for it in found.new] == [5010]
    assert (len(found.duplicates), found.faults) == (1, ())


def test_a_file_that_was_written_with_a_log_beside_it_is_read() -> None:
    made = HealthConnect()
    made.session()
    data = bytearray(made.data())
    data[18:20] = b"\2\2"
    assert len(read_bytes(bytes(data), NAME, BERLIN).candidates) == 1
    assert suffix_of(bytes(data)) == ".db"


def endless(name: str, column: str) -> str:
    numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
    return f"CREATE VIEW {name} AS {numbers} SELECT i AS row_id, 1 AS app_info_id, 1 AS start_time, 2 AS end_time, " + (
        f"i AS {column}, 0 AS start_zone_offset, 33 AS exercise_type, '' AS title FROM n"
    )


def swapped(name: str, other: str) -> bytes:
    made = HealthConnect({table: columns for table, columns in HC_TABLES.items() if table != name})
    if name != SESSIONS:
        made.session()
    made.file.execute(other)
    return made.data()


@pytest.mark.parametrize(
    "make",
    [
        lambda: swapped(SESSIONS, endless(SESSIONS, "x")),
        lambda: swapped(SESSIONS, f"CREATE VIRTUAL TABLE {SESSIONS} USING fts5(a)"),
        lambda: swapped(SESSIONS, f"CREATE TABLE {SESSIONS} (row_id)"),
        lambda: HealthConnect({"steps_record_table": "count"}).data(),
        lambda: HealthConnect().data()[:5000],
        lambda: b"SQLite format 3\0",
        lambda: b"SQLite format 3\0" + b"\xff" * 50_000,
        lambda: (Path(__file__).parents[1] / "old_databases" / "0004.sqlite3").read_bytes(),
    ],
)  # fmt: skip
def test_what_is_no_export_is_refused_with_a_sentence(make: Callable[[], bytes]) -> None:
    begin = time.process_time()
    found = read_bytes(make(), NAME, BERLIN)
    assert (found.candidates, found.faults) == ((), (NO_EXPORT,))
    assert time.process_time() - begin < 2


def test_a_view_in_the_place_of_a_count_is_not_looked_into() -> None:
    data = swapped("distance_record_table", endless("distance_record_table", "distance"))
    run = read_bytes(data, NAME, BERLIN).candidates[0]
    assert (run.seconds, run.metres) == (1800, None)


def test_a_file_that_takes_too_long_is_refused_and_one_can_be_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    made = HealthConnect()
    made.session()
    row = "INSERT INTO steps_record_table (uuid, app_info_id) SELECT randomblob(16), 1 FROM n"
    made.file.execute(f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 50000) {row}")
    calls = 0

    def stop() -> bool:
        nonlocal calls
        calls += 1
        return calls > 12

    with pytest.raises(Stopped):
        read_bytes(made.data(), NAME, Reading(stop=stop))
    monkeypatch.setattr(health_connect, "MOST_SECONDS", 0.0)
    assert read_bytes(made.data(), NAME, BERLIN).faults == (NO_EXPORT,)


@pytest.mark.parametrize("value", ["x", b"\xff\xfe", -1, 1e300, 2**62, "9" * 5000, None])
@pytest.mark.parametrize(
    "column", ["start_time", "end_time", "start_zone_offset", "exercise_type", "title", "app_info_id"]
)
def test_senseless_values_harm_nothing(column: str, value: object) -> None:
    made = HealthConnect()
    made.session()
    counted(made, distance=167)
    made.file.execute(f"UPDATE {SESSIONS} SET {column} = ?", (value,))
    made.file.execute("UPDATE distance_record_table SET distance = ? WHERE row_id = 3", (value,))
    found = read_bytes(made.data(), NAME, BERLIN)
    assert found.candidates or found.faults


def test_damaged_files_are_survived() -> None:
    made = HealthConnect()
    for day in range(20):
        made.route(made.session(day * 1440), points(20))
    whole, chance = made.data(), random.Random(14)
    for _try in range(300):
        data = bytearray(whole)
        for _change in range(chance.randrange(1, 30)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        found = read_bytes(bytes(data), NAME, BERLIN)
        assert found.candidates or found.faults
