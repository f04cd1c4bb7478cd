"""Watches over a diary that is locked: covers it when nobody is there, or when the system locks its screen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from kneerehab.gui.lock.cover import Cover
from kneerehab.gui.lock.idle import Idle
from kneerehab.gui.lock.screen import listen
from kneerehab.gui.look.curtain import curtain
from kneerehab.gui.shell import clipboard
from kneerehab.gui.shell.workspace import Workspace

if TYPE_CHECKING:
    from kneerehab.gui.shell.main_window import MainWindow

_LISTEN_AFTER_MS = 2_000  # not while the program is starting


class LockWatch(QObject):
    """Lives as long as the diary is open. While a guided session runs, somebody is there without touching anything."""

    def __init__(self, window: MainWindow, workspace: Workspace, file: Path) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = workspace
        self.idle = Idle(window, workspace.settings.lock_minutes, self)
        self.cover = Cover(window, file, self._lifted)
        window.may_close = self.cover.may_close
        self.idle.passed.connect(self._nobody_there)
        self.idle.asked.connect(self.cover.draw)
        workspace.settings_changed.connect(self._settle)
        QTimer.singleShot(_LISTEN_AFTER_MS, self, lambda: listen(self, self.cover.draw))

    def stop(self) -> None:
        """The diary is about to be closed."""
        self._workspace.settings_changed.disconnect(self._settle)
        self.idle.stop()
        self.cover.lift()
        self._window.may_close = lambda: True
        clipboard.clear()
        self.deleteLater()

    def _lifted(self) -> None:
        self._workspace.put_to_work(None)  # who comes back may be somebody else, and signs for themselves
        self.idle.touch()
        self._window.given.look_soon()

    def _settle(self) -> None:
        self.idle.set_minutes(self._workspace.settings.lock_minutes)

    def _nobody_there(self) -> None:
        if curtain.drawn:
            return
        view = self._window.timed_view()
        if view is not None and view is self._window.stack.currentWidget():
            self.idle.touch()
        else:
            self.cover.draw()
