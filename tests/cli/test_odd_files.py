"""What is no diary file at all gets one kind sentence, at once, wherever it is named."""

from __future__ import annotations

import os
import select
import socket
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from kneerehab import paths
from kneerehab import settings as preferences
from kneerehab.cli import main
from kneerehab.exchange.diary_json import write_diary
from kneerehab.services import backups, kept_copies
from tests import builders
from tests.faults.conftest import write

pytestmark = pytest.mark.skipif(os.name != "posix", reason="pipes, sockets and links of POSIX")


def _foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE bookmarks (url TEXT)")


def _socket(path: Path) -> None:
    with closing(socket.socket(socket.AF_UNIX)) as made:
        here = Path.cwd()
        os.chdir(path.parent)  # its name may be no longer than 107 bytes
        made.bind(path.name)
        os.chdir(here)


ODD: dict[str, Callable[[Path], object]] = {
    "folder": Path.mkdir,
    "loop of links": lambda path: path.symlink_to(path),
    "link to nothing": lambda path: path.symlink_to(path.with_name("nothing")),
    "pipe": os.mkfifo,
    "socket": _socket,
    "device without end": lambda path: path.symlink_to("/dev/zero"),
    "empty": lambda path: path.write_bytes(b""),
    "another program's": _foreign,
    "text": lambda path: path.write_text("Dear diary, " * 1000),
    "nothing in braces": lambda path: path.write_text("{}"),
}


@pytest.fixture(params=ODD.values(), ids=ODD)
def odd(request: pytest.FixtureRequest) -> Callable[[Path], object]:
    """What makes an odd file."""
    made: Callable[[Path], object] = request.param
    return made


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """The one sentence that a command says; it may neither succeed nor keep anyone waiting."""
    started = time.monotonic()
    assert main(arguments) in (1, 2)
    assert time.monotonic() - started < 1
    told = capsys.readouterr()
    lines = (told.err + told.out).strip().splitlines()
    assert len(lines) == 1, lines
    return lines[0]


@pytest.mark.parametrize("command", ["check", "plan", "backup", "lock", "unlock"])
def test_as_the_diary(
    odd: Callable[[Path], object], command: str, data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["check"])  # whatever is imported for the first time is not what is measured
    capsys.readouterr()
    data_dir.mkdir()
    odd(paths.database_file(data_dir))
    assert said(capsys, command).endswith(".")
    assert [path.name for path in data_dir.iterdir()] in (["kneerehab.sqlite3"], ["kneerehab.sqlite3", "nothing"])


@pytest.mark.parametrize("command", ["restore", "plan", "import"])
def test_as_a_file_that_is_named(
    odd: Callable[[Path], object], command: str, tmp_path: Path, data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(paths.database_file(data_dir), builders.diary(builders.quiet_days(1, 3)))
    main(["check"])
    capsys.readouterr()
    file = tmp_path / ("x.sqlite3" if command == "restore" else "x.json")
    odd(file)
    said(capsys, *(("plan", "--diary", str(file)) if command == "plan" else (command, str(file))))


@pytest.mark.parametrize("form", ["json", "ics"])
def test_an_export_to_a_loop_of_links_is_written(
    form: str, tmp_path: Path, data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(paths.database_file(data_dir), builders.diary(builders.quiet_days(1, 3)))
    out = tmp_path / "out"
    out.symlink_to(out)
    assert main(["export", "--format", form, "--out", str(out)]) == 0
    assert out.is_file()
    assert capsys.readouterr().err == ""


def test_a_pipe_that_somebody_writes_to_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pipe = tmp_path / "diary.json"
    os.mkfifo(pipe)
    content = write_diary(builders.diary(builders.quiet_days(1, 400)), None)
    assert len(content) > 70_000, "more than a pipe holds"
    writer = threading.Thread(target=pipe.write_bytes, args=(content,))
    writer.start()
    assert main(["plan", "--diary", str(pipe), "--on", "2026-03-03"]) == 0
    writer.join()
    assert capsys.readouterr().out


@pytest.mark.parametrize("command", ["export", "programme"])
def test_a_pipe_that_nobody_reads_is_not_waited_for(
    command: str, data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(paths.database_file(data_dir), builders.diary(builders.quiet_days(1, 3)))
    os.mkfifo(pipe := tmp_path / "out.pdf")
    assert main([command, "--out", str(pipe)]) == 1
    assert f"{pipe} could not be written: Nobody reads it." in capsys.readouterr().err


def test_what_reads_a_pipe_gets_all_that_is_written(data_dir: Path, tmp_path: Path) -> None:
    write(paths.database_file(data_dir), builders.diary(builders.quiet_days(1, 400)))
    os.mkfifo(pipe := tmp_path / "out.json")
    read: list[bytes] = []
    handle = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    os.set_blocking(handle, True)

    def take() -> None:
        select.select([handle], [], [])  # until somebody writes; before that a pipe is at its end
        with open(handle, "rb") as stream:
            read.append(stream.read())

    reader = threading.Thread(target=take)
    reader.start()
    assert main(["export", "--out", str(pipe)]) == 0
    reader.join()
    assert len(read[0]) > 70_000, "more than a pipe holds"


def test_pipes_among_the_copies_and_for_settings_keep_nobody_waiting(data_dir: Path) -> None:
    file = paths.database_file(data_dir)
    write(file, builders.diary(builders.quiet_days(1, 3)))
    backups.back_up(file, data_dir / "backups")
    os.mkfifo(data_dir / "backups" / "day-2026-03-04.sqlite3")
    os.mkfifo(data_dir / "settings.json")
    started = time.monotonic()
    assert len(kept_copies.in_folders(data_dir / "backups")) == 1
    assert preferences.load(data_dir / "settings.json") == preferences.Settings()
    assert time.monotonic() - started < 1
