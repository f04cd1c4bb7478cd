"""The pages of a report on the screen, as they will look on paper."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kneerehab.gui import theme
from kneerehab.gui.controls.button import IconButton
from kneerehab.gui.controls.text import Label
from kneerehab.i18n import _
from kneerehab.report import Paper


class PageView(QWidget):
    """The pages as they will look, one at a time."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.sheet = _SheetView(width)
        self.before = IconButton("chevron-left", _("Page before"), size="small")
        self.after = IconButton("chevron-right", _("Page after"), size="small")
        self.number = Label("", "small", "muted")
        self._pages: list[QImage] = []
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

    def show_pages(self, pages: list[QImage], words: str) -> None:
        """Show the first of these pages; `words` are what a screen reader is told."""
        self._pages, self._shown = pages, 0
        self.sheet.setAccessibleName(_("Preview of the report"))
        self.sheet.setAccessibleDescription(words)
        self._turn(0)

    def _turn(self, by: int) -> None:
        last = max(0, len(self._pages) - 1)
        self._shown = min(last, max(0, self._shown + by))
        for button, usable in ((self.before, self._shown > 0), (self.after, self._shown < last)):
            button.setVisible(last > 0)
            button.setEnabled(usable)
        self.number.setVisible(last > 0)
        self.number.setText(_("Page {number} of {count}").format(number=self._shown + 1, count=last + 1))
        self.sheet.show_image(self._pages[self._shown] if self._pages else None)


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
