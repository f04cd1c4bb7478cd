"""Two columns of cards side by side, or one below the other where there is no room."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QBoxLayout, QLayout, QVBoxLayout, QWidget

from kneerehab.gui.look import theme

_GAP = 16


class TwoColumns(QBoxLayout):
    """Both columns begin at the top; `shares` are their parts of the width."""

    def __init__(
        self, left: Iterable[QWidget | QLayout], right: Iterable[QWidget | QLayout], *, shares: tuple[int, int] = (1, 1)
    ) -> None:
        super().__init__(QBoxLayout.Direction.LeftToRight)
        self.setSpacing(theme.px(_GAP))
        for parts, share in ((left, shares[0]), (right, shares[1])):
            column = QVBoxLayout()
            column.setSpacing(theme.px(_GAP))
            for part in parts:
                if isinstance(part, QLayout):
                    column.addLayout(part)
                else:
                    column.addWidget(part)
            column.addStretch(1)
            self.addLayout(column, share)

    def set_gap(self, gap: int) -> None:
        """Change the space between the cards of a column, in pixels."""
        for index in range(self.count()):
            if (item := self.itemAt(index)) is not None and (column := item.layout()) is not None:
                column.setSpacing(gap)

    def stack(self, stacked: bool) -> None:
        """Put the second column below the first, or beside it."""
        self.setDirection(QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight)
