"""The walks around a run: found by pace, cut from it as the plan counts, shown, and put back if wished."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kneerehab.domain.codes import ActivityKind
from kneerehab.exchange.activities import (
    Candidate,
    Reading,
    as_kind,
    duplicates,
    preview,
    read_bytes,
    to_activity,
    with_walks,
    without_walks,
)
from tests import builders
from tests.activity_files import (
    STRAVA_HEADER,
    FitSession,
    Point,
    fit,
    gpx,
    points,
    strava_row,
    table,
    tcx,
    zipped,
)

BERLIN = Reading(tz=ZoneInfo("Europe/Berlin"))
BATCH = "00000000-0000-4000-8000-00000000ba7c"
TODAY = date(2026, 3, 20)


def legs(*parts: tuple[int, float], every: int = 1) -> list[Point]:
    """A recording of stretches, each so many seconds at so many metres a second."""
    found = points(0)
    for seconds, speed in parts:
        found += points(seconds, speed, every=every, begin=found[-1])[1:]
    return found


def only(data: bytes, name: str = "a.gpx") -> Candidate:
    found = read_bytes(data, name, BERLIN)
    assert found.faults == ()
    return found.candidates[0]


AROUND = legs((300, 1.5), (1440, 2.6), (300, 1.4))


def test_a_run_is_cut_from_the_walks_before_and_after() -> None:
    run = only(gpx(AROUND))
    assert run.seconds == pytest.approx(1440, abs=15)
    assert run.metres == pytest.approx(3744, abs=40)
    assert run.at == datetime(2026, 3, 2, 7, 35)
    assert run.walks is not None
    assert run.walks.before is not None
    assert run.walks.after is not None
    assert (run.walks.before.seconds, run.walks.after.seconds) == (
        pytest.approx(300, abs=15),
        pytest.approx(300, abs=15),
    )


def test_what_was_cut_can_be_put_back_and_cut_again() -> None:
    run = only(gpx(AROUND))
    whole = with_walks(run)
    assert (whole.at, whole.seconds, whole.metres) == (datetime(2026, 3, 2, 7, 30), 2040, pytest.approx(4614, abs=5))
    assert with_walks(whole) == whole
    assert without_walks(whole) == run


@pytest.mark.parametrize("kind", ["tcx", "fit"])
def test_what_a_file_states_of_the_whole_is_lessened_by_the_walks(kind: str) -> None:
    session = FitSession(timer=2040, metres=4614)
    run = only(tcx([AROUND]) if kind == "tcx" else fit(AROUND, session), f"a.{kind}")
    assert run.seconds == pytest.approx(1440, abs=15)
    assert run.metres == pytest.approx(3744, abs=40)


@pytest.mark.parametrize(
    ("times", "run", "walk"), [(8, 60, 120), (6, 120, 120), (4, 240, 120), (4, 300, 60), (2, 660, 60)]
)
def test_the_walk_breaks_of_every_rung_of_the_ladder_stay_in_the_run(times: int, run: int, walk: int) -> None:
    found = only(gpx(legs((300, 1.5), *[(run, 2.5), (walk, 1.4)] * times, (300, 1.4))))
    assert found.kind is ActivityKind.RUN
    assert found.seconds == pytest.approx(times * (run + walk), abs=30)


def test_the_ladder_is_a_run_although_its_mean_speed_is_a_walks() -> None:
    found = only(gpx(legs((300, 1.4), *[(60, 2.4), (120, 1.3)] * 8, (300, 1.3)), name=None, kind=None))
    assert (found.kind, found.kind_guessed) == (ActivityKind.RUN, True)
    assert found.seconds == pytest.approx(1440, abs=30)


@pytest.mark.parametrize(
    "course",
    [
        legs((1800, 2.6)),
        legs((120, 1.4), (1800, 2.6), (120, 1.4)),  # as short as a break
        legs((1800, 1.7)),  # a slow runner
        legs((300, 1.6), (1440, 1.95)),  # hardly faster than the walk before it
        legs((600, 2.6), (300, 1.4), (600, 2.6)),  # a long break is no walk around the run
        legs((300, 0.0), (1440, 2.6), (300, 0.0)),  # standing isn't counted anyway
    ],
)
def test_where_nothing_is_clearly_a_walk_nothing_is_cut(course: list[Point]) -> None:
    found = only(gpx(course))
    assert found.walks is None or (found.walks.before is None and found.walks.after is None)


def test_a_crossing_that_is_jogged_over_does_not_begin_the_run() -> None:
    found = only(gpx(legs((150, 1.5), (20, 2.8), (150, 1.5), (1440, 2.6))))
    assert found.seconds == pytest.approx(1440, abs=20)


@pytest.mark.parametrize("every", [5, 20, 60])
def test_recordings_with_few_points_are_cut_as_well(every: int) -> None:
    found = only(gpx(legs((300, 1.5), (1440, 2.6), (300, 1.4), every=every)))
    assert found.seconds == pytest.approx(1440, abs=70)


def test_a_walk_keeps_its_jog_and_a_ride_its_slow_start() -> None:
    assert only(gpx(AROUND, kind="walking")).seconds == 2040
    assert only(gpx(legs((300, 1.5), (1440, 7.0)), kind="cycling")).seconds == 1740


def test_who_says_that_it_was_a_walk_gets_all_of_it() -> None:
    guess = only(gpx(AROUND, name=None, kind=None))
    assert (guess.kind, guess.kind_guessed) == (ActivityKind.RUN, True)
    walk = as_kind(guess, ActivityKind.WALK)
    assert (walk.seconds, walk.at) == (2040, datetime(2026, 3, 2, 7, 30))
    assert as_kind(walk, ActivityKind.RUN).seconds == guess.seconds


def test_a_table_of_the_same_export_knows_the_recording_with_its_walks(tmp_path: Path) -> None:
    row = strava_row(moving=2040, metres=4614, file="")
    path = tmp_path / "export.zip"
    path.write_bytes(zipped({"activities.csv": table(STRAVA_HEADER, row), "activities/1.gpx": gpx(AROUND)}))
    found = preview([path], builders.diary(), today=TODAY, reading=BERLIN)
    assert len(found.new) == len(found.duplicates) == 1


def test_a_table_that_comes_later_adds_no_second_run() -> None:
    run = only(gpx(AROUND))
    diary = builders.diary(to_activity(run, BATCH))
    row = only(table(STRAVA_HEADER, strava_row(moving=2040, metres=4614)), "activities.csv")
    assert duplicates([row], diary)[0] == ()
    other = replace(row, at=row.at + timedelta(hours=2))
    assert duplicates([other], diary)[0] == (other,)
