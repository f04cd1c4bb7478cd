"""A whole number between a minus and a plus; it may be empty, which means unknown and never zero."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QValidator, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QSpinBox, QWidget

from kneerehab.gui.look import icons, theme
from kneerehab.i18n import _

EMPTY = "–"
_HEIGHTS = {"small": 34, "normal": 36, "field": 40, "big": 44}


class Stepper(QSpinBox):
    """`changed` carries the number, or None when an `optional` one is empty (Delete empties, Up begins at `start`)."""

    changed = Signal(object)  # int, or None when empty

    def __init__(
        self,
        name: str,
        minimum: int,
        maximum: int,
        value: int | None = None,
        *,
        step: int = 1,
        suffix: str = "",
        optional: bool = False,
        start: int | None = None,
        size: str = "normal",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._least = minimum
        self._optional = optional
        self._start = minimum if start is None else start
        self._size = size
        self.setProperty("stepper", True)
        self.setAccessibleName(name)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setKeyboardTracking(False)
        self.setSingleStep(step)
        self.setSuffix(f" {suffix}" if suffix else "")
        self.setSpecialValueText(EMPTY if optional else "")
        self.setRange(minimum - 1 if optional else minimum, maximum)
        self.set_amount(value)
        self.valueChanged.connect(self._tell)

    def amount(self) -> int | None:
        """The number, or None when nothing is known."""
        value = self.value()
        return None if self._optional and value < self._least else value

    def set_amount(self, amount: int | None) -> None:
        """Show a number without `changed`; None empties an optional stepper and is the minimum in others."""
        self.blockSignals(True)
        self.setValue(self.minimum() if amount is None else amount)
        self.blockSignals(False)
        self._describe()

    def _tell(self) -> None:
        self._describe()
        self.changed.emit(self.amount())

    def _describe(self) -> None:
        amount = self.amount()
        self.setAccessibleDescription(_("No answer yet") if amount is None else "")

    def stepBy(self, steps: int) -> None:
        if self.amount() is None:
            if steps > 0:
                self.setValue(self._start)
            return
        if self._optional and self.value() + steps * self.singleStep() < self._least:
            self.setValue(self._least)
            return
        super().stepBy(steps)

    def validate(self, text: str, position: int) -> object:  # type: ignore[override]
        if self._optional and text.removesuffix(self.suffix()).strip() in ("", EMPTY):
            return (QValidator.State.Acceptable, text, position)
        return super().validate(text, position)

    def valueFromText(self, text: str) -> int:
        if self._optional and text.removesuffix(self.suffix()).strip() in ("", EMPTY):
            return self.minimum()
        return super().valueFromText(text)

    def sizeHint(self) -> QSize:
        measure = QFontMetricsF(theme.font("field"))
        widest = max(measure.horizontalAdvance(str(number) + self.suffix()) for number in (self._least, self.maximum()))
        high = max(theme.px(_HEIGHTS[self._size]), theme.line_height("field") + theme.px(8))
        return QSize(round(widest) + 2 * theme.px(30) + theme.px(16), high)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._optional and event.key() == Qt.Key.Key_Delete:
            self.setValue(self.minimum())
            self.selectAll()
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()  # the page scrolls, and the number stays as it was

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        possible = self.stepEnabled()
        side, reach = theme.px(16), theme.px(30) / 2
        ends = (reach, self.width() - reach)
        for x, icon, way in (
            (ends[self.isRightToLeft()], "minus", QSpinBox.StepEnabledFlag.StepDownEnabled),
            (ends[not self.isRightToLeft()], "plus", QSpinBox.StepEnabledFlag.StepUpEnabled),
        ):
            box = QRectF(x - side / 2, (self.height() - side) / 2, side, side)
            icons.paint(painter, icon, box, "text" if possible & way else "border")
