"""Where the diary is, and what can be done with it as a whole: the entries of the File menu, in sight."""

from __future__ import annotations

from PySide6.QtCore import Qt

from kneerehab.gui.look import theme
from kneerehab.gui.look.button import Button
from kneerehab.gui.look.card import Card
from kneerehab.gui.look.fields import Field
from kneerehab.gui.look.flow import FlowLayout
from kneerehab.gui.look.select import Select
from kneerehab.gui.look.text import Label, may_wrap
from kneerehab.gui.shell.command import Command, lock_commands
from kneerehab.gui.shell.host import request
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _, ngettext
from kneerehab.settings import LOCK_MINUTES

_ICONS = {
    Command.IMPORT: "import",
    Command.EXPORT: "export",
    Command.BACKUPS: "backup",
    Command.SET_LOCK: "lock",
    Command.CHANGE_LOCK: "lock",
}


class DataSettings(Card):
    """Buttons that ask the window for commands."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(_("Your diary"))
        self.workspace = workspace
        database = workspace.diaries.database
        commands = [Command.IMPORT, Command.EXPORT, Command.HAND_OVER, Command.HISTORY]
        if not workspace.demo:
            commands += [Command.BACKUPS, *reversed(lock_commands(database.is_locked))]
        self.buttons = {command: Button(_(command.label), icon=_ICONS.get(command, "")) for command in commands}
        minutes = [(n, ngettext("{n} minute", "{n} minutes", n).format(n=n)) for n in LOCK_MINUTES if n]
        choices = [(0, _("Never")), *minutes]
        self.lock_after = Select(choices, workspace.settings.lock_minutes, name=_("Ask for the passphrase again after"))
        self._fill(str(database.path.parent), locked=database.is_locked)
        self.lock_after.changed.connect(lambda minutes: workspace.change_settings(lock_minutes=minutes))
        for command, button in self.buttons.items():
            button.clicked.connect(lambda _checked=False, command=command: request(self, command))

    def _fill(self, folder: str, *, locked: bool) -> None:
        if self.workspace.demo:
            words = _("The demo is thrown away when it is left.")
        elif locked:
            words = _("The diaries of all runners are locked with a passphrase, in {folder}")
        else:
            words = _("The diaries of all runners are in {folder}")
        where = Label("", wrap=True)
        where.setTextFormat(Qt.TextFormat.PlainText)
        where.setText(words.format(folder=may_wrap(folder)))
        where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.body.addWidget(where)
        row = FlowLayout(spacing=theme.px(8))
        for button in self.buttons.values():
            row.addWidget(button)
        self.body.addLayout(row)
        if locked:
            self.body.addWidget(Field(self.lock_after.accessibleName(), self.lock_after), 0, Qt.AlignmentFlag.AlignLeft)
            about = _(
                "Counted without keys or mouse. It also asks when the screen is locked, where the system tells. "
                "What is being typed stays as it is."
            )
            self.body.addWidget(Label(about, "small", "muted", wrap=True))

    def refresh(self) -> None:
        """Show what is kept on this computer."""
        self.lock_after.set_value(self.workspace.settings.lock_minutes)
