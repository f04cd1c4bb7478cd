"""What the program shows outside its window, made when it is first needed: the icon in the tray, and reminders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from kneerehab.gui.shell.frame import Frame
from kneerehab.gui.shell.workspace import Workspace

if TYPE_CHECKING:
    from kneerehab.gui.shell.reminders import Reminders
    from kneerehab.gui.shell.tray import Tray


class Outside(QObject):
    """Costs nothing until reminders, or staying in the tray, are chosen."""

    def __init__(self, window: Frame, workspace: Workspace) -> None:
        super().__init__(window)
        self.window = window
        self.workspace = workspace
        self.reminders: Reminders | None = None
        self._tray: Tray | None = None
        workspace.settings_changed.connect(self._settle)
        self._settle()

    def release(self) -> None:
        """The workspace closes: no icon, no reminders."""
        self.workspace.settings_changed.disconnect(self._settle)
        for part in (self.reminders, self._tray):
            if part is not None:
                part.release()
        self.deleteLater()

    @property
    def tray(self) -> Tray:
        """The icon in the system's tray and what it can tell."""
        if self._tray is None:
            from kneerehab.gui.shell.tray import Tray

            self._tray = Tray(self.window, self.workspace)
        return self._tray

    def stands_in_tray(self) -> bool:
        """Whether it is wished that an icon in the tray stands for a window that is not there, and it does."""
        if self.workspace.settings.keep_in_tray:
            self.tray.settle()
        return self.workspace.settings.keep_in_tray and self.tray.stays

    def _settle(self) -> None:
        settings = self.workspace.settings
        if self.reminders is None and settings.reminders:
            from kneerehab.gui.shell.reminders import Reminders

            self.reminders = Reminders(self.window, self.workspace, self.tray.say)
        elif self._tray is None and settings.keep_in_tray:
            self.tray.settle()
