"""Page: refreshes when what it watches has changed and it can be seen."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QAccessible, QShowEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from kneerehab.gui.shell.idle_steps import IdleSteps
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.services.changes import Change


class Page(QWidget):
    """One entry of the sidebar. Subclasses set `watches` and fill `refresh`; they keep no copy of the data."""

    watches = Change.ALL
    redraws_later = False
    """While a dialog is open: in a later turn of the event loop, so that one that saves can close first."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self._stale = True
        self._unbuilt = False
        self._building = IdleSteps(self)
        self._redrawing = IdleSteps(self)
        self.setProperty("focus_none", True)
        workspace.runner_changed.connect(lambda: self.notice(Change.ALL))
        workspace.settings_changed.connect(lambda: self.notice(Change.ALL))
        workspace.work_changed.connect(lambda: self.notice(Change.ALL))
        workspace.today_changed.connect(lambda: self.notice(Change.ALL))

    def notice(self, change: Change) -> None:
        """Something was saved: redraw now if the page can be seen, else when it is next shown."""
        if change & self.watches:
            self._stale = True
            if self.redraws_later and QApplication.activeModalWidget() is not None:
                self._redrawing.run(self._redraw())
            else:
                self._refresh_if_seen()

    def build_later(self, pieces: Iterator[None], body: QWidget) -> None:
        """Have the parts made a piece a turn of the event loop, and shown at once in the end: `body` holds them.

        Until then only what stands around it is there, and the page is not filled.
        """
        policy = body.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        body.setSizePolicy(policy)
        body.hide()
        self._unbuilt = True
        self._building.run(self._make(pieces, body))
        if QAccessible.isActive():
            self.finish()  # what is spoken of is there

    def _make(self, pieces: Iterator[None], body: QWidget) -> Iterator[None]:
        yield from pieces
        self._unbuilt = False
        self._refresh_if_stale()
        yield
        body.show()
        if self.isVisible():
            self.come_up()

    def finish(self) -> None:
        """Make at once what is not built yet: somebody asks for it."""
        self._building.finish()

    def give_up(self) -> None:
        """Build and draw nothing more: the diary is closed."""
        for steps in (self._building, self._redrawing):
            steps.stop()

    def is_unbuilt(self) -> bool:
        """Whether parts are missing."""
        return self._unbuilt

    def come_up(self) -> None:
        """The page can be seen now, and is whole."""

    def refresh(self) -> None:
        """Fill the page from the services."""

    def fill(self) -> None:
        """Refresh now, if need be: Qt would lay out an empty page that is shown, and then the full one."""
        self.finish()
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

    def _redraw(self) -> Iterator[None]:
        yield  # the form that was saved closes first
        self._refresh_if_seen()
        focused: QWidget | None = self.window().focusWidget()
        if focused is not None and not focused.isVisibleTo(self.window()):  # Qt would go on sending it the keys
            focused.clearFocus()

    def _refresh_if_seen(self) -> None:
        if self.isVisible():
            self._refresh_if_stale()

    def _refresh_if_stale(self) -> None:
        if self._stale and not self._unbuilt and self.workspace.runner_id is not None:
            self._stale = False
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh_if_stale()
        if not self._unbuilt:
            self.come_up()
