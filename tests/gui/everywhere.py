"""Every page and every dialog of a window, one after the other, as they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from kneerehab.gui.shell import tasks
from kneerehab.gui.shell.navigation import PAGES
from tests.gui.dialogs_at_hand import DIALOGS


def settle() -> None:
    """Let the layout come to rest."""
    for _ in range(4):
        QApplication.processEvents()


def rest() -> None:
    """Wait for what is worked out beside the window, then for the layout."""
    settle()
    while tasks.busy():
        turns = QEventLoop()  # QTest.qWait would keep the interpreter from the worker
        QTimer.singleShot(10, turns.quit)
        turns.exec()
    settle()


def close(dialog: QDialog) -> None:
    """Close without the question whether something typed may be lost."""
    dialog.on_close_guard = lambda: True  # type: ignore[attr-defined]
    dialog.reject()
    dialog.deleteLater()


def pages(running: Any, rest: Callable[[], object] = settle) -> Iterator[tuple[str, QWidget]]:
    """Each page in its window, built to its end, once it is at `rest`."""
    for entry in PAGES:
        running.window.show_page(entry.name)
        if entry.name == "progress":
            running.window.page("progress").steps.finish()
        rest()
        yield entry.name, running.window


def dialogs(running: Any, rest: Callable[[], object] = settle) -> Iterator[tuple[str, QDialog]]:
    """Each dialog, open until the next one is asked for."""
    for name, make in DIALOGS.items():
        dialog = make(running.workspace, running.window)
        dialog.show()
        rest()
        yield name, dialog
        close(dialog)
