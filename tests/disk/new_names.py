"""Each way the program makes a new file or folder; run as a program under the shim, it makes one of them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from kneerehab import at_login, library
from kneerehab import settings as preferences
from kneerehab.exchange import recordings
from kneerehab.exchange.activities import Reading, preview
from kneerehab.exchange.csv_out import write_csv
from kneerehab.gui.look import own_pictures
from kneerehab.replacing import make_folder, write_whole
from kneerehab.services.own_sets import save_set
from kneerehab.services.watched import Watch
from kneerehab.storage.backup import copy_database, make_private_file
from tests import activity_files, builders
from tests.disk.operations import OLD_FILE


def _diary(folder: Path) -> None:
    make_private_file(folder / "kneerehab.sqlite3")


def _folders(folder: Path) -> None:
    make_folder(folder / "a" / "b" / "c", 0o700)


def _file(folder: Path) -> None:
    write_whole(folder / "export.json", b"{}")


def _copy(folder: Path) -> None:
    copy_database(OLD_FILE, folder / "backups" / "day-2026-03-10.sqlite3")


def _settings(folder: Path) -> None:
    preferences.save(folder / "settings.json", preferences.Settings(backup_folder="/stick"))


def _recording(folder: Path) -> None:
    file = folder / "run.gpx"
    file.write_bytes(activity_files.gpx(activity_files.points(600)))
    found = preview([file], builders.diary(), today=date(2026, 3, 20), reading=Reading())
    recordings.keep(folder / "diary", found.files, found.new)


def _set(folder: Path) -> None:
    save_set(folder / "exercise-sets", replace(library.protocols()[0], slug="mine"))


def _tables(folder: Path) -> None:
    write_csv(builders.diary(), folder / "tables", who="Mira")


def _seen(folder: Path) -> None:
    Watch(folder / "new" / "seen-runs.json").settle([OLD_FILE])


def _picture(folder: Path) -> None:
    from PySide6.QtGui import QImage

    own_pictures.use(folder / "kneerehab.sqlite3")
    image = QImage(2, 2, QImage.Format.Format_RGB32)
    image.fill(0)
    assert own_pictures.keep("mine", image)


def _login(folder: Path) -> None:
    computer = at_login.Computer(
        platform="linux",
        python=Path(sys.executable),
        bundled=False,
        pip=(),
        package=folder / "kneerehab",
        home=folder / "home",
        environment={},
        run_key=None,  # type: ignore[arg-type]  # there is none on Linux
    )
    at_login.turn_on(computer)


MADE: dict[str, tuple[Callable[[Path], None], tuple[str, ...]]] = {
    "a new diary": (_diary, ("kneerehab.sqlite3",)),
    "folders in folders": (_folders, ("a/b/c",)),
    "an export": (_file, ("export.json",)),
    "a copy": (_copy, ("backups/day-2026-03-10.sqlite3",)),
    "settings": (_settings, ("settings.json", "backup-folder.json")),
    "a recording": (_recording, ("diary/recordings/*.gpx.gz",)),
    "a set of exercises": (_set, ("exercise-sets/mine.toml",)),
    "tables": (_tables, ("tables/runner.csv", "tables/check_ins.csv")),
    "runs that were offered": (_seen, ("new/seen-runs.json",)),
    "a picture": (_picture, ("pictures/mine.png",)),
    "a start at login": (_login, ("home/.config/autostart/kneerehab.desktop",)),
}
"""What is made, and under which names (globs) it then lies."""

if __name__ == "__main__":
    MADE[sys.argv[1]][0](Path(sys.argv[2]))
