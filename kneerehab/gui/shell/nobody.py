"""What a clinic's computer may start with: nothing of anybody, until somebody is chosen."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kneerehab.gui.look.button import Button
from kneerehab.gui.look.flow import FlowLayout
from kneerehab.gui.look.text import Label
from kneerehab.gui.shell.card_page import CardPage
from kneerehab.gui.shell.command import Command
from kneerehab.gui.shell.host import request
from kneerehab.i18n import _


class NobodyPage(CardPage):
    """No name, no number; the buttons ask the window for the list of runners, or for a new one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("No diary is open"), parent=parent)
        self.choose_button = Button(_("Choose a runner…"), variant="primary", icon="users")
        self.add_button = Button(_("Add runner"), icon="plus")
        self.card.body.addWidget(Label(_("Nothing of anybody is shown before you choose a runner."), wrap=True))
        row = FlowLayout(spacing=8)
        row.addWidget(self.choose_button)
        row.addWidget(self.add_button)
        self.card.body.addLayout(row)
        self.setFocusProxy(self.choose_button)
        self.choose_button.clicked.connect(lambda: request(self, Command.RUNNERS))
        self.add_button.clicked.connect(lambda: request(self, Command.ADD_RUNNER))
