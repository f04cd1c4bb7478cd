"""A locked diary on the command line: every command asks for its passphrase, and none changes anything without."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from kneerehab import paths, settings
from kneerehab.cli import main
from kneerehab.gui.shell.single_instance import hold
from kneerehab.services import backups, kept_copies, locking
from tests import builders
from tests.faults.conftest import write

pytest.importorskip("sqlcipher3", reason="the optional part `lock` is not installed")
pytestmark = pytest.mark.usefixtures("nothing_unlocked")

PHRASE = "slow and steady feet"
BOOK = builders.diary(builders.quiet_days(1, 5))


@pytest.fixture
def file(data_dir: Path) -> Path:
    path = paths.database_file(data_dir)
    write(path, BOOK)
    return path


class Answers:
    """Runs commands as in a terminal of their own, with lines for standard input."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch

    def __call__(self, command: list[str], *lines: str) -> int:
        locking.forget()
        self._monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        return main(command)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Answers:
    return Answers(monkeypatch)


def test_lock_asks_twice_and_unlock_once(file: Path, run: Answers, capsys: pytest.CaptureFixture[str]) -> None:
    main(["backup"])
    assert run(["lock"], "short") == 1
    assert "at least 10 characters" in capsys.readouterr().err
    assert run(["lock"], PHRASE, PHRASE + "x") == 1
    assert not locking.is_locked(file)
    assert run(["lock"], PHRASE, PHRASE) == 0
    assert "is locked" in capsys.readouterr().out
    assert locking.is_locked(file)
    assert all(locking.is_locked(copy.path) for copy in kept_copies.in_folders(file.parent / "backups"))
    assert run(["unlock"], "not the passphrase") == 1
    assert run(["unlock"], PHRASE) == 0
    assert not locking.is_locked(file)
    assert run(["unlock"]) == 1
    assert "is not locked" in capsys.readouterr().err


@pytest.mark.parametrize(
    "command",
    [
        ["check"],
        ["backup"],
        ["plan"],
        ["export", "--out", "diary.json"],
        ["export", "--format", "csv", "--out", "tables"],
        ["report", "--out", "report.pdf", "--until", "2026-03-06"],
        ["import", "again.json"],
    ],
    ids=lambda command: " ".join(command),
)
def test_every_command_asks_for_the_passphrase(
    file: Path,
    run: Answers,
    command: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    main(["export", "--out", "again.json"])
    run(["lock"], PHRASE, PHRASE)
    held = file.read_bytes()
    capsys.readouterr()
    assert run(command, "not the passphrase") == 1
    said = capsys.readouterr()
    assert "passphrase doesn’t open the diary" in said.err
    assert BOOK.runner.name not in said.out
    assert file.read_bytes() == held
    assert run(command, PHRASE) == 0
    assert locking.is_locked(file)


def test_a_second_folder_is_locked_too_and_what_stays_is_named(
    file: Path, run: Answers, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    settings.save(paths.settings_file(file.parent), settings.Settings(backup_folder=str(stick)))
    second = backups.chosen_folder(str(stick), file)
    assert second is not None
    copy = backups.back_up(file, second)
    broken = second / "day-2026-03-01.sqlite3"
    broken.write_bytes(b"nothing that can be read")
    assert run(["lock"], PHRASE, PHRASE) == 1
    assert locking.is_locked(copy)
    assert str(broken) in capsys.readouterr().err


def test_restore_takes_a_copy_with_another_passphrase_and_one_over_a_lost_passphrase(
    file: Path, run: Answers, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "copy.sqlite3"
    other = tmp_path / "other" / "kneerehab.sqlite3"
    write(other, builders.diary(builders.quiet_days(1, 2), name="Ana"))
    run(["--data-dir", str(other.parent), "lock"], "another passphrase", "another passphrase")
    run(["--data-dir", str(other.parent), "backup", "--out", str(copy)], "another passphrase")
    run(["lock"], PHRASE, PHRASE)
    assert run(["restore", str(copy)], PHRASE, "not the passphrase") == 1
    assert run(["restore", str(copy)], PHRASE, "another passphrase") == 0
    assert "Restored: Ana" in capsys.readouterr().out
    assert run(["check"], PHRASE) == 0
    assert run(["restore", str(copy)], "", "another passphrase") == 0
    assert "kneerehab-locked-" in capsys.readouterr().out
    assert run(["check"], "another passphrase") == 0


def test_the_lock_does_not_change_while_a_window_is_open(
    file: Path, run: Answers, capsys: pytest.CaptureFixture[str]
) -> None:
    release = hold(file.parent)
    try:
        assert run(["lock"], PHRASE, PHRASE) == 1
    finally:
        release()
    assert "already open" in capsys.readouterr().err
    assert not locking.is_locked(file)


def test_a_copy_without_a_lock_takes_the_lock_of_the_diary(
    file: Path, run: Answers, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = tmp_path / "plain.sqlite3"
    run(["backup", "--out", str(plain)])
    run(["lock"], PHRASE, PHRASE)
    capsys.readouterr()
    assert run(["restore", str(plain)], PHRASE) == 0
    assert "locked with the same passphrase as before" in capsys.readouterr().out
    assert locking.is_locked(file)
    assert run(["check"], PHRASE) == 0


def test_where_the_passphrase_is_lost_the_lock_goes_only_if_that_is_said(
    file: Path, run: Answers, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = tmp_path / "plain.sqlite3"
    run(["backup", "--out", str(plain)])
    run(["lock"], PHRASE, PHRASE)
    held = file.read_bytes()
    capsys.readouterr()
    assert run(["restore", str(plain)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "whoever uses this computer could read it" in said.err
    assert "--unlocked" in said.err
    assert file.read_bytes() == held
    assert run(["restore", "--unlocked", str(plain)]) == 0
    assert "It is not locked any more. To lock it again: kneerehab lock" in capsys.readouterr().out
    assert not locking.is_locked(file)
    (aside,) = kept_copies.asides(file)
    assert aside.path.read_bytes() == held


def test_lock_and_unlock_answer_programs_too(file: Path, run: Answers, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["lock", "--json"], PHRASE, PHRASE) == 0
    assert json.loads(capsys.readouterr().out) == {"format": "kneerehab-lock", "version": 1, "locked": True, "left": []}
    assert run(["unlock", "--json"], PHRASE) == 0
    assert json.loads(capsys.readouterr().out)["locked"] is False
