"""Account exports as they arrive, packed: Garmin's archives within one, Google's Takeout, Samsung Health's tables."""

from __future__ import annotations

import gzip
import struct
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import process_time

import pytest

from kneerehab.exchange import recordings
from kneerehab.exchange.activities import preview, read_again, to_activity
from tests import builders
from tests.account_files import epoch_ms, garmin
from tests.activity_files import START, FitSession, fit, fit_file, points, table, tcx, zipped
from tests.exchange.test_accounts import BATCH, BERLIN, RUN, TODAY, found_in, look


def test_the_tables_of_days_in_a_takeout_are_no_activities(tmp_path: Path) -> None:
    days = table(
        "Date,Move Minutes count,Calories (kcal),Distance (m)", "2026-03-02,72,1900,9120.5", "2026-03-03,5,,310"
    )
    found = look(
        tmp_path,
        zipped(
            {
                "Takeout/Fit/Activities/2026-03-02T07_30_15_PT30M_Running.tcx": tcx([points(1800)]),
                "Takeout/Fit/Daily activity metrics/Daily activity metrics.csv": days,
            }
        ),
    )
    assert ([it.metres for it in found.new], found.faults) == ([4500], ())


def test_the_recordings_of_a_garmin_account_are_read_out_of_the_archives_within_it(tmp_path: Path) -> None:
    days = [START + timedelta(days=day) for day in range(3)]
    runs = {
        f"mira@example.org_{day}.fit": fit(points(1800), FitSession(start=start, timer=1800, metres=4500), start=start)
        for day, start in enumerate(days)
    }
    settings = {"mira@example.org_9.fit": fit_file([(0, [(0, 0, 2), (1, 0x84, 1)])])}
    bulk = "DI_CONNECT/DI-Connect-Uploaded-Files/UploadedFiles_0-_Part"
    listed = [
        {"beginTimestamp": epoch_ms(start), "startTimeLocal": epoch_ms(start) + 3_600_000, "name": f"Run {day}"}
        for day, start in enumerate([*days, START + timedelta(days=5)])
    ]
    members = {
        f"{bulk}1.zip": zipped({**settings, **runs}),
        f"{bulk}2.zip": b"PK",
        "DI_CONNECT/DI-Connect-Fitness/mira_0_summarizedActivities.json": garmin(
            *({**each, "distance": 450_000.0} for each in listed)
        ),
        "DI_CONNECT/DI-Connect-Wellness/2026-03-01_sleepData.json": b"[]",
    }
    path = tmp_path / "export.zip"
    path.write_bytes(zipped(members))
    seen: list[tuple[int, int]] = []
    found = preview([path], builders.diary(), today=TODAY, reading=BERLIN, progress=lambda *at: seen.append(at))
    assert [(it.name, it.format) for it in found.new] == [
        ("Run 0", "fit"),
        ("Run 1", "fit"),
        ("Run 2", "fit"),
        ("Run 3", None),
    ]
    assert [(it.file, it.fault) for it in found.faults] == [
        ("UploadedFiles_0-_Part2.zip in export.zip", "The packed file is damaged or cut short.")
    ]
    assert seen[-1] == (7, 7), "the files within count"
    assert recordings.keep(tmp_path, found.files, found.new) == 3
    kept = recordings.find(tmp_path, to_activity(found.new[1], BATCH))
    assert kept is not None
    assert gzip.decompress(kept.read_bytes()) == runs["mira@example.org_1.fit"]
    file = next(it for it in found.files if it.candidates and it.candidates[0].at.day == 3)
    assert read_again(file, BERLIN).candidates == file.candidates


def test_an_archive_that_is_unpacked_again_for_each_of_its_files_is_refused(tmp_path: Path) -> None:
    inner = zipped({"0.dll": b"\0" * 2**24, "a.fit": b"x", "b.fit": b"y"}, zipfile.ZIP_STORED)
    start = inner.index(b"PK\1\2")
    first = inner.index(b"PK\1\2", start + 4)
    entries = inner[first : inner.index(b"PK\5\6")] * 4000  # all of them lie behind the large one
    bomb = inner[:start] + entries + struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 8000, 8000, len(entries), start, 0)
    path = tmp_path / "export.zip"
    path.write_bytes(zipped({"UploadedFiles_0-_Part1.zip": bomb}))
    begin = process_time()
    found = preview([path], builders.diary(), today=TODAY, reading=BERLIN)
    assert [it.fault for it in found.faults] == ["It unpacks to far more than any export holds, so it was not read."]
    assert process_time() - begin < 4


SAMSUNG = "com.samsung.health.exercise"


def samsung(*rows: str) -> bytes:
    names = ("exercise_type", "start_time", "end_time", "time_offset", "duration", "distance")
    head = ",".join(f"{SAMSUNG}.{name}" for name in names)
    return table("com.samsung.shealth.exercise,7005009,17", f"title,{head}", *rows)


def test_of_samsung_healths_tables_only_that_of_the_exercises_is_read(tmp_path: Path) -> None:
    steps = table(
        "com.samsung.shealth.tracker.pedometer_day_summary,7005009,1",
        "update_time,create_time,step_count,distance,calorie,day_time",
        "2026-03-02 20:00:00.000,2026-03-02 05:00:00.000,12000,9120.5,400,1772409600000",
    )
    row = ",1002,2026-03-02 06:30:15.000,2026-03-02 07:02:15.000,UTC+0100,1800000,5010.2"
    found = look(
        tmp_path,
        zipped(
            {
                "com.samsung.shealth.exercise.20260320144996.csv": samsung(row),
                "com.samsung.shealth.exercise.weather.20260320144996.csv": b"x\n",
                "com.samsung.shealth.tracker.pedometer_day_summary.20260320144996.csv": steps,
            }
        ),
    )
    assert [(it.at, it.kind, it.seconds, it.metres) for it in found.new] == [
        (datetime(2026, 3, 2, 7, 30), RUN, 1800, 5010)
    ]
    assert found.faults == ()


@pytest.mark.parametrize(
    ("offset", "at"),
    [
        ("UTC+0900", datetime(2026, 3, 2, 15, 30)),
        ("UTC-0330", datetime(2026, 3, 2, 3, 0)),
        ("UTC", datetime(2026, 3, 2, 6, 30)),
        ("UTC+9900", datetime(2026, 3, 2, 7, 30)),
        ("", datetime(2026, 3, 2, 7, 30)),
    ],
)
def test_a_run_of_samsung_health_shows_the_clock_that_was_there(offset: str, at: datetime) -> None:
    run = found_in(samsung(f",1002,2026-03-02 06:30:15.000,,{offset},1800000,5010.2"), "a.csv")[0]
    assert run.at == at
    assert run.moment == datetime(2026, 3, 2, 6, 30, 15, tzinfo=UTC)


def test_an_older_table_of_samsung_health_has_local_times_and_its_offset_in_milliseconds() -> None:
    data = table(
        SAMSUNG,
        "datauuid,exercise_type,duration,distance,time_offset,start_time",
        "w1,1002,1800000,5010.2,32400000,2026-03-02 15:30:15",
    )
    run = found_in(data, "a.csv")[0]
    assert (run.at, run.kind, run.seconds, run.metres) == (datetime(2026, 3, 2, 15, 30), RUN, 1800, 5010)
    assert run.moment is not None
    assert run.moment.astimezone(UTC).hour == 6
