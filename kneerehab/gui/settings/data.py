"""Where the diary is, and what can be done with it as a whole: the entries of the File menu, in sight."""

from __future__ import annotations

import os

from PySide6.QtCore import Qt

from kneerehab.gui.look import theme
from kneerehab.gui.look.button import Button
from kneerehab.gui.look.card import Card
from kneerehab.gui.look.flow import FlowLayout
from kneerehab.gui.look.text import Label
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _


class DataSettings(Card):
    """Buttons ask for commands by name, as other pages do."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(_("Your diary"))
        self.workspace = workspace
        database = workspace.diaries.database
        self.buttons = {
            "import": Button(_("Import…"), icon="import"),
            "export": Button(_("Export diary…"), icon="export"),
            "hand-over": Button(_("Hand over…")),
        }
        if not workspace.demo:
            self.buttons["backups"] = Button(_("Backups…"), icon="backup")
            words = _("Passphrase and lock…") if database.is_locked else _("Lock with a passphrase…")
            self.buttons["lock"] = Button(words, icon="lock")
            if database.is_locked:
                self.buttons["shut"] = Button(_("Lock now"))
        self._fill(str(database.path.parent), locked=database.is_locked)
        for name, button in self.buttons.items():
            button.clicked.connect(lambda _checked=False, name=name: workspace.command_wanted.emit(name))

    def _fill(self, folder: str, *, locked: bool) -> None:
        if self.workspace.demo:
            words = _("The demo is thrown away when it is left.")
        elif locked:
            words = _("The diaries of all runners are locked with a passphrase, in {folder}")
        else:
            words = _("The diaries of all runners are in {folder}")
        where = Label("", wrap=True)
        where.setTextFormat(Qt.TextFormat.PlainText)
        where.setText(words.format(folder=folder.replace(os.sep, f"{os.sep}\u200b")))  # may wrap there
        where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.body.addWidget(where)
        row = FlowLayout(spacing=theme.px(8))
        for button in self.buttons.values():
            row.addWidget(button)
        self.body.addLayout(row)
