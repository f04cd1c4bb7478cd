"""The parts both pages of the Welcome share: a numbered question, and the dashes that say which page it is."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kneerehab.gui.look import painting, theme
from kneerehab.gui.look.drawn import Drawn
from kneerehab.gui.look.text import Heading, Label
from kneerehab.i18n import _

PAGES = 2


def question(index: int, text: str, *parts: QWidget) -> QVBoxLayout:
    """A numbered question with its controls indented below."""
    column = QVBoxLayout()
    column.setSpacing(theme.px(8))
    row = QHBoxLayout()
    row.setSpacing(theme.px(8))
    row.addWidget(_Number(index))
    heading = Heading(text, "body_strong")
    heading.setWordWrap(True)
    row.addWidget(heading, 1)
    column.addLayout(row)
    if parts:
        holder = QVBoxLayout()
        holder.setSpacing(theme.px(12))
        holder.setContentsMargins(theme.px(32), 0, 0, theme.px(8))
        for part in parts:
            line = QHBoxLayout()  # it asks a part how high it is at the width that the part may have
            line.addWidget(part, 1)
            line.addStretch()
            holder.addLayout(line)
        column.addLayout(holder)
    return column


class Where(QWidget):
    """Two dashes and "2 of 2"."""

    def __init__(self, page: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        row.addWidget(_Dashes(page))
        row.addWidget(Label(_("{page} of {pages}").format(page=page, pages=PAGES), "small", "muted"))


class _Dashes(Drawn):
    """A dash a page, those reached in the accent."""

    def __init__(self, page: int) -> None:
        super().__init__()
        self._page = page
        self.say(_("Page {page} of {pages}").format(page=page, pages=PAGES))

    def design_size(self) -> QSize:
        return QSize(theme.px(54), theme.px(6))

    def smallest_size(self) -> QSize:
        return self.design_size()

    def draw(self, painter: QPainter) -> None:
        wide, high = painting.length(24), painting.length(6)
        for place in range(PAGES):
            box = QRectF(place * painting.length(30), (self.height() - high) / 2, wide, high)
            painting.rounded(painter, box, 3, "accent" if place < self._page else "border")


class _Number(Drawn):
    """The number of a question in a tinted disc."""

    def __init__(self, index: int) -> None:
        super().__init__()
        self._index = index
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.say(str(index))

    def design_size(self) -> QSize:
        return QSize(theme.px(24), theme.px(24))

    def draw(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent_tint"))
        painter.drawEllipse(QRectF(self.rect()))
        painting.write(painter, QRectF(self.rect()), str(self._index), painting.font("chip"), "accent")
