"""What the installers of every system are made of: files that exist, one version, and one list of kinds of files.

Inno Setup, hdiutil and the release workflow itself run on other systems only; see packaging/checks.md.
"""

from __future__ import annotations

import plistlib
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from types import CodeType, SimpleNamespace
from typing import Any

import pytest
from PySide6.QtGui import QImage

import dev_bundle

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
sys.path.append(str(PACKAGING / "bundle"))

import contents  # noqa: E402

import smoke  # noqa: E402
from kneerehab import __version__, i18n, paths  # noqa: E402

WORKFLOW = ROOT / ".github" / "workflows" / "release.yml"
FLATPAK = PACKAGING / "flatpak" / f"{paths.DESKTOP_ID}.yml"
SCRIPTS = (
    WORKFLOW,
    FLATPAK,
    dev_bundle.WINDOWS,
    dev_bundle.MACOS,
    PACKAGING / "windows" / "sign.ps1",
    PACKAGING / "macos" / "keys.sh",
    PACKAGING / "bundle" / "kneerehab.spec",
)


def test_the_checkout_passes_what_every_release_has_to(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    smoke.main([sys.executable, "-m", "kneerehab"])
    assert "fine" in capfd.readouterr().out


def test_a_program_that_does_not_work_does_not_pass() -> None:
    with pytest.raises(SystemExit, match="version is another one"):
        smoke.main([sys.executable, "-c", "print('kneerehab 0.0.0')"])


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_the_version_stands_in_the_program_alone(script: Path) -> None:
    assert __version__ not in script.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_the_files_that_a_script_names_are_there(script: Path) -> None:
    text = script.read_text(encoding="utf-8-sig")
    for name in re.findall(r"\bpackaging/[\w./*-]+[\w*]", text):
        assert list(ROOT.glob(name)), name


def test_the_flatpak_takes_files_of_the_desktop_that_are_there() -> None:
    text = FLATPAK.read_text(encoding="utf-8")
    names = re.findall(r"install -Dm644 -t \S+ (\S+)", text)
    assert len(names) == 4
    assert all((PACKAGING / "desktop" / name).is_file() for name in names)
    assert f"id: {paths.DESKTOP_ID}\n" in text
    assert "--share=network" not in text


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash")
@pytest.mark.parametrize("script", [path for path in SCRIPTS if path.suffix == ".sh"], ids=lambda path: path.name)
def test_a_shell_can_read_the_script(script: Path) -> None:
    subprocess.run(["bash", "-n", str(script)], check=True)


def test_windows_and_macos_offer_the_program_for_the_same_kinds_of_files() -> None:
    text = dev_bundle.WINDOWS.read_text(encoding="utf-8-sig")
    assert set(re.findall(r"\\\.(\w+)\\OpenWithProgids", text)) == set(contents.FILE_TYPES)
    told = plistlib.loads(plistlib.dumps(contents.info_plist()))
    kinds = [kind for document in told["CFBundleDocumentTypes"] for kind in document["LSItemContentTypes"]]
    assert kinds == [kind for kind, _words in contents.FILE_TYPES.values()]
    assert {document["LSHandlerRank"] for document in told["CFBundleDocumentTypes"]} == {"Alternate"}


def test_the_installer_for_windows_needs_no_administrator_and_says_in_every_language_where_the_diary_stays() -> None:
    text = dev_bundle.WINDOWS.read_text(encoding="utf-8-sig")
    assert "\nPrivilegesRequired=lowest\n" in text
    assert not re.search(r"Root: (?!HKCU)", text)
    languages = set(i18n.shipped(paths.resources_dir() / "locale"))
    assert set(re.findall(r'^Name: "(\w+)"; MessagesFile', text, re.MULTILINE)) == languages
    assert set(re.findall(r"^(\w+)\.DiaryStays=.*%1", text, re.MULTILINE)) == languages
    assert "\\kneerehab')" in text, "the folder that `paths` names"
    assert "UninstallDelete" not in text


def test_inno_setup_is_given_each_word_that_its_script_asks_for(tmp_path: Path) -> None:
    command = dev_bundle.installer_command("win32", tmp_path / "kneerehab", tmp_path, "AMD64")
    text = dev_bundle.WINDOWS.read_text(encoding="utf-8-sig")
    given = {word[2:].partition("=")[0] for word in command if word.startswith("/D")}
    own = set(re.findall(r"^#define (\w+)", text, re.MULTILINE))
    assert set(re.findall(r"\{#(\w+)\}", text)) - own == given
    assert f"/Fkneerehab-{__version__}-amd64-setup" in command
    assert command[-1] == str(dev_bundle.WINDOWS)


def test_the_disk_image_is_made_of_the_app(tmp_path: Path) -> None:
    command = dev_bundle.installer_command("darwin", tmp_path / "kneerehab.app", tmp_path, "arm64")
    made = [str(tmp_path / "kneerehab.app"), str(tmp_path / f"kneerehab-{__version__}-arm64.dmg")]
    assert command == ["bash", str(dev_bundle.MACOS), *made]


def test_the_sign_of_the_program_is_drawn_for_windows_and_macos(tmp_path: Path) -> None:
    image = QImage(str(contents.draw_icon(tmp_path / "build" / "icon.png")))
    assert (image.width(), image.height()) == (1024, 1024)
    assert image.pixelColor(0, 0).alpha() == 0
    assert image.pixelColor(100, 512).name() == "#0b6177"


def recipe(system: str, work: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, dict[str, Any]]]:
    """What PyInstaller's recipe asks for on a system: its words (`EXE`, `BUNDLE` …) and what they are given."""
    monkeypatch.setattr(sys, "platform", system)
    asked: list[tuple[str, dict[str, Any]]] = []

    def word(name: str) -> Any:
        def ask(*_parts: Any, **given: Any) -> Any:
            asked.append((name, given))
            pure = [("kneerehab.paths", paths.__file__, "PYMODULE"), ("a_folder_of_modules", "-", "PYMODULE")]
            return SimpleNamespace(binaries=[], datas=[], pure=pure, scripts=[])

        return ask

    # PyInstaller itself is where bundles are made, and nowhere else.
    settings = SimpleNamespace(CONF={"code_cache": defaultdict[int, dict[str, CodeType]](dict)})
    monkeypatch.setitem(sys.modules, "PyInstaller.config", settings)
    spec = PACKAGING / "bundle" / "kneerehab.spec"
    words = {name: word(name) for name in ("Analysis", "PYZ", "EXE", "COLLECT", "BUNDLE")}
    code = compile(spec.read_text(encoding="utf-8"), str(spec), "exec")
    exec(code, words | {"SPECPATH": str(spec.parent), "workpath": str(work / "kneerehab")})
    asked += [("code", code) for code in settings.CONF["code_cache"].values()]
    return asked


def test_windows_gets_a_program_with_a_console_and_one_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = recipe("win32", tmp_path, monkeypatch)
    made = {given["name"]: given for name, given in asked if name == "EXE"}
    assert {name: given["console"] for name, given in made.items()} == {"kneerehab": True, "kneerehab-window": False}
    assert all(Path(given["icon"]).is_file() for given in made.values())
    assert __version__ in Path(made["kneerehab"]["version"]).read_text(encoding="utf-8")
    assert (tmp_path / "kneerehab.ico").read_bytes()[:4] == b"\0\0\1\0"
    assert "BUNDLE" not in dict(asked)


def test_macos_gets_an_app_of_this_version_that_is_no_program_of_the_background(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CODESIGN_IDENTITY", "Developer ID")
    asked = dict(recipe("darwin", tmp_path, monkeypatch))
    assert not asked["EXE"]["console"]
    assert asked["EXE"]["codesign_identity"] == "Developer ID"
    app = asked["BUNDLE"]
    assert (app["name"], app["version"]) == ("kneerehab.app", __version__)
    assert app["bundle_identifier"] == paths.DESKTOP_ID
    assert Path(app["icon"]).is_file()


def test_linux_needs_neither_icon_nor_version_in_its_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = dict(recipe("linux", tmp_path, monkeypatch))
    assert (asked["EXE"]["icon"], asked["EXE"]["version"]) == (None, None)
    assert not list(tmp_path.iterdir())


def test_modules_go_in_without_their_docstrings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    codes = dict(recipe("linux", tmp_path, monkeypatch))["code"]
    assert list(codes) == ["kneerehab.paths"]
    assert paths.__doc__
    assert paths.__doc__ not in codes["kneerehab.paths"].co_consts


def test_windows_shows_this_version_under_details() -> None:
    def kept(kind: str) -> Any:
        return lambda *items, **fields: (kind, *items, *fields.items())

    names = ("VSVersionInfo", "FixedFileInfo", "StringFileInfo", "StringTable", "StringStruct", "VarFileInfo")
    told = eval(contents.version_resource("1.20.3"), {name: kept(name) for name in (*names, "VarStruct")})
    assert ("filevers", (1, 20, 3, 0)) in told[1][1]
    assert "('StringStruct', 'ProductVersion', '1.20.3')" in repr(told)
