"""A field for a time of day."""

from __future__ import annotations

from datetime import time

from PySide6.QtCore import QEvent, QLocale, QSize, QTime, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QTimeEdit, QWidget

from kneerehab.gui.look import theme
from kneerehab.gui.look.dates import field_height


class TimeField(QTimeEdit):
    """A time of day to the minute; `changed` carries it."""

    changed = Signal(time)

    def __init__(self, at: time = time(12, 0), *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setDisplayFormat(QLocale().timeFormat(QLocale.FormatType.ShortFormat))
        self._space()
        self.set_time_of_day(at)
        self.timeChanged.connect(lambda _time: self.changed.emit(self.time_of_day()))

    def time_of_day(self) -> time:
        """The time shown."""
        shown = self.time()
        return time(shown.hour(), shown.minute())

    def set_time_of_day(self, at: time) -> None:
        """Show a time without `changed`."""
        self.blockSignals(True)
        self.setTime(QTime(at.hour, at.minute))
        self.blockSignals(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def _space(self) -> None:
        self.lineEdit().setTextMargins(theme.px(11), 0, theme.px(11), 0)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width() + theme.px(24), field_height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._space()
            self.updateGeometry()
        super().changeEvent(event)
