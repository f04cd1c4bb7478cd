"""Shown instead of the pages for the second or two that the diary is being written anew."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar, QWidget

from kneerehab.gui.look.text import Label
from kneerehab.gui.shell.card_page import CardPage
from kneerehab.i18n import _


class WaitingPage(CardPage):
    """A calm card that says what is being done."""

    def __init__(self, what: str, parent: QWidget | None = None) -> None:
        super().__init__(what, parent=parent)
        self.setObjectName("waiting")
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setAccessibleName(what)
        self.card.body.addWidget(bar)
        words = _("Every entry is written anew and compared. Whatever happens meanwhile, nothing is lost.")
        self.card.body.addWidget(Label(words, "small", "muted", wrap=True))
