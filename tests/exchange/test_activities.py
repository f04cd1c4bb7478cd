"""Runs from GPX, TCX and FIT files: golden values of files made by the generator, and the stated rules."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import gpxpy
import pytest

from kneerehab.domain.codes import ActivityKind, CrossKind, FileFormat, Surface
from kneerehab.exchange.activities import Candidate, Reading, read_bytes, read_file, sports, suffixes
from tests import activity_files as files
from tests.activity_files import FitSession, Point, fit, gpx, points, tcx

BERLIN = Reading(tz=ZoneInfo("Europe/Berlin"))


def only(data: bytes, name: str, reading: Reading = BERLIN) -> Candidate:
    """The one candidate of a file without faults."""
    found = read_bytes(data, name, reading)
    assert found.faults == ()
    assert len(found.candidates) == 1
    return found.candidates[0]


def test_a_gpx_run_gives_local_start_time_distance_surface_cadence_and_name() -> None:
    data = gpx(points(1800))
    assert only(data, "run.gpx") == Candidate(
        at=datetime(2026, 3, 2, 7, 30),
        kind=ActivityKind.RUN,
        seconds=1800,
        metres=4500,
        surfaces=(Surface.FLAT_ROAD,),
        surface_reason="0 m up per km; below 15 m it counts as flat.",
        steps_per_minute=164,
        name="Morning run",
        format=FileFormat.GPX,
        digest=hashlib.sha256(data).hexdigest(),
        moment=files.START,
        file="run.gpx",
    )


def test_a_tcx_run_takes_time_and_distance_from_its_laps() -> None:
    course = points(1800)
    found = only(tcx([course[:901], course[900:]], notes="With  Anna\n"), "run.tcx")
    assert (found.at, found.kind, found.seconds, found.metres) == (
        datetime(2026, 3, 2, 7, 30),
        ActivityKind.RUN,
        1800,
        4500,
    )
    assert (found.steps_per_minute, found.name, found.format) == (164, "With Anna", FileFormat.TCX)


def test_a_tcx_run_without_totals_is_summed_up() -> None:
    found = only(tcx([points(1800)], totals=False), "run.tcx")
    assert (found.seconds, found.metres) == (1800, 4500)


def test_a_fit_run_takes_what_its_session_states() -> None:
    session = FitSession(timer=1810.5, moving=1795.2, metres=4512.3, ascent=90, cadence=83, rpe=40)
    found = only(fit(points(1800), session), "RUN.FIT")
    assert (found.at, found.kind, found.seconds, found.metres) == (
        datetime(2026, 3, 2, 7, 30),
        ActivityKind.RUN,
        1795,
        4512,
    )
    assert (found.surfaces, found.steps_per_minute, found.effort) == ((Surface.HILLY,), 166, 4)
    assert found.surface_reason == "20 m up per km; from 15 m it counts as hilly."


def test_a_treadmill_fit_file_has_no_positions_and_counts_the_timer() -> None:
    session = FitSession(sub_sport=files.TREADMILL, timer=1800, moving=60, metres=4500)
    found = only(fit(points(1800, placed=False), session), "run.fit")
    assert (found.seconds, found.metres, found.surfaces) == (1800, 4500, (Surface.TREADMILL,))
    assert found.surface_reason == "The file says it was indoors."


def test_a_run_without_positions_is_suggested_as_treadmill() -> None:
    found = only(fit(points(1800, placed=False), FitSession(timer=1800, metres=4500)), "run.fit")
    assert found.surfaces == (Surface.TREADMILL,)
    assert only(tcx([points(1800, placed=False)]), "run.tcx").surfaces == (Surface.TREADMILL,)


def test_a_run_on_a_track_is_suggested_as_such() -> None:
    found = only(fit(points(1800), FitSession(sub_sport=files.TRACK, timer=1800, metres=4500)), "run.fit")
    assert found.surfaces == (Surface.TRACK,)


def test_a_fit_file_without_a_session_is_summed_up_from_its_records() -> None:
    found = only(fit(points(1800)), "run.fit")
    assert (found.kind, found.kind_guessed, found.seconds, found.metres) == (ActivityKind.RUN, True, 1800, 4500)


def test_a_watch_that_knows_its_own_zone_is_believed_before_the_computer() -> None:
    found = only(fit(points(600), FitSession(timer=600, metres=1500), zone=timedelta(hours=-8)), "run.fit")
    assert found.at == datetime(2026, 3, 1, 22, 30)


def test_a_zone_no_clock_can_have_is_ignored() -> None:
    found = only(fit(points(600), FitSession(timer=600, metres=1500), zone=timedelta(hours=40)), "run.fit")
    assert found.at == datetime(2026, 3, 2, 7, 30)


@pytest.mark.parametrize(
    ("utc", "local"),
    [
        (datetime(2026, 3, 29, 0, 59, 59, tzinfo=UTC), datetime(2026, 3, 29, 1, 59)),
        (datetime(2026, 3, 29, 1, 0, 0, tzinfo=UTC), datetime(2026, 3, 29, 3, 0)),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 2, 30)),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), datetime(2026, 10, 25, 2, 30)),
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), datetime(2027, 1, 1, 0, 30)),
        (datetime(2028, 2, 28, 23, 30, tzinfo=UTC), datetime(2028, 2, 29, 0, 30)),
    ],
)
def test_a_start_is_what_the_clock_on_the_wall_showed(utc: datetime, local: datetime) -> None:
    assert only(gpx(points(600), start=utc), "run.gpx").at == local
    assert only(tcx([points(600)], start=utc), "run.tcx").at == local


def test_without_a_zone_the_computers_own_is_used() -> None:
    expected = files.START.astimezone().replace(tzinfo=None, second=0)
    assert only(gpx(points(600)), "run.gpx", Reading()).at == expected


def test_a_pause_counts_neither_in_time_nor_in_distance() -> None:
    first = points(600)
    second = points(600, begin=replace(first[-1], seconds=1500, metres=1600, lat=(first[-1].lat or 0) + 0.001))
    assert (only(gpx(first, second), "run.gpx").seconds, only(gpx(first, second), "run.gpx").metres) == (1200, 3000)
    gapped = only(gpx([*first, *second]), "run.gpx")
    assert (gapped.seconds, gapped.metres) == (1200, 3000)


def test_points_that_are_a_minute_apart_are_no_pause() -> None:
    found = only(gpx(points(1800, every=60)), "run.gpx")
    assert (found.seconds, found.metres) == (1800, 4500)


def test_standing_at_a_light_does_not_count_even_when_the_receiver_trembles() -> None:
    first = points(600)
    lights = [
        replace(first[-1], seconds=600 + passed, lat=(first[-1].lat or 0) + (2e-5 if passed % 2 else -1e-5))
        for passed in range(1, 121)
    ]
    after = points(600, begin=replace(first[-1], seconds=720))
    found = only(gpx([*first, *lights, *after[1:]]), "run.gpx")
    assert found.seconds == pytest.approx(1200, abs=5)
    assert found.metres == pytest.approx(3000, abs=15)


def test_one_stray_point_adds_nothing() -> None:
    course = points(1800)
    stray = replace(course[900], lat=(course[900].lat or 0) + 0.05)
    found = only(gpx([*course[:900], stray, *course[901:]]), "run.gpx")
    assert (found.seconds, found.metres) == (1800, 4500)


def test_a_jump_that_lasts_is_not_run_but_the_course_goes_on_behind_it() -> None:
    first = points(600)
    far = points(600, begin=replace(first[-1], seconds=601, lat=(first[-1].lat or 0) + 0.1))
    found = only(gpx([*first, *far]), "run.gpx")
    assert found.metres == pytest.approx(3000, abs=10)
    assert found.seconds == pytest.approx(1200, abs=5)


def test_a_round_on_a_track_is_as_long_as_it_is() -> None:
    found = only(gpx(points(1600, 2.5, circle=63.66)), "run.gpx")
    assert found.metres == pytest.approx(4000, rel=0.005)


def test_distances_agree_with_gpxpy() -> None:
    data = gpx(points(1800, 2.7, circle=900))
    expected = gpxpy.parse(data.decode()).tracks[0].length_2d()
    assert only(data, "run.gpx").metres == pytest.approx(expected, rel=0.005)


def test_points_back_in_time_are_skipped() -> None:
    course = points(600)
    found = only(gpx([*course, *course[:300], *points(600, begin=replace(course[-1], seconds=601))]), "run.gpx")
    assert found.metres == pytest.approx(3000, abs=10)
    assert found.seconds == pytest.approx(1200, abs=5)


def test_ascent_per_km_suggests_flat_or_hilly_and_says_why() -> None:
    flat = only(gpx(points(3600, climb_per_km=10)), "run.gpx")
    hilly = only(gpx(points(3600, climb_per_km=30)), "run.gpx")
    assert flat.surfaces == (Surface.FLAT_ROAD,)
    assert hilly.surfaces == (Surface.HILLY,)
    assert hilly.surface_reason == "30 m up per km; from 15 m it counts as hilly."


def test_noise_of_the_height_makes_no_hill() -> None:
    course = [replace(point, height=40 + (3 if index % 7 else 0)) for index, point in enumerate(points(3600))]
    assert only(gpx(course), "run.gpx").surfaces == (Surface.FLAT_ROAD,)


def test_without_heights_no_surface_is_suggested() -> None:
    found = only(gpx([replace(point, height=None) for point in points(1800)]), "run.gpx")
    assert (found.surfaces, found.surface_reason) == ((), None)


def test_what_a_file_does_not_say_stays_unknown() -> None:
    bare = [replace(point, cadence=None, height=None) for point in points(1800)]
    found = only(gpx(bare, name=None, kind=None), "run.gpx")
    assert (found.steps_per_minute, found.effort, found.name, found.kind_guessed) == (None, None, None, True)
    fitted = only(fit([], FitSession(timer=1800)), "run.fit")
    assert (fitted.seconds, fitted.metres, fitted.steps_per_minute) == (1800, None, None)


@pytest.mark.parametrize(
    ("speed", "kind"), [(1.4, ActivityKind.WALK), (2.6, ActivityKind.RUN), (8.0, ActivityKind.CROSS)]
)
def test_speed_hints_at_the_kind_when_the_file_does_not_say(speed: float, kind: ActivityKind) -> None:
    found = only(gpx(points(1800, speed), name=None, kind=None), "run.gpx")
    assert (found.kind, found.kind_guessed) == (kind, True)


@pytest.mark.parametrize(
    ("words", "kind", "cross"),
    [
        ("running", ActivityKind.RUN, None),
        ("Trail Run", ActivityKind.RUN, None),
        ("9", ActivityKind.RUN, None),
        ("Laufen", ActivityKind.RUN, None),
        ("treadmill walking", ActivityKind.WALK, None),
        ("Hike", ActivityKind.WALK, None),
        ("cycling", ActivityKind.CROSS, CrossKind.CYCLE),
        ("E-Bike Ride", ActivityKind.CROSS, CrossKind.CYCLE),
        ("lap_swimming swimming", ActivityKind.CROSS, CrossKind.SWIM),
        ("Rowing", ActivityKind.CROSS, CrossKind.ROW),
        ("Weight Training", ActivityKind.CROSS, CrossKind.STRENGTH),
        ("Soccer", ActivityKind.CROSS, CrossKind.BALL),
        ("Yoga", ActivityKind.CROSS, CrossKind.OTHER),
    ],
)
def test_words_for_sports_are_understood(words: str, kind: ActivityKind, cross: CrossKind | None) -> None:
    sport = sports.named(words)
    assert sport is not None
    assert (sport.kind, sport.cross_kind) == (kind, cross)


@pytest.mark.parametrize("words", ["", "generic", "Other", "  ", "generic generic", "🏃", "\0"])
def test_words_that_name_no_sport_are_left_open(words: str) -> None:
    assert sports.named(words) is None


def test_cross_training_has_no_surface_and_no_steps() -> None:
    found = only(fit(points(1800, 7.0), FitSession(sport=files.CYCLING, timer=1800, metres=12600, cadence=80)), "a.fit")
    assert (found.kind, found.cross_kind, found.surfaces) == (ActivityKind.CROSS, CrossKind.CYCLE, ())
    assert found.steps_per_minute is None


@pytest.mark.parametrize(
    ("cadence", "kind", "steps"),
    [
        (82, ActivityKind.RUN, 164),
        (164, ActivityKind.RUN, 164),
        (55, ActivityKind.WALK, 110),
        (110, ActivityKind.WALK, 110),
        (0, ActivityKind.RUN, None),
        (20, ActivityKind.RUN, None),
        (None, ActivityKind.RUN, None),
    ],
)
def test_steps_are_those_of_both_legs(cadence: int | None, kind: ActivityKind, steps: int | None) -> None:
    assert sports.steps_per_minute(cadence, kind) == steps


def test_each_session_of_a_fit_file_is_an_activity() -> None:
    later = files.START + timedelta(seconds=2000)
    data = fit(
        points(3600),
        FitSession(sport=files.CYCLING, timer=1900, metres=15000),
        FitSession(sport=files.TRANSITION, timer=90),
        FitSession(sport=files.RUNNING, timer=1600, metres=4000, start=later),
    )
    found = read_bytes(data, "brick.fit", BERLIN).candidates
    assert [(it.kind, it.seconds, it.place, it.alone) for it in found] == [
        (ActivityKind.CROSS, 1900, 1, False),
        (ActivityKind.RUN, 1600, 3, False),
    ]
    assert found[1].at == datetime(2026, 3, 2, 8, 3)


def test_each_track_of_a_gpx_file_is_an_activity_and_one_without_times_is_named() -> None:
    tracks = [
        files.gpx_track(points(600), name="one"),
        files.gpx_track(name="planned"),
        files.gpx_track(points(900), start=files.START + timedelta(days=1), name="two"),
    ]
    found = read_bytes(files.gpx_of(tracks), "all.gpx", BERLIN)
    assert [(it.name, it.place, it.seconds) for it in found.candidates] == [("one", 1, 600), ("two", 3, 900)]
    assert found.faults == ("Track 2 has no points with place and time.",)


def test_a_packed_file_is_the_same_as_the_plain_one() -> None:
    data = fit(points(600), FitSession(timer=600, metres=1500))
    assert replace(only(gzip.compress(data), "run.fit.gz"), file="run.fit") == only(data, "run.fit")


def test_a_file_on_disk_is_read_whatever_its_name(tmp_path: Path) -> None:
    path = tmp_path / "Läufe \u202egpj.exe\n '; DROP TABLE.GPX"
    path.write_bytes(gpx(points(600)))
    found = read_file(path, BERLIN)
    assert len(found.candidates) == 1
    assert found.file == "Läufe gpj.exe '; DROP TABLE.GPX"


def test_file_dialogs_are_told_every_suffix() -> None:
    plain = (".gpx", ".tcx", ".fit", ".csv", ".xml", ".json", ".db")
    assert suffixes() == (*plain, *(suffix + ".gz" for suffix in plain), ".zip")


def test_blanks_before_the_declaration_are_forgiven() -> None:
    assert only(b"          " + tcx([points(600)]), "strava.tcx").seconds == 600


def test_other_encodings_are_understood() -> None:
    text = gpx(points(60), name="Lauf über Höhen").decode()
    for encoding in ("utf-16", "iso-8859-1", "cp1252"):
        written = text.replace("UTF-8", encoding).encode(encoding)
        assert only(written, "run.gpx").name == "Lauf über Höhen"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("שלום ריצה", "שלום ריצה"),
        ("a\u202egnp\u2066b", "agnpb"),
        ("🏃🏽\u200d♀️ morning", "🏃🏽\u200d♀️ morning"),
        ("&lt;b&gt;x&lt;/b&gt; &#9;y", "<b>x</b> y"),
        ("x" * 5000, "x" * 99 + "…"),
        ("   ", None),
    ],
)
def test_names_are_one_harmless_line(written: str, shown: str | None) -> None:
    assert only(gpx(points(60), name=written), "run.gpx").name == shown


def test_a_point_without_place_leaves_a_hole_not_a_fault() -> None:
    holes = [
        Point(seconds=point.seconds, metres=point.metres, lat=None, lon=None) if 100 < point.seconds < 130 else point
        for point in points(600)
    ]
    found = only(tcx([holes], totals=False), "run.tcx")
    assert (found.seconds, found.metres) == (600, 1500)
