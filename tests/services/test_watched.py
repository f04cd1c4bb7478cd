"""A watched folder and a plugged-in watch: what is new is offered once, what is half-written is left alone."""

from __future__ import annotations

import gzip
import os
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kneerehab.exchange.activities import Reading, to_activity
from kneerehab.services.watched import GIVEN_UP_SECONDS, Watch, is_whole, offer, watch_folders
from tests import builders
from tests.account_files import fitbit
from tests.activity_files import START, FitSession, fit, gpx, points, tcx, zipped

NOW = 1_800_000_000.0
BERLIN = Reading(tz=ZoneInfo("Europe/Berlin"))
TODAY = date(2026, 3, 20)
FIT = fit(points(600), FitSession(timer=600, metres=1500))
ZIP = zipped({"1001.fit": FIT})


def put(path: Path, data: bytes, age: float = 60) -> Path:
    """A file that was last written to so many seconds ago."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    os.utime(path, (NOW - age, NOW - age))
    return path


@pytest.fixture
def watch(tmp_path: Path) -> Watch:
    return Watch(tmp_path / "data" / "seen.json")


def names(found: Sequence[Path]) -> list[str]:
    return sorted(path.name for path in found)


def test_a_file_is_offered_at_the_second_look_and_once(watch: Watch, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    put(folder / "a.fit", FIT)
    assert watch.look([folder], NOW) == []
    assert names(watch.look([folder], NOW + 30)) == ["a.fit"]
    assert watch.look([folder], NOW + 60) == []


def test_what_is_still_written_to_is_left_alone(watch: Watch, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    path = put(folder / "a.gpx", gpx(points(600))[:5000], age=0)
    assert watch.look([folder], NOW) == watch.look([folder], NOW + 1) == []
    put(path, gpx(points(600)), age=-30)
    assert watch.look([folder], NOW + 31) == [], "it has grown since the last look"
    assert names(watch.look([folder], NOW + 90)) == ["a.gpx"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.fit", FIT),
        ("a.gpx", gpx(points(600))),
        ("a.tcx", tcx([points(600)])),
        ("exercise-0.json", fitbit({})),
        ("a.zip", ZIP),
    ],
)
def test_what_lacks_its_end_is_left_alone_for_an_hour(watch: Watch, tmp_path: Path, name: str, data: bytes) -> None:
    folder = tmp_path / "in"
    path = put(folder / name, data[: len(data) * 2 // 3])
    assert not is_whole(path)
    watch.look([folder], NOW)
    assert watch.look([folder], NOW + 30) == []
    assert names(watch.look([folder], NOW + GIVEN_UP_SECONDS)) == [name]
    assert is_whole(put(folder / name, data))


def test_a_recording_that_goes_on_is_not_whole(tmp_path: Path) -> None:
    assert not is_whole(put(tmp_path / "a.fit", FIT[:4] + bytes(4) + FIT[8:]))


def test_what_was_settled_never_comes_again_not_even_under_another_name_or_after_a_restart(
    watch: Watch, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    first = put(folder / "a.fit", FIT)
    put(folder / "b.gpx", gpx(points(600), start=START + timedelta(days=1)))
    watch.look([folder], NOW)
    watch.look([folder], NOW + 30)
    watch.settle([first])
    put(folder / "deep" / "copy.fit", FIT)
    again = Watch(tmp_path / "data" / "seen.json")
    again.look([folder], NOW + 60)
    assert names(again.look([folder], NOW + 90)) == ["b.gpx"]


def test_only_files_of_a_known_kind_are_looked_at_and_none_of_them_is_changed(watch: Watch, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    put(folder / ".hidden.fit", FIT)
    put(folder / "note.txt", b"x")
    put(folder / "mira.json", b'{"format": "kneerehab-diary"}')
    put(folder / "empty.fit", b"")
    (folder / "link.fit").symlink_to(put(tmp_path / "elsewhere.fit", FIT))
    (folder / "loop").symlink_to(folder)
    put(folder / "2026" / "03" / "a.fit.gz", gzip.compress(FIT))
    before = sorted((path, path.stat().st_mtime_ns) for path in folder.rglob("*"))
    watch.look([folder], NOW)
    assert names(watch.look([folder, tmp_path / "not there"], NOW + 30)) == ["a.fit.gz"]
    assert sorted((path, path.stat().st_mtime_ns) for path in folder.rglob("*")) == before


def test_a_damaged_memory_forgets_and_does_no_harm(tmp_path: Path) -> None:
    memory = tmp_path / "seen.json"
    for data in (b"", b"[]", b'{"seen": 3}', b"\xff", b'{"seen": [1, null]}'):
        memory.write_bytes(data)
        watch = Watch(memory)
        watch.settle([put(tmp_path / "a.fit", FIT)])
        assert Watch(memory).look([tmp_path], NOW) == []


@pytest.mark.parametrize(
    "place",
    [
        "GARMIN/GARMIN/ACTIVITY",
        "WATCH/Garmin/Activity",
        "mtp host/Internal Storage/GARMIN/Activity",
        "X/COROS/Activity",
    ],
)
def test_a_plugged_in_watch_is_found_by_its_folders(tmp_path: Path, place: str) -> None:
    folder = tmp_path / place
    folder.mkdir(parents=True)
    (tmp_path / "STICK" / "music").mkdir(parents=True)
    assert folder in watch_folders([tmp_path])
    assert all("STICK" not in str(found) for found in watch_folders([tmp_path]))


def test_a_zip_is_offered_if_there_are_runs_in_it(watch: Watch, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    put(folder / "1001.zip", ZIP)
    put(folder / "photos.zip", zipped({"a.txt": b"x"}))
    watch.look([folder], NOW)
    found = watch.look([folder], NOW + 30)
    made = offer(found, builders.diary(), TODAY, BERLIN)
    assert [(path.name, len(made.new)) for path in made.files] == [("1001.zip", 1)]
    watch.settle(made.files)
    put(folder / "again.zip", ZIP)
    watch.look([folder], NOW + 60)
    assert watch.look([folder], NOW + 90) == []


def test_an_offer_holds_what_the_diary_lacks(tmp_path: Path) -> None:
    new = put(tmp_path / "new.fit", FIT)
    old = put(tmp_path / "old.gpx", gpx(points(900), start=START + timedelta(days=2)))
    bad = put(tmp_path / "bad.gpx", b"<gpx>")
    known = offer([old], builders.diary(), TODAY, BERLIN).new[0]
    diary = builders.diary(to_activity(known, "00000000-0000-4000-8000-00000000ba7c"))
    found = offer([new, old, bad], diary, TODAY, BERLIN)
    assert [it.metres for it in found.new] == [1500]
    assert found.files == (new, old)
