"""Where things live on disk: the only file that knows appdirs."""

from __future__ import annotations

import os
from pathlib import Path

ENV_DATA_DIR = "KNEEREHAB_DATA_DIR"

DESKTOP_ID = "org.kneerehab.kneerehab"
"""The name of our files for menus, by which a desktop knows whose windows these are."""


def data_dir(override: str | os.PathLike[str] | None = None) -> Path:
    """The folder of the diary: `override`, else $KNEEREHAB_DATA_DIR, else the user's data folder (not created here)."""
    chosen = override or os.environ.get(ENV_DATA_DIR)
    return Path(chosen).expanduser().absolute() if chosen else usual_data_dir()


def usual_data_dir() -> Path:
    """The user's data folder of this system, where a diary lies unless somebody says otherwise."""
    import appdirs

    return Path(appdirs.user_data_dir("kneerehab", appauthor=False))


def database_file(folder: Path) -> Path:
    """The one SQLite file of a data folder."""
    return folder / "kneerehab.sqlite3"


def settings_file(folder: Path) -> Path:
    """What this person prefers on this computer (JSON)."""
    return folder / "settings.json"


def backups_dir(folder: Path) -> Path:
    """Copies of the database, made before migrations and imports and once a day."""
    return folder / "backups"


def own_sets_dir(folder: Path) -> Path:
    """Exercise sets that a physio made (TOML); they hold nothing of a runner."""
    return folder / "exercise-sets"


def seen_runs_file(folder: Path) -> Path:
    """Which files of watched folders were offered before: check sums alone, no names and no runs."""
    return folder / "seen-runs.json"


def log_file(folder: Path) -> Path:
    """The log of faults; it never holds names, notes or scores."""
    return folder / "kneerehab.log"


def resources_dir() -> Path:
    """Shipped files: inside the package when installed from a wheel, beside it in a checkout."""
    package = Path(__file__).resolve().parent
    inside = package / "resources"
    # Path.is_dir raises on Python before 3.13 where it may not look.
    return inside if os.path.isdir(inside) else package.parent / "resources"
