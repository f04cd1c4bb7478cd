"""Shown instead of the pages for the second or two that the diary is being written anew."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from kneerehab.gui import theme
from kneerehab.gui.controls.card import Card
from kneerehab.gui.controls.text import Label
from kneerehab.i18n import _


class WaitingPage(QWidget):
    """A calm card that says what is being done."""

    def __init__(self, what: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("waiting")
        card = Card(what)
        card.setFixedWidth(theme.px(480))
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setAccessibleName(what)
        card.body.addWidget(bar)
        words = _("Every entry is written anew and compared. Whatever happens meanwhile, nothing is lost.")
        card.body.addWidget(Label(words, "small", "muted", wrap=True))
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
