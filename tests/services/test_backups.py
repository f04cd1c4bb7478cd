"""Copies once a day and before anything risky: real files, counted, pruned, restored."""

from __future__ import annotations

import os
import re
import sqlite3
import tempfile
import threading
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from kneerehab.domain.diary import Diary
from kneerehab.domain.errors import Busy, DamagedDatabase, NewerDatabase, StorageError
from kneerehab.exchange.diary_json import read_diary
from kneerehab.services import backups, kept_copies
from kneerehab.services.changes import Changes
from kneerehab.services.check import check
from kneerehab.services.diary import DiaryService
from kneerehab.services.kept_copies import Kind
from kneerehab.storage.backup import free_name, transfer
from kneerehab.storage.database import Database
from tests import builders
from tests.storage.test_migrations import OLD

NOON = datetime(2026, 3, 10, 12, 0)
BOOK = builders.diary(builders.quiet_days(1, 3), builders.run(2))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "data" / "kneerehab.sqlite3"
    write(path, BOOK)
    return path


def write(path: Path, *books: Diary) -> None:
    with Database.open(path) as database:
        service = DiaryService(database, Changes(), lambda: datetime.now(UTC))
        for book in books:
            service.import_diary(book)


def add(path: Path, number: int) -> None:
    with Database.open(path) as database:
        DiaryService(database, Changes(), lambda: datetime.now(UTC)).record(BOOK.runner.id, builders.check_in(number))


def check_ins(path: Path) -> int:
    return backups.contents(path).runners[0].counts["check_ins"]


def names(folder: Path) -> list[str]:
    return sorted(item.name for item in folder.iterdir())


def test_a_name_is_free_that_no_copy_has_yet(tmp_path: Path) -> None:
    found = []
    for _ in range(4):
        found.append(free_name(tmp_path, "before-0002"))
        found[-1].touch()
    assert [path.stem for path in found] == ["before-0002", "before-0002-2", "before-0002-3", "before-0002-4"]


# daily
def test_the_first_look_of_a_day_makes_a_copy_and_the_second_none(file: Path) -> None:
    first = backups.back_up_daily(file, NOON)
    assert first.made == file.parent / "backups" / "day-2026-03-10.sqlite3"
    assert check_ins(first.made) == 3
    add(file, 4)
    assert backups.back_up_daily(file, NOON + timedelta(hours=5)).made is None
    assert names(file.parent / "backups") == ["day-2026-03-10.sqlite3"]


def test_a_day_on_which_nothing_changed_makes_no_copy(file: Path) -> None:
    backups.back_up_daily(file, NOON)
    for days in (1, 2):
        with Database.open(file) as database:  # opened and read, as on any day
            DiaryService(database, Changes(), lambda: datetime.now(UTC)).diary(BOOK.runner.id)
        assert backups.back_up_daily(file, NOON + timedelta(days=days)).made is None
    add(file, 4)
    third = backups.back_up_daily(file, NOON + timedelta(days=3)).made
    assert third is not None
    assert check_ins(third) == 4
    assert names(file.parent / "backups") == ["day-2026-03-10.sqlite3", "day-2026-03-13.sqlite3"]


@pytest.mark.parametrize("table", ["check_ins", "plans", "runners", "trail"])
def test_a_change_of_any_table_is_a_new_copy(file: Path, table: str) -> None:
    add(file, 5)  # the trail has a line of it
    assert backups.back_up_daily(file, NOON).made
    with closing(sqlite3.connect(file)) as plain:
        column = {"trail": "at"}.get(table, "note")
        assert plain.execute(f"UPDATE {table} SET {column} = '2026-01-01T00:00:00Z'").rowcount
        plain.commit()
    assert backups.back_up_daily(file, NOON + timedelta(days=1)).made


def test_what_is_still_in_the_log_of_an_open_diary_is_in_the_copy(file: Path) -> None:
    with Database.open(file) as database:
        service = DiaryService(database, Changes(), lambda: datetime.now(UTC))
        service.record(BOOK.runner.id, builders.check_in(4))
        assert (file.parent / "kneerehab.sqlite3-wal").stat().st_size > 0
        made = backups.back_up_daily(file, NOON).made
    assert made is not None
    assert check_ins(made) == 4


def test_a_diary_without_a_runner_is_not_worth_a_copy(tmp_path: Path) -> None:
    path = tmp_path / "kneerehab.sqlite3"
    assert backups.back_up_daily(path, NOON) == backups.Daily()
    Database.open(path).close()
    assert backups.back_up_daily(path, NOON) == backups.Daily()
    assert not (tmp_path / "backups").exists()


def test_a_damaged_diary_makes_no_copy_and_pushes_no_good_one_out(file: Path) -> None:
    for days in range(7):
        add(file, 10 + days)
        backups.back_up_daily(file, NOON + timedelta(days=days))
    before = names(file.parent / "backups")
    pages = bytearray(file.read_bytes())
    pages[4096:] = b"\xa5" * (len(pages) - 4096)
    file.write_bytes(pages)
    with pytest.raises(DamagedDatabase):
        backups.back_up_daily(file, NOON + timedelta(days=8))
    assert names(file.parent / "backups") == before


@pytest.mark.skipif(os.name != "posix", reason="a link to itself")
def test_a_diary_that_the_disk_does_not_give_is_told_in_words(tmp_path: Path) -> None:
    file = tmp_path / "kneerehab.sqlite3"
    file.symlink_to(file)
    with pytest.raises(StorageError):
        backups.back_up_daily(file, NOON)


def test_seven_days_four_weeks_and_twelve_months_stay() -> None:
    today = date(2026, 11, 20)
    every_day = [today - timedelta(days=days) for days in range(800)]
    kept = kept_copies.kept_days(every_day, today)
    ages = sorted((today - day).days for day in kept)
    assert ages[:7] == list(range(7))
    sundays = sorted((day for day in kept if day.isoweekday() == 7), reverse=True)
    assert sundays[:3] == [date(2026, 11, 15), date(2026, 11, 8), date(2026, 11, 1)]
    ends = {day for day in kept if (day + timedelta(days=1)).day == 1}
    assert ends == {date(2026, month, 1) - timedelta(days=1) for month in range(1, 12)}
    assert len(kept) == 7 + 2 + 11


def test_rare_use_keeps_what_there_is() -> None:
    today = date(2026, 11, 20)
    days = {today - timedelta(days=40 * number) for number in range(12)}
    assert kept_copies.kept_days(days, today) == days


def test_a_clock_that_was_set_back_costs_no_copy(file: Path) -> None:
    for days in range(10):
        add(file, 10 + days)
        backups.back_up_daily(file, NOON + timedelta(days=days))
    before = names(file.parent / "backups")
    long_ago = NOON.replace(year=2010)
    for days in range(10):
        add(file, 40 + days)
        assert backups.back_up_daily(file, long_ago + timedelta(days=days)).made is not None
    after = names(file.parent / "backups")
    assert set(before) <= set(after)
    assert sum("2010" in name for name in after) <= 9


@pytest.mark.parametrize("days", [(2024, 2, 28), (2026, 12, 30), (2020, 12, 27)], ids=["leap", "year end", "week 53"])
def test_leap_days_and_year_ends_are_days_like_any_other(file: Path, days: tuple[int, int, int]) -> None:
    start = datetime(*days, 12)
    for number in range(5):
        add(file, 10 + number)
        made = backups.back_up_daily(file, start + timedelta(days=number)).made
        assert made is not None
        assert made.name == f"day-{start + timedelta(days=number):%Y-%m-%d}.sqlite3"
    assert len(names(file.parent / "backups")) == 5


# a folder of the user's choice
def test_a_chosen_folder_gets_a_second_copy_as_soon_as_it_is_there(file: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    first = backups.back_up_daily(file, NOON, str(stick))
    assert first.made is not None
    assert first.missing == stick
    assert not stick.exists()
    stick.mkdir()
    later = backups.back_up_daily(file, NOON + timedelta(hours=1), str(stick))
    assert (later.made, later.missing) == (None, None)
    assert later.second is not None
    assert check_ins(later.second) == 3
    assert later.second.parent.parent == stick
    assert backups.back_up_daily(file, NOON + timedelta(hours=2), str(stick)).second is None


def test_a_chosen_folder_that_can_not_be_written_is_told_and_the_own_copy_is_made(file: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    chosen = backups.chosen_folder(str(stick), file)
    assert chosen is not None
    chosen.write_text("in the way")
    daily = backups.back_up_daily(file, NOON, str(stick))
    assert daily.made is not None
    assert daily.fault is not None


def test_two_computers_that_share_a_folder_do_not_replace_each_others_copies(file: Path, tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    other = tmp_path / "other" / "kneerehab.sqlite3"
    write(other, builders.diary(builders.quiet_days(1, 9)))
    for diary in (file, other):
        backups.back_up_daily(diary, NOON, str(shared))
    assert len(list(shared.rglob("*.sqlite3"))) == 2


# occasions
def test_copies_before_imports_are_kept_ten_deep_and_those_made_by_hand_for_ever(file: Path) -> None:
    folder = file.parent / "backups"
    for minute in range(13):
        backups.back_up_before(Kind.IMPORT, file, NOON + timedelta(minutes=minute))
    by_hand = backups.back_up(file, folder)
    found = kept_copies.in_folders(folder)
    assert sum(backup.kind is Kind.IMPORT for backup in found) == 10
    assert min(backup.made for backup in found if backup.kind is Kind.IMPORT) == NOON + timedelta(minutes=3)
    assert [backup.path for backup in found if backup.kind is Kind.BY_HAND] == [by_hand]


def test_two_copies_in_one_second_are_two(file: Path) -> None:
    one, two = (backups.back_up_before(Kind.IMPORT, file, NOON) for _ in range(2))
    assert one != two
    assert [backup.made for backup in kept_copies.in_folders(file.parent / "backups")] == [NOON, NOON]


def test_a_preview_counts_runners_records_and_the_last_day(file: Path) -> None:
    write(file, builders.diary(builders.run(9), name="Ana"))
    made = backups.back_up_daily(file, NOON).made
    assert made is not None
    ana, mira = backups.contents(made).runners
    assert (ana.name, ana.records, ana.last_day) == ("Ana", 1, builders.day(9))
    assert (mira.name, mira.counts["check_ins"], mira.counts["activities"]) == ("Mira", 3, 1)
    assert mira.counts["icing"] == 0
    assert mira.last_day == builders.day(3)


def test_the_copies_that_hold_a_runner_are_named(file: Path) -> None:
    first = backups.back_up_daily(file, NOON).made
    ana = builders.diary(builders.run(9), name="Ana")
    write(file, ana)
    second = backups.back_up_daily(file, NOON + timedelta(days=1)).made
    found = kept_copies.in_folders(file.parent / "backups")
    assert [backup.path for backup in kept_copies.holding(ana.runner.id, found)] == [second]
    assert {backup.path for backup in kept_copies.holding(BOOK.runner.id, found)} == {first, second}


def test_a_copy_that_another_program_keeps_to_itself_is_counted_in(file: Path) -> None:
    made = backups.back_up_daily(file, NOON).made
    assert made is not None
    found = kept_copies.in_folders(made.parent)
    with closing(sqlite3.connect(made)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert [backup.path for backup in kept_copies.holding("nobody", found)] == [made]
    assert kept_copies.holding("nobody", found) == ()


def test_a_copy_of_what_another_program_keeps_to_itself_is_given_up_after_a_short_wait(file: Path) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode=DELETE").fetchall()
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(Busy, match="Another program is using the diary"):
            backups.back_up(file, file.parent / "backups")
    assert names(file.parent / "backups") == []
    assert backups.back_up(file, file.parent / "backups").is_file()


def test_a_copy_waits_for_a_program_that_is_done_soon(file: Path) -> None:
    with closing(sqlite3.connect(file, isolation_level=None, check_same_thread=False)) as other:
        other.execute("PRAGMA journal_mode=DELETE").fetchall()
        other.execute("BEGIN EXCLUSIVE")
        done = threading.Timer(0.3, other.execute, ["COMMIT"])
        done.start()
        assert backups.back_up(file, file.parent / "backups").is_file()
        done.join()


def test_pages_are_waited_for_where_the_connection_itself_does_not_wait(file: Path, tmp_path: Path) -> None:
    with (
        closing(sqlite3.connect(file, isolation_level=None, check_same_thread=False)) as other,
        closing(sqlite3.connect(file, isolation_level=None, timeout=0)) as source,
        closing(sqlite3.connect(tmp_path / "copy.sqlite3")) as target,
    ):
        other.execute("PRAGMA journal_mode=DELETE").fetchall()
        other.execute("BEGIN EXCLUSIVE")
        done = threading.Timer(0.3, other.execute, ["COMMIT"])
        done.start()
        transfer(source, target)
        done.join()
        assert target.execute("SELECT count(*) FROM check_ins").fetchone() == (len(BOOK.check_ins),)


# restoring
def test_restoring_brings_the_copy_back_and_keeps_the_state_before(file: Path) -> None:
    made = backups.back_up_daily(file, NOON).made
    assert made is not None
    add(file, 4)
    done = backups.restore(made, file, NOON)
    assert check_ins(file) == 3
    assert done.saved is not None
    assert check_ins(done.saved) == 4
    assert done.aside is None
    with Database.open(file) as database:
        kept = DiaryService(database, Changes(), lambda: datetime.now(UTC)).diary(BOOK.runner.id)
    assert replace(kept, exported_at=None) == BOOK
    backups.restore(done.saved, file, NOON)
    assert check_ins(file) == 4


def test_a_larger_diary_leaves_nothing_behind_when_a_small_copy_is_restored(file: Path) -> None:
    made = backups.back_up_daily(file, NOON).made
    assert made is not None
    write(file, builders.diary([builders.check_in(n) for n in range(1, 3000)], name="Long"))
    backups.restore(made, file, NOON)
    assert [runner.name for runner in backups.contents(file).runners] == ["Mira"]
    assert check(file) == []


@pytest.mark.parametrize("damage", ["no database", "overwritten", "cut"])
def test_a_damaged_diary_is_put_aside_and_the_copy_takes_its_place(file: Path, damage: str) -> None:
    made = backups.back_up_daily(file, NOON).made
    assert made is not None
    whole = file.read_bytes()
    wrong = {
        "no database": b"Dear diary",
        "overwritten": whole[:4096] + b"\xa5" * (len(whole) - 4096),
        "cut": whole[: len(whole) // 2],
    }[damage]
    file.write_bytes(wrong)
    done = backups.restore(made, file, NOON)
    assert done.saved is None
    assert done.aside == file.parent / "kneerehab-damaged-2026-03-10-120000.sqlite3"
    assert done.aside.read_bytes() == wrong
    assert check_ins(file) == 3
    assert check(file) == []


def test_a_damaged_diary_behind_a_link_is_replaced_where_it_lies(file: Path, tmp_path: Path) -> None:
    copy = backups.back_up(file, tmp_path / "copy.sqlite3", named=True)
    aim = tmp_path / "elsewhere.sqlite3"
    file.rename(aim)
    aim.write_bytes(b"nonsense" * 1000)
    file.symlink_to(aim)
    backups.restore(copy, file, NOON)
    assert file.is_symlink()
    assert check(aim) == []
    assert check_ins(file) == len(BOOK.check_ins)


def test_the_log_of_a_damaged_diary_goes_aside_with_it(file: Path) -> None:
    made = backups.back_up_daily(file, NOON).made
    assert made is not None
    file.write_bytes(b"Dear diary")
    file.with_name(file.name + "-wal").write_bytes(b"log of the damaged file")
    done = backups.restore(made, file, NOON)
    assert done.aside is not None
    assert done.aside.with_name(done.aside.name + "-wal").read_bytes() == b"log of the damaged file"
    assert check_ins(file) == 3


def test_a_bad_copy_is_refused_and_the_diary_stays(file: Path, tmp_path: Path) -> None:
    before = file.read_bytes()
    for content in (b"", b"Dear diary", file.read_bytes()[:9000]):
        copy = tmp_path / "copy.sqlite3"
        copy.write_bytes(content)
        with pytest.raises(DamagedDatabase, match="can't be restored"):
            backups.restore(copy, file, NOON)
    with pytest.raises(DamagedDatabase, match="can't be restored"):
        backups.restore(tmp_path / "nowhere.sqlite3", file, NOON)
    assert file.read_bytes() == before


def test_a_copy_of_a_newer_version_is_refused(file: Path) -> None:
    made = backups.back_up_daily(file, NOON).made
    assert made is not None
    with closing(sqlite3.connect(made)) as plain:
        plain.execute("UPDATE alembic_version SET version_num = '9999'")
        plain.commit()
    with pytest.raises(NewerDatabase):
        backups.restore(made, file, NOON)
    assert check_ins(file) == 3


def test_the_newest_good_copy_is_found_behind_bad_ones(file: Path) -> None:
    first = backups.back_up_daily(file, NOON).made
    for days, content in ((1, b""), (2, b"Dear diary"), (3, file.read_bytes()[:9000])):
        (file.parent / "backups" / f"day-{NOON + timedelta(days=days):%Y-%m-%d}.sqlite3").write_bytes(content)
    found = kept_copies.in_folders(file.parent / "backups")
    assert len(found) == 4
    good = kept_copies.newest_good(found)
    assert good is not None
    assert good.path == first


def test_a_missing_diary_beside_copies_is_not_started_over_in_silence(file: Path) -> None:
    made = backups.back_up_daily(file, NOON).made
    assert made is not None
    file.unlink()
    with pytest.raises(DamagedDatabase, match="missing although there are backups"):
        Database.open(file)
    assert not file.exists()
    backups.restore(made, file, NOON)
    assert check_ins(file) == 3
    file.unlink()
    with Database.open(file, anew=True):
        pass
    assert backups.contents(file).runners == ()


# check
def test_a_sound_diary_has_no_faults_and_an_absent_one_can_not_be_checked(file: Path, tmp_path: Path) -> None:
    assert check(file) == []
    with pytest.raises(StorageError, match="no diary"):
        check(tmp_path / "nowhere.sqlite3")
    assert not (tmp_path / "nowhere.sqlite3").exists()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("UPDATE check_ins SET at = '1999-01-01T07:00'", "check_ins .*: at: must be"),
        ("UPDATE check_ins SET red_flags = '[\"nonsense\"]'", "can't be read"),
        ("UPDATE activities SET note = hex(zeroblob(2001))", "activities .*: note"),
        ("UPDATE activities SET cross_kind = 'swim'", "activities .*: cross_kind"),
        ("DELETE FROM runners", "belongs to no runners"),
        ("UPDATE check_ins SET now_left = 11", "CHECK constraint failed|check_ins .*: now"),
    ],
)
def test_values_out_of_their_range_are_found(file: Path, change: str, told: str) -> None:
    with closing(sqlite3.connect(file)) as plain:
        plain.execute("PRAGMA ignore_check_constraints=ON")
        plain.execute(change)
        plain.commit()
    found = "\n".join(check(file))
    assert re.search(told, found), found


def test_every_value_out_of_its_range_is_named_and_no_copy_is_made_for_it(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(sqlite3.connect(file)) as plain:
        plain.execute("UPDATE check_ins SET at = '1999-01-01T07:00'")
        plain.commit()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    found = check(file)
    assert len(found) == len(BOOK.check_ins) > 1
    assert all("at: must be" in line for line in found)


def test_what_sqlite_finds_is_introduced_in_plain_words(file: Path) -> None:
    with closing(sqlite3.connect(file)) as plain:
        plain.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (size,) = plain.execute("PRAGMA page_size").fetchone()
        (page,) = plain.execute("SELECT rootpage FROM sqlite_master WHERE name = 'check_ins'").fetchone()
    with file.open("r+b") as stream:
        stream.seek((page - 1) * size)
        stream.write(b"\xff" * size)
    first, *found = check(file)
    assert first == "The diary file is damaged. It has not been changed; a backup may help. What was found:"
    assert found


def test_a_file_of_a_newer_version_can_not_be_checked(file: Path) -> None:
    with closing(sqlite3.connect(file)) as plain:
        plain.execute("UPDATE alembic_version SET version_num = '9999'")
        plain.commit()
    with pytest.raises(NewerDatabase):
        check(file)


def test_half_copies_of_a_killed_program_are_swept_away_and_fresh_ones_left(file: Path) -> None:
    folder = file.parent / "backups"
    folder.mkdir()
    old, fresh = folder / "day-2026-03-09.sqlite3.part", folder / "by-hand.sqlite3.part-wal"
    restored = file.with_name(file.name + ".restored")
    for path in (old, fresh, restored):
        path.write_bytes(b"half")
    for path in (old, restored):
        os.utime(path, (0, 0))
    backups.back_up_daily(file, datetime.now())
    assert (old.exists(), restored.exists(), fresh.exists()) == (False, False, True)
    assert file.exists()


@pytest.mark.parametrize("clock", [NOON.replace(year=2011), NOON.replace(year=2038)], ids=["set back", "set forward"])
def test_a_copy_in_the_making_is_left_alone_by_a_program_whose_clock_is_wrong(file: Path, clock: datetime) -> None:
    folder = file.parent / "backups"
    folder.mkdir()
    in_the_making = folder / "by-hand.sqlite3.part"
    in_the_making.write_bytes(b"half")
    backups.back_up_daily(file, clock)
    assert in_the_making.exists()


def test_a_half_copy_from_before_the_clock_was_set_back_is_swept_away(file: Path) -> None:
    half_done = file.with_name(file.name + ".restored")
    half_done.write_bytes(b"half")
    later = half_done.stat().st_mtime + 2 * backups.HALF_DONE_SECONDS
    os.utime(half_done, (later, later))
    backups.back_up_daily(file, NOON)
    assert not half_done.exists()


def test_a_damaged_diary_that_was_put_aside_counts_among_what_may_hold_a_runner(file: Path) -> None:
    made = backups.back_up_daily(file, NOON).made
    assert made is not None
    file.write_bytes(b"Dear diary")
    done = backups.restore(made, file, NOON)
    (aside,) = kept_copies.asides(file)
    assert (aside.path, aside.kind) == (done.aside, Kind.ASIDE)
    assert kept_copies.holding(BOOK.runner.id, [aside]) == (aside,)


@pytest.mark.parametrize("old", OLD, ids=lambda path: path.stem)
def test_a_copy_of_every_older_revision_is_shown_restored_and_brought_up_to_date(file: Path, old: Path) -> None:
    expected = read_diary(old.with_suffix(".json").read_bytes())
    shown = backups.contents(old)
    assert [(runner.name, runner.records) for runner in shown.runners] == [
        (expected.runner.name, sum(1 for _ in expected.records()))
    ]
    backups.restore(old, file, datetime(2026, 3, 10, 12))
    with Database.open(file) as database:
        restored = DiaryService(database, Changes(), lambda: datetime.now(UTC)).diary(expected.runner.id)
    assert restored == expected
    assert check(file) == []
