"""One calm line after the first check-in: whether a reminder is wanted. Answered or closed, it never comes again.

It is low enough for the room that the cards beside it leave, so that Today still fits on one screen.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kneerehab.gui.look import theme
from kneerehab.gui.look.button import IconButton, Link
from kneerehab.gui.look.text import Icon, Label
from kneerehab.gui.shell import notify
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _
from kneerehab.services.reminders import ReminderKind, is_checked_in, times


class ReminderOffer(QWidget):
    """Shown on the day of a whole check-in, while no reminder is on and nobody has answered it."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self._taken = False
        self.words = Label("", "small", "muted", wrap=True)
        self.yes = Link(_("Remind me"))
        self.more = Link(_("Reminders in Settings"))
        self.close_button = IconButton("close", _("Close this line"), variant="plain", size="small")
        self._build()
        self._connect()

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(20), 0, theme.px(12), 0)
        row.setSpacing(theme.px(10))
        row.addWidget(Icon("bell", "accent", 16), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.words, 1, Qt.AlignmentFlag.AlignVCenter)
        for part in (self.yes, self.more, self.close_button):
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)

    def _connect(self) -> None:
        self.yes.clicked.connect(self._take)
        self.more.clicked.connect(lambda: self.workspace.page_wanted.emit("settings"))
        self.close_button.clicked.connect(self._close)

    @staticmethod
    def is_wanted(workspace: Workspace) -> bool:
        """Whether there is something to offer today."""
        settings, today = workspace.settings, workspace.today()
        if not settings.reminder_offer or settings.reminders or workspace.demo:
            return False
        return workspace.day == today and is_checked_in(workspace.diary, today)

    def refresh(self, *, wanted: bool) -> None:
        """Offer it, or say what was taken until the page is left."""
        at = times(self.workspace.settings.reminder_times)[ReminderKind.CHECK_IN]
        clock = self.workspace.formats.clock(at)
        asked = _("Would a reminder of the check-in help, at {time} if it is open then?")
        told = _("A reminder of the check-in comes at {time}, if it is open then.")
        self.words.setText((told if self._taken else asked).format(time=clock))
        self.setAccessibleName(self.words.text())
        self.yes.setVisible(not self._taken)
        self.more.setVisible(self._taken)
        self.setVisible(wanted or self._taken)

    def _take(self) -> None:
        """The check-in alone; where there is a tray, closing the window leaves the program there to remind."""
        self._taken = True
        self.workspace.change_settings(
            reminders=(ReminderKind.CHECK_IN.value,),
            keep_in_tray=self.workspace.settings.keep_in_tray or notify.has_tray(),
            reminder_offer=False,
        )
        self.more.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self) -> None:
        self._taken = False
        self.workspace.change_settings(reminder_offer=False)
        self.hide()

    # Qt
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._taken and not event.spontaneous():  # the page was left
            self._taken = False
            self.hide()
