"""One choice out of a list that opens."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QPaintEvent, QPalette, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QListView,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QToolTip,
    QWidget,
)

from kneerehab.gui.look import icons, painting, theme

_LEAST = 150  # width at 100 % that is enough, if there is no more


class Select(QComboBox):
    """`changed` carries the chosen key; `placeholder` is shown while nothing is chosen."""

    changed = Signal(object)  # the chosen key, of whatever type the choices have

    def __init__(
        self,
        choices: Iterable[tuple[object, str]] = (),
        value: object = None,
        *,
        placeholder: str = "",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setAccessibleDescription(name)  # on Linux Qt tells the chosen value as the name
        self.setPlaceholderText(placeholder)
        self.setView(QListView(self))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.set_choices(choices, value)
        self.activated.connect(lambda _index: self.changed.emit(self.value()))

    def value(self) -> object:
        """The chosen key, or None."""
        return self.currentData()

    def set_value(self, value: object) -> None:
        """Choose without `changed`; a key that is not there shows the placeholder."""
        self.setCurrentIndex(self.findData(value))

    def set_choices(self, choices: Iterable[tuple[object, str]], value: object = None) -> None:
        """Replace the list of (key, text) without `changed`."""
        self.clear()
        for key, text in choices:
            self.addItem(text, key)
        self.set_value(value)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width() + theme.px(16), hint.height())

    def minimumSizeHint(self) -> QSize:
        """A long choice is cut short, and told whole by the tool tip, before it makes anything wider."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), theme.px(_LEAST)), hint.height())

    def _elided(self, option: QStyleOptionComboBox) -> str:
        place = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, place, self)
        words = self.placeholderText() if self.currentIndex() < 0 else self.currentText()
        return self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and not self.toolTip():
            option = QStyleOptionComboBox()
            self.initStyleOption(option)
            cut = self.currentIndex() >= 0 and self._elided(option) != self.currentText()
            QToolTip.showText(event.globalPos(), self.currentText() if cut else "", self)
            return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = self._elided(option)
        if self.currentIndex() < 0:
            option.palette.setBrush(QPalette.ColorRole.ButtonText, self.palette().placeholderText())
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()
        side = theme.px(18)
        left = self.width() - theme.px(12) - side
        icons.paint(painting.Brush(self), "chevron-down", QRectF(left, (self.height() - side) / 2, side, side), "muted")
