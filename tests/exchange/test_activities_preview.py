"""What an import would add, what the diary already has, and what is wrong with the rest."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from kneerehab.domain.activity import Activity
from kneerehab.domain.codes import ActivityKind, CrossKind, FileFormat, Surface
from kneerehab.domain.fields import field_faults
from kneerehab.domain.rules import contradictions
from kneerehab.exchange.activities import Candidate, Reading, Stopped, duplicates, preview, read_bytes, to_activity
from kneerehab.exchange.diary_json import read_diary, write_diary
from tests import builders
from tests.activity_files import START, FitSession, fit, gpx, points, table, tcx

BERLIN = Reading(tz=ZoneInfo("Europe/Berlin"))
TODAY = date(2026, 3, 20)
BATCH = "00000000-0000-4000-8000-00000000ba7c"


def a_candidate(**changes: Any) -> Candidate:
    base = Candidate(
        at=datetime(2026, 3, 2, 7, 30),
        kind=ActivityKind.RUN,
        seconds=1800,
        metres=5000,
        surfaces=(Surface.FLAT_ROAD,),
        format=FileFormat.GPX,
        digest="a" * 64,
        file="run.gpx",
    )
    return replace(base, **changes)


def a_run(**changes: Any) -> Activity:
    return replace(to_activity(a_candidate(digest="b" * 64), BATCH), **changes)


def test_an_import_fills_what_a_file_knows_and_nothing_else() -> None:
    record = to_activity(a_candidate(name="Morning run", effort=4, steps_per_minute=164), BATCH)
    assert (record.at, record.kind, record.seconds, record.metres) == (
        datetime(2026, 3, 2, 7, 30),
        ActivityKind.RUN,
        1800,
        5000,
    )
    assert (record.surfaces, record.effort, record.steps_per_minute) == ((Surface.FLAT_ROAD,), 4, 164)
    assert (record.pain_before, record.pain_during, record.pain_after, record.form_changed) == (None,) * 4
    assert (record.shoes_id, record.changed, record.note) == (None, None, "Morning run")
    assert record.source is not None
    assert (record.source.format, record.source.digest, record.source.batch) == (FileFormat.GPX, "a" * 64, BATCH)
    assert field_faults(record) == contradictions(record) == []


def test_what_was_imported_survives_a_diary_file() -> None:
    found = [
        *read_bytes(gpx(points(600)), "a.gpx", BERLIN).candidates,
        *read_bytes(tcx([points(600)], sport="Biking"), "a.tcx", BERLIN).candidates,
        *read_bytes(fit(points(600), FitSession(timer=600, metres=1500, rpe=20)), "a.fit", BERLIN).candidates,
        *read_bytes(table("date,km", "2026-03-02,5"), "a.csv", BERLIN).candidates,
    ]
    diary = builders.diary([to_activity(candidate, BATCH) for candidate in found])
    assert read_diary(write_diary(diary, None)).activities == diary.activities
    assert len(diary.activities) == 4


@pytest.mark.parametrize(
    ("changes", "same"),
    [
        ({}, True),
        ({"at": datetime(2026, 3, 2, 7, 32)}, True),
        ({"at": datetime(2026, 3, 2, 7, 28)}, True),
        ({"at": datetime(2026, 3, 2, 7, 33)}, False),
        ({"metres": 5150}, True),
        ({"metres": 5160}, False),
        ({"metres": None}, True),
        ({"metres": None, "seconds": 1900}, False),
        ({"kind": ActivityKind.CROSS, "cross_kind": CrossKind.STRENGTH, "surfaces": (), "metres": None}, False),
        ({"source": None}, True),
    ],
)
def test_same_start_and_near_same_length_is_a_duplicate(changes: dict[str, Any], same: bool) -> None:
    new, repeated = duplicates([a_candidate()], builders.diary(a_run(**changes)))
    assert (len(new), len(repeated)) == ((0, 1) if same else (1, 0))
    if same:
        assert repeated[0].reason == "The diary has one with the same start and about the same length."
        assert repeated[0].activity is not None


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": ActivityKind.WALK},
        {"kind": ActivityKind.CROSS, "cross_kind": CrossKind.CYCLE, "surfaces": ()},
    ],
)
def test_what_the_diary_has_as_another_kind_comes_no_second_time_and_is_told(changes: dict[str, Any]) -> None:
    new, repeated = duplicates([a_candidate()], builders.diary(a_run(**changes)))
    assert new == ()
    assert repeated[0].reason == "The diary has it as another kind of activity. Please look there which is right."


def test_a_run_entered_by_hand_without_a_time_is_no_duplicate_of_one_with_only_a_distance() -> None:
    new, repeated = duplicates([a_candidate(seconds=None)], builders.diary(a_run(metres=None)))
    assert (len(new), len(repeated)) == (1, 0)


def test_two_minutes_reach_over_midnight() -> None:
    late = a_run(at=datetime(2026, 3, 1, 23, 59))
    assert duplicates([a_candidate(at=datetime(2026, 3, 2, 0, 1))], builders.diary(late))[0] == ()


def test_the_same_file_is_a_duplicate_even_after_the_record_was_edited() -> None:
    edited = a_run(at=datetime(2026, 3, 5, 9, 0), metres=1, source=to_activity(a_candidate(), BATCH).source)
    new, repeated = duplicates([a_candidate()], builders.diary(edited))
    assert new == ()
    assert repeated[0].reason == "This file was imported before."


def test_of_a_file_with_many_only_those_that_are_there_are_duplicates() -> None:
    first, second = a_candidate(alone=False), a_candidate(alone=False, at=datetime(2026, 3, 9, 7, 30), place=2)
    new, repeated = duplicates([first, second], builders.diary(to_activity(first, BATCH)))
    assert (new, [it.candidate for it in repeated]) == ((second,), [first])


def test_the_same_run_in_two_formats_is_taken_once() -> None:
    other = a_candidate(format=FileFormat.FIT, digest="c" * 64, file="run.fit", metres=5010)
    new, repeated = duplicates([a_candidate(), other], builders.diary())
    assert len(new) == len(repeated) == 1
    assert repeated[0].activity is None
    assert repeated[0].reason == "Another one of this import has the same start and about the same length."


def test_a_table_without_times_is_compared_by_the_day() -> None:
    found = a_candidate(at=datetime(2026, 3, 2, 12, 0), time_known=False, format=FileFormat.CSV)
    assert duplicates([found], builders.diary(a_run()))[0] == ()
    assert duplicates([replace(found, metres=9000)], builders.diary(a_run()))[0] != ()


def test_a_preview_sorts_files_into_new_duplicate_and_wrong(tmp_path: Path) -> None:
    def put(name: str, data: bytes) -> Path:
        (tmp_path / name).write_bytes(data)
        return tmp_path / name

    paths = [
        put("new.gpx", gpx(points(1800))),
        put("again.fit", fit(points(1800), FitSession(timer=1800, metres=4500))),
        put("other.tcx", tcx([points(900)], start=START + timedelta(days=1))),
        put("broken.gpx", b"<gpx>"),
        put("future.gpx", gpx(points(900), start=START + timedelta(days=400))),
        put("old.csv", table("date,km", "2001-01-01,5", "2026-03-03,oops")),
    ]
    seen: list[tuple[int, int]] = []
    found = preview(
        paths, builders.diary(), today=TODAY, reading=BERLIN, progress=lambda done, of: seen.append((done, of))
    )
    assert [it.file for it in found.new] == ["new.gpx", "other.tcx"]
    assert [it.candidate.file for it in found.duplicates] == ["again.fit"]
    assert [(it.file, it.fault) for it in found.faults] == [
        ("broken.gpx", "The file is empty or cut short."),
        ("old.csv", "Line 3: “oops” is not a distance."),
        ("future.gpx", "The activity of 2027-04-06 08:30 lies in the future."),
        ("old.csv", "The activity of 2001-01-01 12:00 is more than 20 years away from the start of the plan."),
    ]
    assert seen == [(number, 6) for number in range(1, 7)]
    assert found.files[-1].mapping is not None


def test_importing_everything_again_adds_nothing(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"{number}.gpx").write_bytes(gpx(points(900 + number), start=START + timedelta(days=number)))
    paths = sorted(tmp_path.iterdir())
    first = preview(paths, builders.diary(), today=TODAY, reading=BERLIN)
    diary = builders.diary([to_activity(candidate, BATCH) for candidate in first.new])
    second = preview(paths, diary, today=TODAY, reading=BERLIN)
    assert (len(first.new), len(second.new), len(second.duplicates)) == (5, 0, 5)


def test_a_preview_can_be_stopped(tmp_path: Path) -> None:
    path = tmp_path / "run.gpx"
    path.write_bytes(gpx(points(60)))
    with pytest.raises(Stopped):
        preview([path], builders.diary(), today=TODAY, reading=Reading(stop=lambda: True))
