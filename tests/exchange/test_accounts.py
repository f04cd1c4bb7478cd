"""Runs from the exports of accounts: Apple Health, Garmin, Polar, Fitbit and Google Fit; shoes from Strava's."""

from __future__ import annotations

import csv
import json
import random
import tracemalloc
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from kneerehab.domain.codes import ActivityKind, CrossKind, Surface
from kneerehab.domain.rules import contradictions
from kneerehab.domain.shoes import Shoes
from kneerehab.exchange.activities import (
    Candidate,
    Preview,
    Reading,
    holds_runs,
    preview,
    read_bytes,
    read_file,
    to_activity,
    to_records,
)
from kneerehab.exchange.activities.apple_health import knows
from tests import account_files as accounts
from tests import builders
from tests.account_files import apple, apple_workout, fitbit, garmin, google_fit, polar, polar_numbered
from tests.activity_files import START, STRAVA_HEADER, gpx, points, strava_row, table, zipped
from tests.exchange.test_walks import AROUND, legs

BERLIN = Reading(tz=ZoneInfo("Europe/Berlin"))
TODAY = date(2026, 3, 20)
BATCH = "00000000-0000-4000-8000-00000000ba7c"
RUN, WALK, CROSS = ActivityKind.RUN, ActivityKind.WALK, ActivityKind.CROSS


def found_in(data: bytes, name: str) -> tuple[Candidate, ...]:
    found = read_bytes(data, name, BERLIN)
    assert found.faults == ()
    return found.candidates


def look(folder: Path, data: bytes) -> Preview:
    path = folder / "export.zip"
    path.write_bytes(data)
    return preview([path], builders.diary(), today=TODAY, reading=BERLIN)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (apple(apple_workout(steps=4920)), "export.xml"),
        (apple(apple_workout(older=True)), "export.xml"),
        (garmin({}), "mira_0_summarizedActivities.json"),
        (fitbit({}), "exercise-0.json"),
        (google_fit(), "2026-03-02T07_30_15+01_00_RUNNING.json"),
        (polar(), "training-session-2026-03-02.json"),
    ],
)
def test_each_account_gives_its_run(data: bytes, name: str) -> None:
    run = found_in(data, name)[0]
    assert (run.at, run.kind, run.kind_guessed) == (datetime(2026, 3, 2, 7, 30), RUN, False)
    assert (run.seconds, run.metres) == (pytest.approx(1800, abs=1), 5010)
    assert run.steps_per_minute in (None, 164)
    record = to_activity(run, BATCH)
    assert contradictions(record) == []
    assert record.source is None, "the diary's format has no word for such files"


@pytest.mark.parametrize(
    ("data", "name", "kind", "cross"),
    [
        (apple(apple_workout("Cycling")), "export.xml", CROSS, CrossKind.CYCLE),
        (apple(apple_workout("TraditionalStrengthTraining", km=None)), "export.xml", CROSS, CrossKind.STRENGTH),
        (apple(apple_workout("Hiking")), "export.xml", WALK, None),
        (garmin({"activityType": "lap_swimming"}), "a.json", CROSS, CrossKind.SWIM),
        (garmin({"activityType": "treadmill_running"}), "a.json", RUN, None),
        (fitbit({"activityName": "Walk"}), "exercise-0.json", WALK, None),
        (fitbit({"activityName": "Outdoor Bike"}), "exercise-0.json", CROSS, CrossKind.CYCLE),
        (google_fit(fitnessActivity="biking"), "a.json", CROSS, CrossKind.CYCLE),
        (polar(sport="STRENGTH_TRAINING"), "a.json", CROSS, CrossKind.STRENGTH),
        (polar(sport="TRAIL_RUNNING"), "a.json", RUN, None),
    ],
)
def test_accounts_name_their_kinds(data: bytes, name: str, kind: ActivityKind, cross: CrossKind | None) -> None:
    found = found_in(data, name)[0]
    assert (found.kind, found.cross_kind, found.kind_guessed) == (kind, cross, False)


def test_an_indoor_run_of_apple_is_on_a_treadmill_and_an_indoor_ride_is_none() -> None:
    run, ride = found_in(apple(apple_workout(indoors=True), apple_workout("Cycling", indoors=True)), "export.xml")
    assert run.surfaces == (Surface.TREADMILL,)
    assert ride.cross_kind is CrossKind.CYCLE


def test_apples_workout_and_its_route_are_one_run_with_the_kind_of_the_workout(tmp_path: Path) -> None:
    members = {
        "apple_health_export/export.xml": apple(apple_workout("Walking", minutes=30, km=4.5, route="route_1.gpx")),
        "apple_health_export/export_cda.xml": b'<?xml version="1.0"?><ClinicalDocument/>',
        "apple_health_export/workout-routes/route_1.gpx": gpx(points(1800), name="Route 2026-03-02 7:30am", kind=None),
    }
    found = look(tmp_path, zipped(members))
    assert [(it.kind, it.kind_guessed, it.metres) for it in found.new] == [(WALK, False, 4500)]
    assert found.faults == ()


@pytest.mark.parametrize("seed", range(20))
def test_workouts_are_found_wherever_the_pieces_of_the_stream_end(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(seed)
    workouts = [apple_workout(start=f"2026-03-{day:02d} 07:30:15 +0100") for day in range(1, 11)]
    data = apple(*workouts, records=chance.randrange(30))
    monkeypatch.setattr("kneerehab.exchange.activities.apple_health.MIB", chance.randrange(7, 900))
    assert [it.at.day for it in found_in(data, "export.xml")] == list(range(1, 11))


def test_an_export_that_was_cut_short_gives_what_stood_before_and_says_so() -> None:
    whole = apple(apple_workout(), apple_workout(start="2026-03-04 07:30:15 +0100"))
    found = read_bytes(whole[: whole.rindex(b"<Workout ") + 80], "export.xml", BERLIN)
    assert len(found.candidates) == 1
    assert found.faults == ("The file is cut short. What stood before that was read.",)


@pytest.mark.parametrize(
    "inside",
    [
        "<Workout " + "x" * 5_000_000,
        "<Workout >" + "<a>" * 2_000_000,
        '<Workout startDate="x"/>',
        "<Workout ><b></Workout>",
        '<Workout startDate="2026-03-02 07:30:15 +0100">&lol;</Workout>',
        "<Workout workoutActivityType=\"HKWorkoutActivityTypeRunning\" startDate='9999-99-99 99:99:99 +9999'/>",
    ],
)
def test_hostile_workouts_are_refused_or_named_and_nothing_else(inside: str) -> None:
    found = read_bytes((accounts.APPLE_HEAD + inside + accounts.APPLE_FOOT).encode(), "export.xml", BERLIN)
    assert found.candidates == ()
    assert len(found.faults) in (1, 2)


def test_a_large_export_is_read_in_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "export.xml"
    accounts.write_apple(path, 60_000_000, workouts=500)
    tracemalloc.start()
    try:
        found = read_file(path, BERLIN)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert len(found.candidates) == 500
    assert peak < 16_000_000


def test_a_session_of_polar_is_cut_to_its_run() -> None:
    course = legs((300, 1.5), (1440, 2.6), (300, 1.4))
    run = found_in(polar(course, duration="PT2040S", distance=course[-1].metres), "a.json")[0]
    assert run.seconds == pytest.approx(1440, abs=20)
    assert run.at == datetime(2026, 3, 2, 7, 35)


@pytest.mark.parametrize(
    ("number", "kind", "cross"),
    [
        ("1", RUN, None),
        ("17", RUN, None),
        ("27", RUN, None),
        ("3", WALK, None),
        ("11", WALK, None),
        ("2", CROSS, CrossKind.CYCLE),
        ("15", CROSS, CrossKind.STRENGTH),
        ("83", CROSS, CrossKind.OTHER),
        ("999", CROSS, CrossKind.OTHER),
    ],
)
def test_polar_has_numbers_for_sports_and_one_that_is_not_known_is_no_run(
    number: str, kind: ActivityKind, cross: CrossKind | None
) -> None:
    found = found_in(polar_numbered(points(1800, 2.8), number), "training-session_2026-03-02.json")[0]
    assert (found.at, found.kind, found.cross_kind) == (datetime(2026, 3, 2, 7, 30), kind, cross)
    assert (found.seconds, found.metres, found.kind_guessed) == (1800, 5040, number == "999")


def test_polars_list_of_distances_tells_the_walks_around_a_run() -> None:
    run = found_in(polar_numbered(AROUND, "1"), "training-session_2026-03-02.json")[0]
    assert run.walks is not None
    assert run.walks.cut


def test_fitbits_miles_are_miles_and_no_distance_is_unknown() -> None:
    miles = fitbit({"distance": 3.1, "distanceUnit": "Mile"}, {"distance": None, "distanceUnit": None})
    assert [it.metres for it in found_in(miles, "exercise-0.json")] == [4989, None]


@pytest.mark.parametrize(
    "data",
    [
        b'[{"summarizedActivitiesExport": [{"duration": 1',
        b'[{"summarizedActivitiesExport": [' + b"[" * 100_000,
        b'[{"logId": 1, "activityName": "Run", "startTime": "03/02/26 06:30:15", "duration": 1e999',
        b'{"exportVersion": "1.6", "exercises": [{"startTime": "2026',
        b'{"fitnessActivity": "running", "startTime": ' + b"9" * 10_000 + b"}",
    ],
)
def test_broken_json_is_refused_with_words(data: bytes) -> None:
    found = read_bytes(data, "a.json", BERLIN)
    assert (found.candidates, len(found.faults)) == ((), 1)


@pytest.mark.parametrize("value", [None, [], {}, "x", -1, 1e400, True, "9" * 5000])
@pytest.mark.parametrize("key", ["startTime", "duration", "distance", "sport", "samples", "cadence", "timezoneOffset"])
def test_senseless_values_harm_nothing(key: str, value: Any) -> None:
    for data in (polar(**{key: value}), fitbit({key: value}), google_fit(**{key: value}), garmin({key: value})):
        read_bytes(data, "a.json", BERLIN)


def test_a_diary_is_no_export_and_a_file_is_told_by_its_first_bytes(tmp_path: Path) -> None:
    diary, export = tmp_path / "mira.json", tmp_path / "exercise-0.json"
    diary.write_text(json.dumps({"format": "kneerehab-diary", "version": 2}))
    export.write_bytes(fitbit({}))
    assert (holds_runs(diary), holds_runs(export)) == (False, True)
    assert not knows(b'<?xml version="1.0"?><ClinicalDocument/>')
    assert read_file(diary, BERLIN).faults[0].startswith("This kind of file can’t be read. GPX, TCX, FIT, CSV, Apple")


def test_of_a_whole_takeout_only_sessions_of_sport_are_read_and_the_rest_is_no_fault(tmp_path: Path) -> None:
    found = look(
        tmp_path,
        zipped(
            {
                "Takeout/Fit/All Sessions/a_RUNNING.json": google_fit(),
                "Takeout/Fit/All Sessions/b_SLEEP.json": google_fit(fitnessActivity="sleep"),
                "Takeout/Fit/All Data/raw.json": b'{"Data Source": "x", "Data Points": []}',
                "Takeout/Fitbit/exercise-0.json": fitbit({"startTime": "03/04/26 06:30:15"}),
                "Takeout/archive_browser.html": b"<html>",
            }
        ),
    )
    assert [it.at.day for it in found.new] == [2, 4]
    assert found.faults == ()


def test_importing_an_account_again_adds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "export.xml"
    path.write_bytes(apple(*(apple_workout(start=f"2026-03-{day:02d} 07:30:15 +0100") for day in range(1, 6))))
    first = preview([path], builders.diary(), today=TODAY, reading=BERLIN)
    diary = builders.diary([to_activity(it, BATCH) for it in first.new])
    assert (len(first.new), preview([path], diary, today=TODAY, reading=BERLIN).new) == (5, ())


def test_the_gear_of_runs_and_the_list_of_shoes_become_pairs_once(tmp_path: Path) -> None:
    rows = [
        strava_row(file=""),
        strava_row(date="Mar 4, 2026, 6:30:15 AM", file=""),
        strava_row(date="Mar 6, 2026, 6:30:15 AM", kind="Ride", file=""),
    ]
    header = STRAVA_HEADER.split(",")
    gear = header.index("Activity Gear")
    dressed = []
    for row, name in zip(rows, ("Ghost 14", "ghost  14", "Road bike"), strict=True):
        cells = next(csv.reader([row]))
        cells[gear] = name
        dressed.append(",".join(f'"{cell}"' for cell in cells))
    found = look(
        tmp_path,
        zipped(
            {
                "activities.csv": table(STRAVA_HEADER, *dressed),
                "shoes.csv": table("Shoe Name,Shoe Brand,Shoe Model", "Ghost 14,Brooks,Ghost 14", "Old ones,,"),
                "bikes.csv": b"Bike Name,Bike Brand\nRoad bike,x\n",
            }
        ),
    )
    assert found.faults == ()
    old = Shoes(id="00000000-0000-4000-8000-000000000001", name="Old ones")
    pairs, records = to_records(found.new, builders.diary(old), BATCH, found.files)
    assert [pair.name for pair in pairs] == ["Ghost 14"]
    assert [record.shoes_id for record in records] == [pairs[0].id, pairs[0].id, None]
    assert to_records((), builders.diary(), BATCH, found.files)[0][1].name == "Old ones"


def test_a_run_of_a_watch_and_its_row_of_an_account_are_one(tmp_path: Path) -> None:
    members = {"a.gpx": gpx(points(1800)), "exercise-0.json": fitbit({"distance": 4.5})}
    found = look(tmp_path, zipped(members))
    assert len(found.new) == len(found.duplicates) == 1
    other = {"a.gpx": gpx(points(1800), start=START + timedelta(days=1)), "exercise-0.json": fitbit({})}
    assert len(look(tmp_path, zipped(other)).new) == 2
