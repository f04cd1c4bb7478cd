"""Shown instead of the pages while the diary can't be opened: what is wrong, what to do, a way to try again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from kneerehab.gui import theme
from kneerehab.gui.controls.button import Button
from kneerehab.gui.controls.card import Card
from kneerehab.gui.controls.text import Label
from kneerehab.i18n import _


class TroublePage(QWidget):
    """A calm card; nothing in the data folder has been changed."""

    def __init__(self, message: str, folder: Path, retry: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trouble")
        card = Card(_("The diary can’t be opened"))
        card.setMaximumWidth(theme.px(640))
        card.body.addWidget(Label(message, wrap=True))
        card.body.addWidget(
            Label(_("Nothing was changed. Data folder: {folder}").format(folder=folder), "small", "muted", wrap=True)
        )
        self.retry_button = Button(_("Try again"), variant="primary")
        self.quit_button = Button(_("Close the program"))
        self.retry_button.clicked.connect(retry)
        self.quit_button.clicked.connect(QApplication.quit)
        row = QHBoxLayout()
        row.addWidget(self.retry_button)
        row.addWidget(self.quit_button)
        row.addStretch(1)
        card.body.addLayout(row)
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
