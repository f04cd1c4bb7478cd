"""The pages of a report on the screen, as they will look on paper."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kneerehab.gui.look import theme
from kneerehab.gui.look.button import IconButton
from kneerehab.gui.look.text import Label
from kneerehab.i18n import _
from kneerehab.report import Paper

_KEPT = 12  # pages; a report may have hundreds


class PageView(QWidget):
    """The pages as they will look, one at a time; those that are not drawn yet are asked for with `wanted`."""

    wanted = Signal(int)

    def __init__(self, width: int) -> None:
        super().__init__()
        self.sheet = _SheetView(width)
        self.before = IconButton("chevron-left", _("Page before"), size="small")
        self.after = IconButton("chevron-right", _("Page after"), size="small")
        self.number = Label("", "small", "muted")
        self._pages: OrderedDict[int, QImage] = OrderedDict()
        self._count = 0
        self._shown = 0
        turning = QHBoxLayout()
        for part in (self.before, self.number, self.after):
            turning.addWidget(part)
        turning.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.sheet)
        column.addLayout(turning)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.before.clicked.connect(lambda: self._turn(-1))
        self.after.clicked.connect(lambda: self._turn(1))
        self._turn(0)

    def show_report(self, count: int, first: QImage, words: str) -> None:
        """Show the first of so many pages; `words` are what a screen reader is told."""
        self._pages, self._count, self._shown = OrderedDict({0: first}), count, 0
        self.sheet.setAccessibleName(_("Preview of the report"))
        self.sheet.setAccessibleDescription(words)
        self._turn(0)

    def clear(self) -> None:
        """Empty paper: what was shown is no longer what would be saved."""
        self._pages, self._count, self._shown = OrderedDict(), 0, 0
        self.sheet.setAccessibleDescription("")
        self._turn(0)

    def add_page(self, number: int, image: QImage) -> None:
        """A page (from 0) that was asked for; the last few are kept."""
        self._pages[number] = image
        if len(self._pages) > _KEPT:
            self._pages.popitem(last=False)
        if number == self._shown:
            self.sheet.show_image(image)

    def _turn(self, by: int) -> None:
        last = max(0, self._count - 1)
        self._shown = min(last, max(0, self._shown + by))
        for button, usable in ((self.before, self._shown > 0), (self.after, self._shown < last)):
            button.setVisible(last > 0)
            button.setEnabled(usable)
        self.number.setVisible(last > 0)
        self.number.setText(_("Page {number} of {count}").format(number=self._shown + 1, count=last + 1))
        image = self._pages.get(self._shown)
        if image is not None or not self._count:
            self.sheet.show_image(image)
        else:  # the page before stays until this one is drawn
            self.wanted.emit(self._shown)


class _SheetView(QWidget):
    """White paper with an edge."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.page_width = width
        self._image: QImage | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_image(self, image: QImage | None) -> None:
        """Show a page, or empty paper."""
        self._image = image
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        if self._image is not None:
            return self._image.deviceIndependentSize().toSize()
        wide, high = Paper.A4.inches
        return QSize(self.page_width, round(self.page_width * high / wide))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        if self._image is not None:
            painter.drawImage(0, 0, self._image)
        painter.setPen(theme.colour("border"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
