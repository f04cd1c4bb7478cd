"""A system without Qt's libraries or without a screen is told so kindly, with the one command that mends it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kneerehab import system_needs

ROOT = Path(__file__).resolve().parents[1]

linux = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="only Linux leaves Qt's libraries to the system"
)


def _as(monkeypatch: pytest.MonkeyPatch, *, root: bool, programs: tuple[str, ...]) -> None:
    monkeypatch.setattr(system_needs, "is_root", lambda: root)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}" if name in programs else None)


@linux
def test_missing_libraries_are_found_and_named_by_their_packages() -> None:
    def loadable(library: str) -> bool:
        return library not in ("libxcb-cursor.so.0", "libGL.so.1", "libgthread-2.0.so.0", "libglib-2.0.so.0")

    missing = system_needs.missing_libraries(system_needs.X11, loadable)
    assert missing == ["libGL.so.1", "libglib-2.0.so.0", "libgthread-2.0.so.0", "libxcb-cursor.so.0"]
    assert system_needs.packages_for(missing) == ["libgl1", "libglib2.0-0", "libxcb-cursor0"]
    assert "libxcb-cursor.so.0" not in system_needs.missing_libraries(system_needs.OFFSCREEN, loadable)


def test_nothing_is_looked_for_outside_linux(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert system_needs.missing_libraries(system_needs.X11, lambda library: False) == []


def test_a_library_that_no_system_has_does_not_load() -> None:
    assert not system_needs.is_loadable("libkneerehab-nowhere.so.7")


def test_a_window_needs_what_its_session_uses() -> None:
    assert system_needs.window_needs({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}) is system_needs.X11
    assert system_needs.window_needs({"WAYLAND_DISPLAY": "wayland-0"}) is system_needs.WAYLAND
    assert system_needs.window_needs({"WAYLAND_DISPLAY": "wayland-0", "QT_QPA_PLATFORM": "xcb"}) is system_needs.X11
    assert system_needs.window_needs({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen:x"}) is system_needs.OFFSCREEN


@pytest.mark.parametrize(
    ("root", "programs", "told", "not_told"),
    [
        (True, ("apt-get",), "    apt-get update; apt-get install -y --no-install-recommends libegl1\n", "sudo"),
        (False, ("apt-get", "sudo"), "    sudo apt-get update; sudo apt-get install", "as root"),
        (False, ("apt-get",), "ask the person who administers this computer to run this command as root", "sudo"),
        (False, ("dnf", "sudo"), "Debian calls the packages libegl1", "apt-get"),
    ],
)
def test_the_command_is_one_that_this_person_can_type(
    root: bool, programs: tuple[str, ...], told: str, not_told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _as(monkeypatch, root=root, programs=programs)
    message = system_needs.missing_message(["libEGL.so.1"], ["libegl1"])
    assert "libEGL.so.1" in message
    assert told in message
    assert not_told not in message


def test_who_may_perhaps_not_use_sudo_is_told_whom_to_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    _as(monkeypatch, root=False, programs=("apt-get", "sudo"))
    assert "ask the person who administers" in system_needs.missing_message(["libEGL.so.1"], ["libegl1"])


@linux
def test_an_import_that_a_missing_library_ended_names_all_that_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    _as(monkeypatch, root=True, programs=("apt-get",))
    fault = ImportError("libglib-2.0.so.0: cannot open shared object file: No such file or directory")
    absent = ("libglib-2.0.so.0", "libEGL.so.1")
    told = system_needs.lacking(fault, loadable=lambda library: library not in absent)
    assert told is not None
    assert "libEGL.so.1, libglib-2.0.so.0" in str(told)
    assert "recommends libegl1 libglib2.0-0" in str(told)


def test_a_library_of_no_known_package_is_named_all_the_same() -> None:
    fault = ImportError("libnew.so.3: cannot open shared object file: No such file or directory")
    told = system_needs.lacking(fault, loadable=lambda library: True)
    assert told is not None
    assert "libnew.so.3" in str(told)
    assert "apt-get" not in str(told)


def test_another_fault_of_an_import_is_not_explained_away() -> None:
    assert system_needs.lacking(ModuleNotFoundError("No module named 'PySide6'")) is None


def _window(**variables: str) -> subprocess.CompletedProcess[str]:
    """The program, told to open its window in a session of these variables alone."""
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    command = [sys.executable, "-m", "kneerehab", "--demo"]
    return subprocess.run(
        command, cwd=ROOT, env=environment | variables, capture_output=True, text=True, timeout=300, check=False
    )


@linux
@pytest.mark.parametrize(
    ("variables", "told"),
    [
        ({}, "There is no screen to open a window on: neither DISPLAY nor WAYLAND_DISPLAY is set."),
        ({"QT_QPA_PLATFORM": "nowhere"}, "The screen could not be opened (QT_QPA_PLATFORM=nowhere)."),
        ({"DISPLAY": ":4711"}, ""),  # which of the two is told depends on the libraries that are here
    ],
)
def test_a_start_without_a_screen_says_so_instead_of_aborting(variables: dict[str, str], told: str) -> None:
    done = _window(**variables)
    assert done.returncode == 1
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert "Reinstalling the application" not in done.stderr
    assert "could not be opened (DISPLAY=:4711)" in done.stderr or "missing" in done.stderr or told


@linux
def test_a_start_without_a_library_of_qt_says_the_command(tmp_path: Path) -> None:
    """A stand-in for PySide6 fails as the real one does where the system lacks glib."""
    package = tmp_path / "PySide6"
    package.mkdir()
    fault = "libglib-2.0.so.0: cannot open shared object file: No such file or directory"
    (package / "__init__.py").write_text(f"raise ImportError({fault!r})\n")
    done = _window(PYTHONPATH=str(tmp_path))
    assert done.returncode != 0
    assert "libglib-2.0.so.0" in done.stderr
    assert "Traceback" not in done.stderr
