"""The line of a form that is still open when its day is over: it keeps the day, and says so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from kneerehab.gui.look.banner import Banner
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _


class ItsDay(Banner):
    """Shows once the day that was today when the form opened has gone by, for as long as the form is for that day."""

    def __init__(self, workspace: Workspace, day: Callable[[], date | None], parent: QWidget | None = None) -> None:
        """`day` is what the form has as its day."""
        super().__init__("info", "", parent=parent)
        self.workspace = workspace
        self.opened_on = workspace.today()
        self._day = day
        self.hide()
        workspace.today_changed.connect(self.refresh)

    def refresh(self) -> None:
        """Look again: the date has changed, or the day of the form."""
        shown = self._day() == self.opened_on != self.workspace.today()
        if shown:
            words = _("This is for {day}.").format(day=self.workspace.formats.day(self.opened_on))
            self.set_message(words, _("A new day has begun."))
        self.setVisible(shown)
