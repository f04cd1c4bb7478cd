"""A part that shows itself before it has a place is a window of its own: it flashes, and takes the focus away."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from kneerehab.domain.codes import ActivityKind
from kneerehab.domain.record import new_id
from kneerehab.gui.shell.navigation import ENTRIES
from tests.gui.dialogs_at_hand import DIALOGS
from tests.gui.modal import drop

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # remarks of the offscreen platform

NOW = datetime(2026, 2, 22, 9, 0)


class Shown(QObject):
    """Keeps the classes of all that is shown as a window."""

    def __init__(self) -> None:
        super().__init__()
        self.kinds: set[str] = set()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.kinds.add(type(watched).__name__)
        return False


def test_nothing_but_the_window_is_shown_as_one_on_any_page_and_after_a_run(program: Any, qapp: QApplication) -> None:
    shown = Shown()
    qapp.installEventFilter(shown)
    try:
        running = program("build-week-8", NOW)
        run = next(one for one in reversed(running.diary.activities) if one.kind is ActivityKind.RUN)
        for text in ("Run", "Another"):
            running.workspace.save(text, replace(run, id=new_id(), at=NOW, changed=None))
        for name in ENTRIES:
            running.window.show_page(name)
            for width in (960, 1280):
                running.window.resize(width, 700)
                QApplication.processEvents()
    finally:
        qapp.removeEventFilter(shown)
    assert shown.kinds == {"MainWindow"}


def test_nothing_but_the_dialog_is_shown_as_a_window_when_one_is_made(program: Any, qapp: QApplication) -> None:
    running = program("build-week-8", NOW)
    strays: dict[str, set[str]] = {}
    shown = Shown()
    qapp.installEventFilter(shown)
    try:
        for name, make in DIALOGS.items():
            shown.kinds.clear()
            dialog = make(running.workspace, running.window)
            dialog.show()
            QApplication.processEvents()
            strays[name] = shown.kinds - {type(dialog).__name__}
            drop(dialog)
            dialog.deleteLater()
    finally:
        qapp.removeEventFilter(shown)
    assert {name: kinds for name, kinds in strays.items() if kinds} == {}
