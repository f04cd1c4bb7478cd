"""Acting inside a modal dialog: a test that fails there must not hang."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog


def in_dialog(kind: type[QDialog], act: Callable[[Any], None], wait: int = 150) -> None:
    """Once the next dialog of that class is open, `act` on it; it is closed in any case if that fails."""

    def run() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        try:
            assert isinstance(dialog, kind)
            act(dialog)
        except BaseException:
            QDialog.hide(dialog)
            QDialog.done(dialog, 0)
            raise

    QTimer.singleShot(wait, run)
