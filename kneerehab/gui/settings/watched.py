"""The card of runs that come by themselves: a folder to watch, and whether a plugged-in watch is looked at."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kneerehab.gui.look import choosing, theme
from kneerehab.gui.look.button import Button
from kneerehab.gui.look.card import Card
from kneerehab.gui.look.flow import FlowLayout
from kneerehab.gui.look.text import Label, may_wrap
from kneerehab.gui.look.toggle import Toggle
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _


class WatchedSettings(Card):
    """All of it takes effect at the next look, within half a minute."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(_("Runs that come by themselves"), "", parent)
        self.workspace = workspace
        self.hint = Label(
            _(
                "New files of runs are offered on Today, and saved only when you have looked at them. "
                "Nothing in these folders is changed."
            ),
            "small",
            "muted",
            wrap=True,
        )
        self.drives = Toggle(_("Look at a watch that is plugged in as a drive (Garmin, COROS and others)"))
        self.folder = Label("", wrap=True)
        self.choose = Button(_("Watch a folder…"))
        self.leave = Button(_("Stop watching it"), variant="plain")
        self.keep = Toggle(_("Keep the files of runs beside the diary, compressed, so that their tracks can go out"))
        self._build_card()
        self.drives.toggled.connect(lambda on: workspace.change_settings(watch_drives=on))
        self.keep.toggled.connect(lambda on: workspace.change_settings(keep_recordings=on))
        self.choose.clicked.connect(self._choose)
        self.leave.clicked.connect(lambda: workspace.change_settings(watched_folder=None))

    def _build_card(self) -> None:
        self.folder.setTextFormat(Qt.TextFormat.PlainText)
        self.body.addWidget(self.hint)
        self.body.addWidget(self.drives, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.folder)
        row = FlowLayout(spacing=theme.px(8))
        row.addWidget(self.choose)
        row.addWidget(self.leave)
        self.body.addLayout(row)
        self.body.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignLeft)
        self.unlocked = Label(
            _("Not while the diary is locked: these files would lie beside it for anyone to read."),
            "small",
            "muted",
            wrap=True,
        )
        self.body.addWidget(self.unlocked)

    def refresh(self) -> None:
        """Show what is chosen."""
        settings = self.workspace.settings
        locked = self.workspace.diaries.database.is_locked
        self.keep.setEnabled(not locked)
        self.unlocked.setVisible(locked)
        for toggle, on in ((self.drives, settings.watch_drives), (self.keep, settings.keep_recordings and not locked)):
            toggle.blockSignals(True)
            toggle.setChecked(on)
            toggle.blockSignals(False)
        chosen = settings.watched_folder
        self.folder.setVisible(chosen is not None)
        self.leave.setVisible(chosen is not None)
        if chosen is not None:
            shown = may_wrap(chosen)
            self.folder.setText(_("This folder is watched: {folder}").format(folder=shown))

    def _choose(self) -> None:
        before = self.workspace.settings.watched_folder or ""
        folder = choosing.folder(self, _("A folder that runs come into"), before)
        if folder:
            self.workspace.change_settings(watched_folder=folder)
