"""Single runs out as GPX and TCX: with the track of the recording that was kept, without the walks, without pain."""

from __future__ import annotations

import gzip
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import gpxpy
import pytest

from kneerehab.domain.activity import Activity
from kneerehab.domain.codes import ActivityKind, CrossKind
from kneerehab.domain.fields import KneeScores
from kneerehab.exchange import recordings
from kneerehab.exchange.activities import Reading, preview, read_bytes, to_activity, tracks, with_walks
from kneerehab.exchange.run_out import Point, gpx, tcx
from tests import activity_files as files
from tests import builders
from tests.activity_files import FitSession, fit, points, zipped
from tests.exchange.test_walks import AROUND

BERLIN = Reading(tz=ZoneInfo("Europe/Berlin"))
TODAY = date(2026, 3, 20)
BATCH = "00000000-0000-4000-8000-00000000ba7c"
COURSE = points(1800, circle=300)
MADE = {
    "gpx": files.gpx(COURSE),
    "tcx": files.tcx([COURSE]),
    "fit": fit(COURSE, FitSession(timer=1800, metres=4500)),
}


def imported(folder: Path, data: bytes, name: str) -> Activity:
    """A run whose recording was kept."""
    path = folder / name
    path.write_bytes(data)
    found = preview([path], builders.diary(), today=TODAY, reading=BERLIN)
    assert recordings.keep(folder, found.files, found.new) == 1
    return to_activity(found.new[0], BATCH)


@pytest.mark.parametrize("suffix", [".gpx", ".tcx"])
@pytest.mark.parametrize("kind", MADE)
def test_a_kept_run_goes_out_and_comes_in_as_it_was(tmp_path: Path, kind: str, suffix: str) -> None:
    run = imported(tmp_path, MADE[kind], f"a.{kind}")
    out = recordings.run_file(tmp_path, run, suffix)
    back = read_bytes(out, f"b{suffix}", BERLIN)
    assert back.faults == ()
    found = back.candidates[0]
    assert (found.at, found.kind, found.seconds) == (run.at, ActivityKind.RUN, run.seconds)
    assert found.metres == pytest.approx(4500, rel=0.005)
    assert found.surfaces == run.surfaces


@pytest.mark.parametrize("suffix", [".gpx", ".tcx"])
def test_the_track_of_a_watch_that_knew_no_date_goes_out_at_the_runs_own(tmp_path: Path, suffix: str) -> None:
    early = datetime(1990, 7, 9, 7, 0, 42, tzinfo=UTC)
    ahead = files.START - early
    session = FitSession(timer=1800, metres=4500, start=early)
    run = imported(tmp_path, fit(COURSE, session, start=early, zone=ahead), "a.fit")
    back = read_bytes(recordings.run_file(tmp_path, run, suffix), f"b{suffix}").candidates[0]
    assert (back.at, back.seconds) == (datetime(2026, 3, 2, 6, 30), 1800) == (run.at, run.seconds)


def test_a_gpx_file_is_one_that_others_read(tmp_path: Path) -> None:
    run = imported(tmp_path, MADE["fit"], "a.fit")
    track = gpxpy.parse(recordings.run_file(tmp_path, run, ".gpx").decode()).tracks[0]
    assert (track.type, track.get_points_no(), track.length_2d()) == ("running", 1801, pytest.approx(4500, rel=0.005))
    assert track.get_time_bounds().start_time == files.START.replace(microsecond=0)


def test_a_recording_that_can_t_be_read_to_its_end_gives_no_half_of_a_track(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = imported(tmp_path, MADE["gpx"], "a.gpx")
    monkeypatch.setattr(tracks, "MOST_POINTS", 1000)
    assert recordings.track(tmp_path, run) == []
    with pytest.raises(ValueError, match="No track"):
        recordings.run_file(tmp_path, run, ".gpx")


@pytest.mark.parametrize("cut", [True, False])
def test_the_walks_that_were_cut_from_a_run_stay_out_of_its_track(tmp_path: Path, cut: bool) -> None:
    path = tmp_path / "a.gpx"
    path.write_bytes(files.gpx(AROUND))
    found = preview([path], builders.diary(), today=TODAY, reading=BERLIN)
    recordings.keep(tmp_path, found.files, found.new)
    chosen = found.new[0] if cut else with_walks(found.new[0])
    out = gpxpy.parse(recordings.run_file(tmp_path, to_activity(chosen, BATCH), ".gpx").decode())
    assert out.get_duration() == pytest.approx(1440 if cut else 2040, abs=25)


def test_a_recording_in_an_archive_is_kept_unpacked_and_packed_once(tmp_path: Path) -> None:
    data = MADE["fit"]
    archive = zipped({"activities/1.fit.gz": gzip.compress(data)})
    run = imported(tmp_path, archive, "export.zip")
    kept = recordings.find(tmp_path, run)
    assert kept is not None
    assert gzip.decompress(kept.read_bytes()) == data
    assert recordings.left(tmp_path) == (kept,)
    recordings.forget(tmp_path)
    assert (recordings.find(tmp_path, run), recordings.left(tmp_path)) == (None, ())


def test_a_run_without_a_track_goes_out_as_tcx_alone(tmp_path: Path) -> None:
    run = builders.run(3)
    with pytest.raises(ValueError, match="No track of this run was kept"):
        recordings.run_file(tmp_path, run, ".gpx")
    back = read_bytes(recordings.run_file(tmp_path, run, ".tcx"), "b.tcx", Reading()).candidates[0]
    assert (back.at, back.kind, back.seconds, back.metres) == (run.at, ActivityKind.RUN, run.seconds, run.metres)


def test_neither_pain_nor_note_nor_shoes_go_out(tmp_path: Path) -> None:
    run = imported(tmp_path, MADE["gpx"], "a.gpx")
    told = replace(run, note="left knee <hurts>", pain_during=KneeScores(left=7), effort=9)
    for suffix in (".gpx", ".tcx"):
        assert recordings.run_file(tmp_path, told, suffix) == recordings.run_file(tmp_path, run, suffix)


def test_a_pause_begins_another_segment_and_a_ride_is_called_one() -> None:
    ride = Activity(id=BATCH, at=datetime(2026, 3, 2, 7, 30), kind=ActivityKind.CROSS, cross_kind=CrossKind.CYCLE)
    track = [Point(at=at, lat=52.5, lon=13.4, metres=at, height=None) for at in (0, 10, 200, 210)]
    assert gpx(ride, track).count(b"<trkseg>") == 2
    assert b"<type>cycling</type>" in gpx(ride, track)
    assert b'Sport="Biking"' in tcx(ride, track)


@pytest.mark.parametrize("suffix", [".gpx", ".tcx"])
def test_a_run_abroad_that_comes_back_by_another_clock_is_marked_and_left_to_the_runner(
    tmp_path: Path, suffix: str
) -> None:
    run = imported(tmp_path, MADE["fit"], "a.fit")
    again = tmp_path / f"again{suffix}"
    again.write_bytes(recordings.run_file(tmp_path, run, suffix))
    for zone in ("Asia/Kathmandu", "America/Los_Angeles", "Asia/Tokyo"):
        found = preview([again], builders.diary(run), today=TODAY, reading=Reading(tz=ZoneInfo(zone)))
        assert found.duplicates == ()
        (new,) = found.new
        assert f"{run.at:%Y-%m-%d %H:%M}" in (new.warning or ""), zone
    for other in (replace(run, seconds=run.seconds + 60), replace(run, at=run.at.replace(minute=run.at.minute + 4))):
        found = preview([again], builders.diary(other), today=TODAY, reading=Reading(tz=ZoneInfo("Asia/Tokyo")))
        assert found.new[0].warning is None
    found = preview([again], builders.diary(run), today=TODAY, reading=BERLIN)
    assert len(found.duplicates) == 1
