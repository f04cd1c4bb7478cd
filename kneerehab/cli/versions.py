"""`--version`: what a report of a fault should name."""

from __future__ import annotations

import platform
import sqlite3
from argparse import Namespace

from kneerehab import __version__, paths
from kneerehab.cli.refusing import FINE
from kneerehab.i18n import _


def tell(options: Namespace) -> int:
    """Print the versions of the program and of what it stands on, and where the diary is looked for."""
    print(f"kneerehab {__version__}")
    print(f"Python {platform.python_version()}")
    print(_qt())
    print(f"SQLite {sqlite3.sqlite_version}")
    print(_("data folder: {folder}").format(folder=paths.data_dir(options.data_dir)))
    return FINE


def _qt() -> str:
    try:
        from kneerehab.gui.shell.qt_version import qt_version
    except ImportError as fault:
        return _("Qt can't be loaded: {reason}").format(reason=fault)
    return qt_version()
