"""Starting at login on Linux, Windows and macOS, each tried here: what is written, what it starts, and that it goes."""

from __future__ import annotations

import os
import plistlib
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from kneerehab import at_login
from kneerehab.at_login import Computer

PLATFORMS = ("linux", "win32", "darwin")


@pytest.fixture
def computer(tmp_path: Path) -> Computer:
    """A computer whose Python has the program from pip, with its script; the Run key is a real store of Qt's."""
    packages, scripts = tmp_path / "venv" / "site-packages", tmp_path / "venv" / "bin"
    scripts.mkdir(parents=True)
    for name in ("kneerehab-window", "kneerehab-window.exe", "pythonw.exe"):
        (scripts / name).touch()
    return Computer(
        platform="linux",
        python=scripts / "python",
        bundled=False,
        pip=((packages, scripts),),
        package=packages / "kneerehab",
        home=tmp_path / "home",
        environment={},
        run_key=QSettings(str(tmp_path / "run.ini"), QSettings.Format.IniFormat),
    )


@pytest.mark.parametrize("platform", PLATFORMS)
def test_it_is_on_once_turned_on_and_leaves_nothing_behind(computer: Computer, platform: str) -> None:
    here = replace(computer, platform=platform)
    assert not at_login.is_on(here)
    at_login.turn_off(here)
    at_login.turn_on(here)
    at_login.turn_on(here)
    assert at_login.is_on(here)
    at_login.turn_off(here)
    assert not at_login.is_on(here)
    assert not [path for path in computer.home.rglob("*") if path.is_file()]
    assert not computer.run_key.contains("kneerehab")


def test_windows_gets_one_line_in_which_a_folder_with_blanks_stays_one_word(computer: Computer) -> None:
    at_login.turn_on(replace(computer, platform="win32"), Path("C:/My diaries/knee"))
    line = str(computer.run_key.value("kneerehab"))
    assert line.split(" --at-login ")[0] == str(computer.pip[0][1] / "kneerehab-window.exe")
    assert line.endswith('--data-dir "C:/My diaries/knee"'.replace("/", os.sep))


def test_macos_gets_a_property_list_that_starts_it_at_login(computer: Computer) -> None:
    here = replace(computer, platform="darwin")
    at_login.turn_on(here)
    file = computer.home / "Library/LaunchAgents/kneerehab.plist"
    held = plistlib.loads(file.read_bytes())
    assert held["ProgramArguments"] == at_login.command(here)
    assert held["RunAtLoad"] is True


def test_linux_gets_an_autostart_entry_where_the_desktop_looks_for_it(computer: Computer, tmp_path: Path) -> None:
    assert at_login.place(computer) == computer.home / ".config/autostart/kneerehab.desktop"
    elsewhere = replace(computer, environment={"XDG_CONFIG_HOME": str(tmp_path / "set")})
    assert at_login.place(elsewhere) == tmp_path / "set/autostart/kneerehab.desktop"


@pytest.mark.skipif(os.name != "posix", reason="needs a shell, which splits words as desktops do")
@pytest.mark.parametrize(
    "folder", ["/home/nora/diary", "/home/nora/my diary", '/tmp/a "b" $c `d` \\e', "/tmp/100 % knee; rm -rf ~"]
)
def test_a_desktop_reads_back_the_words_that_were_meant(computer: Computer, folder: str) -> None:
    at_login.turn_on(computer, Path(folder))
    text = at_login.place(computer).read_text(encoding="utf-8")
    (value,) = re.findall(r"^Exec=(.*)$", text, re.MULTILINE)
    assert "%" not in value.replace("%%", ""), "one alone would stand for a file to open"
    unescaped = value.replace("\\\\", "\\")  # as every value of an entry
    said = subprocess.run(["sh", "-c", f"printf '%s\\n' {unescaped}"], capture_output=True, text=True, check=True)
    assert said.stdout.replace("%%", "%").splitlines() == at_login.command(computer, Path(folder))


def test_what_starts_is_the_script_of_pip_else_python_else_the_folder_or_the_bundle(computer: Computer) -> None:
    scripts = computer.pip[0][1]
    assert at_login.command(computer) == [str(scripts / "kneerehab-window"), "--at-login"]
    (scripts / "kneerehab-window").unlink()
    assert at_login.command(computer) == [str(scripts / "python"), "-P", "-m", "kneerehab", "--at-login"]
    checkout = replace(computer, package=Path("/home/nora/checkout/kneerehab"))
    assert at_login.command(checkout)[0] == str(scripts / "python")
    assert at_login.command(checkout)[-2:] == [str(Path("/home/nora/checkout")), "--at-login"]
    bundle = replace(computer, bundled=True, python=Path("/opt/kneerehab/kneerehab"))
    assert at_login.command(bundle) == [str(Path("/opt/kneerehab/kneerehab")), "--at-login"]


def test_in_flatpak_the_desktop_outside_is_told_to_run_it(computer: Computer) -> None:
    box = {"FLATPAK_ID": "org.kneerehab.kneerehab", "XDG_CONFIG_HOME": "/home/nora/.var/app/config"}
    here = replace(computer, bundled=True, environment=box)
    assert at_login.command(here) == ["flatpak", "run", "org.kneerehab.kneerehab", "--at-login"]
    assert at_login.place(here) == computer.home / ".config/autostart/kneerehab.desktop"
    moved = replace(here, environment=box | {"HOST_XDG_CONFIG_HOME": "/home/nora/set"})
    assert at_login.place(moved) == Path("/home/nora/set/autostart/kneerehab.desktop")


def test_windows_starts_without_a_console(computer: Computer) -> None:
    bundle = replace(computer, platform="win32", bundled=True, python=computer.python.with_name("kneerehab.exe"))
    assert at_login.command(bundle)[0] == str(computer.python.with_name("kneerehab-window.exe"))
    here = replace(computer, platform="win32", package=Path("C:/checkout/kneerehab"))
    assert at_login.command(here)[0] == str(computer.pip[0][1] / "pythonw.exe")


def test_the_command_for_this_very_program_starts_it(tmp_path: Path) -> None:
    """Really started, from a folder with a file that must not stand in for ours."""
    (tmp_path / "kneerehab.py").write_text("raise SystemExit('the wrong one')", encoding="utf-8")
    here = at_login.this_computer(QSettings(str(tmp_path / "run.ini"), QSettings.Format.IniFormat))
    words = [*at_login.command(here), "--version"]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.startswith("kneerehab ")
