"""The rows of two visits: name, first value, bar, last value, what changed and whether it counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kneerehab.gui.look import painting, theme
from kneerehab.gui.look.badge import Badge
from kneerehab.gui.look.card import Card
from kneerehab.gui.look.row import take_out
from kneerehab.gui.look.text import Divider, Heading, Label
from kneerehab.gui.progress.change_bar import ChangeBar, draw_circle, draw_tick
from kneerehab.i18n import _
from kneerehab.wording.visits import Group, Row

_NAME, _FIRST, _BAR, _LAST, _CHANGE, _END = range(1, 7)  # columns; 0 and 6 are the card's sides
_WIDTHS = {_NAME: 150, _FIRST: 64, _BAR: 120, _LAST: 64, _CHANGE: 110}
_NARROW = {_NAME: 0, _FIRST: 36, _BAR: 70, _LAST: 36, _CHANGE: 0}
_STRETCH = {_NAME: 3, _BAR: 4}
_TWO_LINES = 640  # a card narrower than this gives each row two lines
_SIDE, _AIR = 20, 7

Mark = Literal["open", "tick", "filled"]


class VisitsTable(Card):
    """Groups with their rows, below a line that says which circle is which visit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padded=False, parent=parent)
        self.setAccessibleName(_("Two visits"))
        self._shown: tuple[Sequence[Group], str, str] = ((), "", "")
        self._narrow = False
        self._content = QWidget()
        self.body.setSpacing(0)
        self.body.addWidget(self._content)
        self.body.addStretch(1)

    def show_groups(self, groups: Sequence[Group], first: str, last: str) -> None:
        """Show these rows; `first` and `last` are the days of the visits."""
        self._shown = groups, first, last
        self._fill()

    def _fill(self) -> None:
        groups, first, last = self._shown
        old, self._content = self._content, QWidget()
        take_out(self.body, old)
        self.body.insertWidget(0, self._content)
        old.hide()
        old.deleteLater()
        grid = QGridLayout(self._content)
        grid.setContentsMargins(0, 0, 0, theme.px(10))
        grid.setHorizontalSpacing(theme.px(10))
        grid.setVerticalSpacing(0)
        for side in (0, _END):
            grid.setColumnMinimumWidth(side, theme.px(_SIDE - 10))
        for column, least in (_NARROW if self._narrow else _WIDTHS).items():
            grid.setColumnMinimumWidth(column, theme.px(least))
            grid.setColumnStretch(column, _STRETCH.get(column, 0))
        line = self._head(grid, first, last)
        for group in groups:
            grid.addWidget(_GroupHead(group), line, 0, 1, _END + 1)
            line += 1
            for number, row in enumerate(group.rows):
                if number:
                    grid.addWidget(Divider(), line, 0, 1, _END + 1)
                    line += 1
                line = self._row(grid, row, line)
        self._content.show()

    def _head(self, grid: QGridLayout, first: str, last: str) -> int:
        """Which circle is which visit; the line that comes next."""
        across = _END - 1
        legend: tuple[tuple[int, Mark, str, str, str], ...] = (
            (_FIRST, "open", first, "small", "text"),
            (_BAR, "tick", _("the change that counts"), "small", "muted"),
            (_LAST, "filled", last, "small_strong", "text"),
        )
        for number, (column, mark, words, role, tone) in enumerate(legend):
            part = _Legend(mark, words, role, tone)
            if self._narrow:
                grid.addWidget(part, number, _NAME, 1, across)
            else:
                grid.addWidget(part, 0, column, 1, 2 if mark == "filled" else 1)
        return len(legend) if self._narrow else 1

    def _row(self, grid: QGridLayout, row: Row, line: int) -> int:
        """Place the parts of a row in one line, or the values below the name; the line that comes next."""
        values = line + 1 if self._narrow else line
        middle = Qt.AlignmentFlag.AlignVCenter
        grid.addWidget(_names(row), line, _NAME, 1, _CHANGE if self._narrow else 1)
        grid.addWidget(Label(row.first, "body", "muted", wrap=True), values, _FIRST, middle)
        if row.bar is not None:
            grid.addWidget(ChangeBar(row), values, _BAR, middle)
        changed = bool(row.change or row.verdict)
        alone = self._narrow or not changed
        grid.addWidget(Label(row.last, "body_strong", wrap=True), values, _LAST, 1, 2 if alone else 1, middle)
        if not changed:
            return values + 1
        if not self._narrow:
            grid.addWidget(_changes(row), values, _CHANGE, middle)
            return values + 1
        grid.addWidget(_changes(row), values + 1, _FIRST, 1, _CHANGE - _NAME)
        return values + 2

    # Qt
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.px(_TWO_LINES)
        if narrow != self._narrow:
            self._narrow = narrow
            self._fill()


def _stacked(*parts: QWidget) -> QWidget:
    """Parts one below the other, in the middle of the row's height."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, theme.px(_AIR), 0, theme.px(_AIR))
    column.setSpacing(theme.px(2))
    column.addStretch(1)
    for part in parts:
        if isinstance(part, Badge):
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            column.addWidget(part)
    column.addStretch(1)
    return whole


def _names(row: Row) -> QWidget:
    parts = [Label(row.name, "body", wrap=True)]
    if row.note:
        parts.append(Label(row.note, "caption", "muted", wrap=True))
    return _stacked(*parts)


def _changes(row: Row) -> QWidget:
    parts: list[QWidget] = [Label(row.change, "small", wrap=True)] if row.change else []
    if row.tone:
        parts.append(Badge(row.verdict, row.tone))
    elif row.verdict:
        parts.append(Label(row.verdict, "small", "muted", wrap=True))
    return _stacked(*parts)


class _GroupHead(QWidget):
    """What the next rows are about, on a tint."""

    def __init__(self, group: Group, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.px(_SIDE), theme.px(6), theme.px(_SIDE), theme.px(6))
        line.setSpacing(theme.px(8))
        line.addWidget(Heading(group.title, "small_strong"))
        line.addWidget(Label(group.hint, "caption", "muted", wrap=True), 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(QRectF(1, 0, self.width() - 2, self.height()), theme.colour("sunken"))
        painter.fillRect(QRectF(1, 0, self.width() - 2, 1), theme.colour("border"))
        painter.fillRect(QRectF(1, self.height() - 1, self.width() - 2, 1), theme.colour("border"))
        painter.end()


class _Legend(QWidget):
    """A mark of the bars with what it stands for."""

    def __init__(self, mark: Mark, words: str, role: str, tone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, theme.px(8), 0, theme.px(8))
        line.setSpacing(theme.px(6))
        label = Label(words, role, tone, wrap=True)
        label.setAccessibleName(
            {"open": _("Open circle: {words}"), "filled": _("Filled circle: {words}")}.get(
                mark, _("Dark tick: {words}")
            ).format(words=words)
        )
        line.addWidget(_Mark(mark), 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(label, 1)


class _Mark(QWidget):
    """A circle or the tick; the words beside it say what it is."""

    def __init__(self, mark: Mark, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark = mark
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(16), theme.px(28 if self._mark == "tick" else 16))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, x, y = painting.brush_for(self), self.width() / 2, self.height() / 2
        if self._mark == "tick":
            draw_tick(painter, x, y)
        else:
            draw_circle(painter, x, y, filled=self._mark == "filled")
        painter.end()
