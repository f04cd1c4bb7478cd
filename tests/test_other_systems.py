"""What only Windows or only macOS does, tried here: the name of the system and its own modules are handed in.

The list of these ways, and what only a person on such a system can see, is packaging/checks.md.
"""

from __future__ import annotations

import ctypes
import importlib
import os
import plistlib
import re
import signal
import sqlite3
import sys
import tempfile
import types
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import appdirs
import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from kneerehab import i18n, paths, replacing, scratch
from kneerehab.cli import asking, pipes
from kneerehab.gui.guided.awake import keep_awake
from kneerehab.gui.lock import idle
from kneerehab.gui.look import digits, theme
from kneerehab.gui.look.button import Button
from kneerehab.gui.shell import day_watch, interrupt, session_bus, sound
from kneerehab.gui.shell.tray import Tray
from kneerehab.services import watched
from kneerehab.storage import backup, relock
from tests.gui.conftest import dressed as dressed
from tests.gui.conftest import plain_look as plain_look
from tests.gui.conftest import program as program

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # remarks of the offscreen platform

ELSEWHERE = ("gui/shell/errors.py", "gui/look/dialog_parts.py")
"""What names the system in a report, and what only X11 needs."""

REASON = QSystemTrayIcon.ActivationReason


class Os(types.ModuleType):
    """The module os as Windows has it, for one of our modules: its name, and without what only POSIX offers."""

    name = "nt"

    def __init__(self) -> None:
        super().__init__("os")
        self.opened: list[int] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(os, name)

    def open(self, path: Path, flags: int, mode: int = 0o777) -> int:
        assert not Path(path).is_dir(), "a folder can't be opened there"
        self.opened.append(flags)
        return os.open(path, flags, mode)


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")


@pytest.fixture
def mac(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")


def a_program(folder: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program of the system that writes down what it is given and goes on for a while; the file it writes."""
    heard = folder / "heard"
    program = folder / name
    program.write_text(f'#!/bin/sh\necho "$@" > {heard}.part\nmv {heard}.part {heard}\nexec sleep 60\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return heard


# where things lie
def test_the_diary_lies_where_each_system_keeps_what_programs_know(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(paths.ENV_DATA_DIR, raising=False)
    monkeypatch.setenv("HOME", "/Users/mira")
    monkeypatch.setattr(appdirs, "system", "darwin")
    assert paths.data_dir() == Path("/Users/mira/Library/Application Support/kneerehab")
    monkeypatch.setattr(appdirs, "system", "win32")
    monkeypatch.setattr(appdirs, "_get_win_folder", lambda name: f"/{name}", raising=False)
    assert paths.data_dir() == Path("/CSIDL_LOCAL_APPDATA/kneerehab")


@pytest.mark.usefixtures("windows")
def test_drives_of_windows_are_its_letters_but_for_its_own_disk() -> None:
    roots = [str(root) for root in watched.mount_roots()]
    assert "D:\\" in roots
    assert not {"A:\\", "B:\\", "C:\\"} & set(roots)


@pytest.mark.usefixtures("mac")
def test_drives_of_macos_are_its_volumes() -> None:
    assert watched.mount_roots() == [Path("/Volumes")]


@pytest.fixture
def no_variables(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A start from the desktop of Windows or macOS, where no variable names a language."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    yield
    i18n.install(paths.resources_dir() / "locale", [])


@pytest.mark.usefixtures("windows", "no_variables")
@pytest.mark.parametrize(("number", "code"), [(0x0416, "pt-BR"), (0x0407, "de"), (0x0C0C, "fr"), (0x0411, "en")])
def test_windows_is_asked_for_the_language_of_its_own_menus(
    number: int, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    kernel = SimpleNamespace(GetUserDefaultUILanguage=lambda: number)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    i18n.install(paths.resources_dir() / "locale")
    assert i18n.language() == code


@pytest.mark.usefixtures("mac", "no_variables")
@pytest.mark.parametrize(
    ("wanted", "code"), [(["sv-SE", "es-419"], "es"), (["pt-BR"], "pt-BR"), (["ja"], "en"), (7, "en")]
)
def test_macos_is_asked_for_the_languages_in_its_settings_in_their_order(
    wanted: object, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    file = tmp_path / "Library/Preferences/.GlobalPreferences.plist"
    file.parent.mkdir(parents=True)
    file.write_bytes(plistlib.dumps({"AppleLanguages": wanted}, fmt=plistlib.FMT_BINARY))
    i18n.install(paths.resources_dir() / "locale")
    assert i18n.language() == code
    file.unlink()
    i18n.install(paths.resources_dir() / "locale")
    assert i18n.language() == "en"


# files
def test_on_windows_a_file_is_opened_to_write_before_it_is_waited_for_and_a_folder_never(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = Os()
    monkeypatch.setattr(replacing, "os", there)
    replacing.write_whole(tmp_path / "settings.json", b"{}")
    assert (tmp_path / "settings.json").read_bytes() == b"{}"
    assert there.opened == [os.O_RDWR]
    assert list(tmp_path.iterdir()) == [tmp_path / "settings.json"]


@pytest.mark.usefixtures("mac")
def test_on_macos_the_disk_itself_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    theirs = SimpleNamespace(F_FULLFSYNC=51, fcntl=lambda _handle, what: asked.append(what))
    monkeypatch.setitem(sys.modules, "fcntl", theirs)
    replacing.write_whole(tmp_path / "settings.json", b"{}")
    assert asked == [51, 51], "the file, then the folder"


def test_on_windows_a_file_keeps_the_owner_its_folder_gives_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backup, "os", Os())
    file = tmp_path / "diary.sqlite3"
    file.touch(0o644)
    before = file.stat().st_mode
    backup.make_private_file(file)
    assert file.stat().st_mode == before


@pytest.mark.usefixtures("windows")
def test_on_windows_folders_of_running_programs_are_told_from_those_that_were_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fcntl = pytest.importorskip("fcntl")
    tried: list[int] = []

    def locking(handle: int, how: int, size: int) -> None:
        tried.append(size)
        assert how == 2
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    monkeypatch.setitem(sys.modules, "msvcrt", SimpleNamespace(LK_NBLCK=2, locking=locking))
    monkeypatch.setattr(scratch, "os", Os())
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with scratch.folder("demo") as held:
        left = tmp_path / "kneerehab-demo-left"
        left.mkdir()
        (left / ".in-use").write_text("1")
        assert scratch.sweep() == 1
        assert held.is_dir()
    assert list(tmp_path.iterdir()) == []
    assert tried == [1, 1, 1]


def test_on_windows_the_old_diary_is_closed_before_the_locked_one_takes_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relock, "os", Os())
    old, new = tmp_path / "kneerehab.sqlite3", tmp_path / "new.sqlite3"
    new.write_bytes(b"locked")
    source = sqlite3.connect(old)
    source.execute("CREATE TABLE days (day TEXT)")
    with closing(source):
        relock._swap(source, new, old)
        assert old.read_bytes() == b"locked"
        with pytest.raises(sqlite3.ProgrammingError, match="closed"):
            source.execute("SELECT 1")


# the command line
def test_on_windows_a_passphrase_is_asked_of_the_console_whatever_standard_input_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(asking, "os", Os())
    assert asking._terminal()


def test_on_windows_ctrl_c_is_left_to_python(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interrupt, "os", Os())
    before = signal.getsignal(signal.SIGINT)
    window = QWidget()
    end = interrupt.heed(window, list)
    assert signal.getsignal(signal.SIGINT) is before
    end()
    window.deleteLater()


# the window
@pytest.mark.usefixtures("windows")
def test_windows_plays_a_sound_by_itself_and_one_without_a_loudspeaker_is_no_fault(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    played: list[tuple[str, int]] = []
    theirs = SimpleNamespace(
        SND_FILENAME=1, SND_ASYNC=2, SND_NODEFAULT=4, PlaySound=lambda file, flags: played.append((file, flags))
    )
    monkeypatch.setitem(sys.modules, "winsound", theirs)
    play = sound.system_player(qapp)
    assert play is not None
    play(tmp_path / "ten.wav")
    assert played == [(str(tmp_path / "ten.wav"), 7)]

    def fail(_file: str, _flags: int) -> None:
        raise RuntimeError("Failed to play sound")

    theirs.PlaySound = fail
    play(tmp_path / "ten.wav")


@pytest.mark.skipif(os.name == "nt", reason="stands in for a program with a script of a POSIX shell")
@pytest.mark.usefixtures("mac")
def test_macos_plays_a_sound_with_its_own_player(
    qapp: QApplication, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = a_program(tmp_path, "afplay", monkeypatch)
    parent = QObject()
    play = sound.system_player(parent)
    assert play is not None
    play(tmp_path / "ten.wav")
    qtbot.waitUntil(heard.exists)
    assert heard.read_text().split() == [str(tmp_path / "ten.wav")]
    for process in parent.children():
        process.kill()
        process.waitForFinished()


@pytest.mark.usefixtures("windows")
def test_windows_leaves_the_screen_on_until_the_session_ends(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    kernel = SimpleNamespace(SetThreadExecutionState=asked.append)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    release = keep_awake(qapp)
    assert asked == [0x80000003]
    release()
    assert asked == [0x80000003, 0x80000000]


@pytest.mark.skipif(os.name == "nt", reason="stands in for a program with a script of a POSIX shell")
@pytest.mark.usefixtures("mac")
def test_macos_leaves_the_screen_on_until_the_session_ends(
    qapp: QApplication, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = a_program(tmp_path, "caffeinate", monkeypatch)
    parent = QObject()
    release = keep_awake(parent)
    qtbot.waitUntil(heard.exists)
    assert heard.read_text().split() == ["-d", "-i", "-w", str(os.getpid())]
    release()
    assert [process.state().name for process in parent.children()] == ["NotRunning"]


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_where_there_is_no_session_bus_none_is_looked_for(platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/tmp/of-another-program")
    assert session_bus.has_session_bus()
    monkeypatch.setattr(sys, "platform", platform)
    assert not session_bus.has_session_bus()


def test_the_tray_of_macos_opens_its_menu_on_a_click_and_not_the_window(
    program: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = program("new-runner")
    icon = Tray(running.window, running.workspace, present=lambda: True)
    running.window.hide()
    monkeypatch.setattr(sys, "platform", "darwin")
    icon._activated(REASON.Trigger)
    assert not running.window.isVisible()
    monkeypatch.setattr(sys, "platform", "win32")
    icon._activated(REASON.Trigger)
    assert running.window.isVisible()


def test_text_follows_the_size_that_windows_is_set_to_and_on_macos_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(theme, "_system_font_points", lambda: 13.5)
    app: Any = SimpleNamespace(primaryScreen=lambda: SimpleNamespace(logicalDotsPerInch=lambda: 192.0))
    app.platformName = lambda: "windows"
    assert theme._system_text_scale(app) == 1.5
    app.platformName = lambda: "cocoa"
    monkeypatch.setattr(sys, "platform", "darwin")
    assert theme._system_text_scale(app) == 1.0


@pytest.mark.parametrize(
    ("platform", "code", "virtual", "digit"),
    [("win32", 2, 0x31, 1), ("win32", 11, 0x30, 0), ("darwin", 1, 18, 1), ("darwin", 1, 23, 5), ("darwin", 1, 29, 0)],
)
def test_shift_and_a_digit_key_are_known_by_their_place_on_the_keyboard(
    platform: str, code: int, virtual: int, digit: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    shift = Qt.KeyboardModifier.ShiftModifier
    press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_section, shift, code, virtual, 0, "§")
    assert digits.typed_digit(press) == ("now", digit)


@pytest.mark.usefixtures("mac")
def test_hints_of_keys_show_the_key_that_macs_have(qtbot: Any) -> None:
    button = Button("Undo", key="Ctrl+Z")
    qtbot.addWidget(button)
    assert button.key_text() == "⌘ Z"


def test_on_windows_the_c_library_is_asked_to_learn_of_a_new_time_zone_and_may_have_no_such_function(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import time

    monkeypatch.delattr(time, "tzset")
    day_watch.follow_zone()
    asked: list[str] = []
    monkeypatch.setattr(ctypes, "CDLL", lambda name: SimpleNamespace(_tzset=lambda: asked.append(name)))
    day_watch.follow_zone()
    assert asked == ["ucrtbase"]


@pytest.mark.parametrize("missing", [("CLOCK_BOOTTIME",), ("CLOCK_BOOTTIME", "CLOCK_MONOTONIC", "clock_gettime")])
def test_time_without_a_touch_is_counted_by_a_clock_that_the_system_has(
    missing: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    import time

    with monkeypatch.context() as patch:
        for name in missing:
            patch.delattr(time, name, raising=False)
        importlib.reload(idle)
        first = idle.seconds()
        assert 0 < first <= idle.seconds() < first + 60
    importlib.reload(idle)


def test_on_windows_a_file_is_read_and_written_without_a_flag_that_it_lacks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (file := tmp_path / "diary.json").write_text("{}")
    there = Os()
    monkeypatch.setattr(pipes, "os", SimpleNamespace(open=there.open))
    with open(file, "rb", opener=pipes.unwaiting) as stream:
        assert stream.read() == b"{}"
    with open(file, "wb", opener=pipes.unwaiting) as stream:
        stream.write(b"[]")
    assert file.read_bytes() == b"[]"
    assert len(there.opened) == 2


def test_every_way_that_only_one_system_goes_is_listed_with_its_test() -> None:
    root = Path(__file__).resolve().parents[1]
    listed = (root / "packaging" / "checks.md").read_text(encoding="utf-8")
    asks = re.compile(
        r"""sys\.platform|os\.name|platform\.system|platformName\(|"(darwin|win32)\"|(has|get)attr\((os|time|signal),"""
        r"|windll|ucrtbase|winreg|winsound|msvcrt"
    )
    for file in (root / "kneerehab").rglob("*.py"):
        name = file.relative_to(root / "kneerehab").as_posix()
        if asks.search(file.read_text(encoding="utf-8")) and name not in ELSEWHERE:
            assert f"`{name}`" in listed
    for test in re.findall(r"\| `(tests/[\w/]+\.py)` \|", listed):
        assert (root / test).is_file()
