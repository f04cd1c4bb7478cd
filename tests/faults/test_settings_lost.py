"""Settings that are lost are told, and second copies go on; settings that can't be kept are told once."""

from __future__ import annotations

from pathlib import Path

import pytest

from kneerehab import settings as preferences
from kneerehab.gui.look.banner import Banner
from kneerehab.gui.shell.main_window import MainWindow
from kneerehab.settings import Settings
from tests import builders
from tests.faults.conftest import Starter, write

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

DAMAGES = {
    "gone": lambda file: file.unlink(),
    "empty": lambda file: file.write_bytes(b""),
    "half": lambda file: file.write_bytes(file.read_bytes()[:40]),
    "a list": lambda file: file.write_bytes(b"[]"),
    "noise": lambda file: file.write_bytes(b"\xff\x00" * 50),
}


def said(window: MainWindow) -> str:
    return "\n".join(banner.message() for banner in window.findChildren(Banner))


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_lost_settings_keep_the_folder_of_second_copies_and_are_told(
    start: Starter, file: Path, tmp_path: Path, damage: object
) -> None:
    write(file, builders.diary())
    settings = file.parent / "settings.json"
    preferences.save(settings, Settings(theme="dark", backup_folder=str(tmp_path)))
    assert not preferences.lost(settings)
    damage(settings)  # type: ignore[operator]
    assert preferences.lost(settings)
    assert preferences.load(settings) == Settings(backup_folder=str(tmp_path))
    window = start()
    assert window.workspace.settings.backup_folder == str(tmp_path)
    assert "settings of this computer were lost" in said(window)
    assert f"Second copies still go to {tmp_path}" in said(window)
    assert not preferences.lost(settings)
    assert preferences.load(settings).backup_folder == str(tmp_path)


def test_damaged_settings_without_a_known_folder_ask_for_it(start: Starter, file: Path) -> None:
    write(file, builders.diary())
    (file.parent / "settings.json").write_bytes(b"{")
    assert "choose that folder again" in said(start())


def test_a_first_start_has_lost_nothing(start: Starter, file: Path) -> None:
    write(file, builders.diary())
    assert "lost" not in said(start())


def test_a_folder_that_is_no_longer_wanted_does_not_come_back(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    preferences.save(file, Settings(backup_folder="/somewhere"))
    preferences.save(file, Settings())
    file.unlink()
    assert not preferences.lost(file)
    assert preferences.load(file).backup_folder is None


def test_settings_behind_a_link_are_kept_where_they_lie(tmp_path: Path) -> None:
    (tmp_path / "dotfiles").mkdir()
    file, aim = tmp_path / "settings.json", tmp_path / "dotfiles" / "kneerehab.json"
    file.symlink_to(aim)
    for theme in ("dark", "light"):
        preferences.save(file, Settings(theme=theme))
        assert file.is_symlink()
        assert preferences.load(aim).theme == theme
    assert [path.name for path in tmp_path.rglob("*.part")] == []


def test_settings_that_can_not_be_kept_are_told_once(start: Starter, file: Path) -> None:
    write(file, builders.diary())
    window = start()
    settings = file.parent / "settings.json"
    settings.unlink(missing_ok=True)
    settings.mkdir()
    for theme in ("dark", "light"):
        window.workspace.change_settings(theme=theme)
    assert said(window).count("Settings could not be kept") == 1
    assert [path.name for path in file.parent.glob("*.part")] == []
