"""Page: refreshes when what it watches has changed and it can be seen."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from kneerehab.gui.shell.workspace import Workspace
from kneerehab.services.changes import Change


class Page(QWidget):
    """One entry of the sidebar. Subclasses set `watches` and fill `refresh`; they keep no copy of the data."""

    watches = Change.ALL

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self._stale = True
        self.setProperty("focus_none", True)
        workspace.runner_changed.connect(lambda: self.notice(Change.ALL))
        workspace.settings_changed.connect(lambda: self.notice(Change.ALL))
        workspace.work_changed.connect(lambda: self.notice(Change.ALL))
        workspace.today_changed.connect(lambda: self.notice(Change.ALL))

    def notice(self, change: Change) -> None:
        """Something was saved: redraw now if the page can be seen, else when it is next shown."""
        if change & self.watches:
            self._stale = True
            if self.isVisible():
                self._refresh_if_stale()

    def refresh(self) -> None:
        """Fill the page from the services."""

    def fill(self) -> None:
        """Refresh now, if need be: Qt would lay out an empty page that is shown, and then the full one."""
        self._refresh_if_stale()

    def begin(self) -> None:
        """The program has just opened on this page: put the keyboard where it is wanted first."""

    def to_top(self) -> None:
        """Show the beginning of the page: the diary of somebody else was opened."""
        for area in self.findChildren(QScrollArea):
            area.verticalScrollBar().setValue(0)

    def take_typed(self) -> None:
        """Save what is being typed in a field that saves when it is left: the window is about to close."""

    def half_typed(self) -> str:
        """What is being typed in such a field right now and is not saved yet."""
        return ""

    def may_leave(self) -> bool:
        """Whether nothing typed here would be lost if the diary were closed now, or the person says so."""
        return True

    def still_on(self) -> tuple[str, str] | None:
        """What is being timed here, and what is kept of it if it ends now, as the title and text of a question."""
        return None

    def end_timer(self) -> None:
        """End what is being timed and keep what was done."""

    def shortcut(self, key: str) -> bool:
        """A single-letter key was pressed while this page shows; True if it meant something here."""
        return False

    def _refresh_if_stale(self) -> None:
        if self._stale and self.workspace.runner_id is not None:
            self._stale = False
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh_if_stale()
