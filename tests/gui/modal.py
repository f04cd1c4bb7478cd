"""Acting inside a modal dialog: a test that fails there must not hang."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QElapsedTimer, QTimer
from PySide6.QtWidgets import QApplication, QDialog

_PATIENCE = 30_000
"""Milliseconds a dialog may take to come up."""


def drop(dialog: QDialog) -> None:
    """Close a dialog whatever it would ask first."""
    QDialog.hide(dialog)
    QDialog.done(dialog, 0)


def drop_dialogs() -> None:
    """Close what a test left open, half-typed or not, without a question."""
    while isinstance(dialog := QApplication.activeModalWidget(), QDialog):
        drop(dialog)


def in_dialog(kind: type[QDialog], act: Callable[[Any], None], wait: int = 5) -> None:
    """Once the next dialog of that class is open, `act` on it; it is closed in any case if that fails.

    `wait` is how many milliseconds lie between two looks. Keys reach a dialog only once its window is active, which
    takes its time on a busy machine.
    """
    clock = QElapsedTimer()
    clock.start()

    def run() -> None:
        dialog = QApplication.activeModalWidget()
        if (dialog is None or not dialog.isActiveWindow()) and clock.elapsed() < _PATIENCE:
            QTimer.singleShot(wait, run)
            return
        assert isinstance(dialog, QDialog)
        try:
            assert isinstance(dialog, kind)
            act(dialog)
        except BaseException:
            drop(dialog)
            raise

    QTimer.singleShot(wait, run)
