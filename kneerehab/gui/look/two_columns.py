"""Two columns of cards side by side, or one below the other where there is no room."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QBoxLayout, QLayout, QVBoxLayout, QWidget

from kneerehab.gui.look import theme

GAPS = 16, 10, 8
"""Between cards, in pixels at 100 %: all the air, then less and least, where a whole page has to be seen."""


class TwoColumns(QBoxLayout):
    """Both columns begin at the top; `shares` are their parts of the width."""

    def __init__(
        self, left: Iterable[QWidget | QLayout], right: Iterable[QWidget | QLayout], *, shares: tuple[int, int] = (1, 1)
    ) -> None:
        super().__init__(QBoxLayout.Direction.LeftToRight)
        self._dense = 0
        self.setSpacing(theme.px(GAPS[0]))
        for parts, share in ((left, shares[0]), (right, shares[1])):
            column = QVBoxLayout()
            column.setSpacing(theme.px(GAPS[0]))
            for part in parts:
                if isinstance(part, QLayout):
                    column.addLayout(part)
                else:
                    column.addWidget(part)
            column.addStretch(1)
            self.addLayout(column, share)

    def set_dense(self, dense: int) -> None:
        """Do with less air between the cards of a column: 0 has all of it, 2 the least."""
        if dense == self._dense:
            return  # to set a gap lays the page out anew, were it the same
        self._dense = dense
        for index in range(self.count()):
            if (item := self.itemAt(index)) is not None and (column := item.layout()) is not None:
                column.setSpacing(theme.px(GAPS[dense]))

    def stack(self, stacked: bool) -> None:
        """Put the second column below the first, or beside it."""
        self.setDirection(QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight)
