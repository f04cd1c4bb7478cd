"""Starting with the session: a desktop entry (Linux), a Run value (Windows) or a LaunchAgent (macOS), and away again.

The computer is an argument, so that each system's way can be tried on any other; only `this_computer` looks around.
"""

from __future__ import annotations

import os
import plistlib
import subprocess
import sys
import sysconfig
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

from kneerehab.frozen import dataclass
from kneerehab.paths import DESKTOP_ID
from kneerehab.replacing import make_folder, write_whole

OPTION = "--at-login"
"""What the program is started with, so that it begins in the tray."""

_NAME = "kneerehab"
_WINDOW = "kneerehab-window"
_FROM_FOLDER = "import sys; sys.path.insert(0, sys.argv.pop(1)); from kneerehab.cli import main; sys.exit(main())"
"""Runs a checkout, which nothing but its folder knows: `python -m` would only find it from there."""
_QUOTED = frozenset(" \t\n\"'\\><~|&;$*?#()`%")


class RunKey(Protocol):
    """What Windows starts for this user at login, as Qt's settings speak of it."""

    def contains(self, name: str, /) -> bool: ...

    def setValue(self, name: str, value: Any, /) -> None: ...  # noqa: N802

    def remove(self, name: str, /) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Computer:
    """What is needed to know of a computer; `run_key` is asked on Windows alone.

    `pip` holds pairs of folders, for packages and for their programs; `package` is this program's own. A `bundled`
    program is one file, which is then `python`.
    """

    platform: str
    python: Path
    bundled: bool
    pip: tuple[tuple[Path, Path], ...]
    package: Path
    home: Path
    environment: Mapping[str, str]
    run_key: RunKey


def this_computer(run_key: RunKey) -> Computer:
    """The one the program runs on."""
    schemes = (sysconfig.get_default_scheme(), sysconfig.get_preferred_scheme("user"))
    return Computer(
        platform=sys.platform,
        python=Path(sys.executable),
        bundled=bool(getattr(sys, "frozen", False)),
        pip=tuple((_folder("purelib", scheme), _folder("scripts", scheme)) for scheme in schemes),
        package=Path(__file__).resolve().parent,
        home=Path.home(),
        environment=os.environ,
        run_key=run_key,
    )


def _folder(kind: str, scheme: str) -> Path:
    return Path(sysconfig.get_path(kind, scheme)).resolve()


def command(computer: Computer, data_dir: Path | None = None) -> list[str]:
    """What starts this very program: the bundle, the script that pip made, or Python itself.

    `data_dir` is where the diary lies, unless in the usual place.
    """
    rest = [OPTION] if data_dir is None else [OPTION, "--data-dir", str(data_dir)]
    if computer.bundled and (sandboxed := computer.environment.get("FLATPAK_ID")):
        return ["flatpak", "run", sandboxed, *rest]
    if computer.bundled:
        windowed = computer.python.with_name(f"{_WINDOW}.exe")
        return [str(windowed if windowed.is_file() else computer.python), *rest]
    python = _without_console(computer)
    for packages, programs in computer.pip:
        if computer.package.is_relative_to(packages):
            script = programs / (f"{_WINDOW}.exe" if computer.platform == "win32" else _WINDOW)
            return [str(script), *rest] if script.is_file() else [python, "-P", "-m", "kneerehab", *rest]
    return [python, "-P", "-c", _FROM_FOLDER, str(computer.package.parent), *rest]


def _without_console(computer: Computer) -> str:
    windowed = computer.python.with_name("pythonw.exe")
    return str(windowed if computer.platform == "win32" and windowed.is_file() else computer.python)


def is_on(computer: Computer) -> bool:
    """Whether the program starts at login."""
    if computer.platform == "win32":
        return computer.run_key.contains(_NAME)
    return place(computer).is_file()


def turn_on(computer: Computer, data_dir: Path | None = None) -> None:
    """Start at login from now on; raises OSError where that can't be written."""
    words = command(computer, data_dir)
    if computer.platform == "win32":
        computer.run_key.setValue(_NAME, subprocess.list2cmdline(words))
        return
    file = place(computer)
    make_folder(file.parent)
    write_whole(file, launch_agent(words) if computer.platform == "darwin" else desktop_entry(words).encode())


def turn_off(computer: Computer) -> None:
    """Leave nothing behind; raises OSError where that can't be taken away."""
    if computer.platform == "win32":
        computer.run_key.remove(_NAME)
    else:
        place(computer).unlink(missing_ok=True)


def place(computer: Computer) -> Path:
    """The file that starts the program: a LaunchAgent on macOS, else the desktop's autostart entry (XDG)."""
    if computer.platform == "darwin":
        return computer.home / "Library" / "LaunchAgents" / f"{_NAME}.plist"
    name = "HOST_XDG_CONFIG_HOME" if "FLATPAK_ID" in computer.environment else "XDG_CONFIG_HOME"
    config = computer.environment.get(name) or computer.home / ".config"
    return Path(config) / "autostart" / f"{_NAME}.desktop"


def launch_agent(words: list[str]) -> bytes:
    """The property list that macOS reads at login."""
    return plistlib.dumps(
        {"Label": _NAME, "ProgramArguments": words, "RunAtLoad": True, "ProcessType": "Interactive"}, sort_keys=False
    )


def desktop_entry(words: list[str]) -> str:
    """The entry that Linux desktops read at login (Desktop Entry Specification 1.5)."""
    called = " ".join(_quoted(word) for word in words)
    return f"[Desktop Entry]\nType=Application\nName={_NAME}\nExec={called}\nIcon={DESKTOP_ID}\nTerminal=false\n"


def _quoted(word: str) -> str:
    """A word of Exec: quoted for the command line, then escaped once more as every value of an entry is."""
    if not _QUOTED & set(word):
        return word
    inside = "".join(f"\\{letter}" if letter in '"`$\\' else letter for letter in word).replace("%", "%%")
    return f'"{inside}"'.replace("\\", "\\\\")
