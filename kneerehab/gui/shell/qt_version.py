"""Which Qt there is, for `kneerehab --version`."""

from __future__ import annotations

from PySide6 import __version__
from PySide6.QtCore import qVersion


def qt_version() -> str:
    """The versions of Qt and of its binding for Python."""
    return f"Qt {qVersion()}, PySide6 {__version__}"
