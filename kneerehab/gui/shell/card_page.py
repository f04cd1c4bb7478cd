"""A page with one card in its middle, shown while there is no diary to show."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kneerehab.gui.look import theme
from kneerehab.gui.look.card import Card
from kneerehab.gui.look.scroll_page import scroll_area


class CardPage(QWidget):
    """Fill `card.body`; a card higher than the window scrolls."""

    def __init__(self, title: str, *, width: int = 480, parent: QWidget | None = None) -> None:
        """`width` in pixels at 100 %, less where the window is smaller."""
        super().__init__(parent)
        self.card = Card(title)
        self.card.setMaximumWidth(theme.px(width))
        # Not by an alignment: a card that is aligned gets no more height when its text wraps.
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.card, 1000)
        row.addStretch(1)
        content = QWidget()
        column = QVBoxLayout(content)
        column.addStretch(1)
        column.addLayout(row)
        column.addStretch(2)
        area = scroll_area(content)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
