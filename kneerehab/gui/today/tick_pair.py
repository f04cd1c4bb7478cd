"""The ticks of one exercise: one per leg, or one wide tick where both legs work together."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGroupBox, QPushButton, QSizePolicy, QWidget

from kneerehab.gui.look import painting, theme
from kneerehab.gui.look.painted_button import PaintedButton
from kneerehab.i18n import _, pgettext

_WIDTH, _HEIGHT, _GAP = 54, 34, 8


class TickPair(QGroupBox):
    """Says which leg an exercise is done for. `set_done` is silent; `ticked` speaks of what the person did."""

    ticked = Signal(str, bool)  # "left", "right" or "both"; done

    def __init__(self, exercise: str, *, both: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ticks: dict[str, _Tick] = {}
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(exercise)
        if both:
            name = _("{exercise}, both legs done").format(exercise=exercise)
            self._ticks = {"both": _Tick(pgettext("leg", "Both"), name, 2 * _WIDTH + _GAP, self)}
        else:
            left = _("{exercise}, left leg done").format(exercise=exercise)
            right = _("{exercise}, right leg done").format(exercise=exercise)
            self._ticks = {
                "left": _Tick(_("L"), left, _WIDTH, self),
                "right": _Tick(_("R"), right, _WIDTH, self),
            }
        for side, button in self._ticks.items():
            button.toggled.connect(lambda on, side=side: self.ticked.emit(side, on))
        self._place()

    @property
    def done(self) -> dict[str, bool]:
        """Side to done."""
        return {side: button.isChecked() for side, button in self._ticks.items()}

    def set_done(self, **sides: bool) -> None:
        """Show what is done, `left=True` or `both=False`, without a signal; KeyError for a side it has not."""
        for side, done in sides.items():
            button = self._ticks[side]
            was = button.blockSignals(True)
            button.setChecked(done)
            button.blockSignals(was)
            button.update()

    def _place(self) -> None:
        """By hand, as a layout would keep the room of a group box's frame and title."""
        left = 0
        for button in self._ticks.values():
            button.setGeometry(left, 0, button.sizeHint().width(), button.sizeHint().height())
            left += button.width() + theme.px(_GAP)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
            self._place()

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def sizeHint(self) -> QSize:
        sizes = [button.sizeHint() for button in self._ticks.values()]
        gaps = theme.px(_GAP) * (len(sizes) - 1)
        return QSize(sum(size.width() for size in sizes) + gaps, max(size.height() for size in sizes))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A group box draws a frame; this one shows its ticks alone."""


class _Tick(PaintedButton, QPushButton):
    """One tick box with its letter."""

    def __init__(self, text: str, name: str, width: int, parent: QWidget) -> None:
        super().__init__(text, parent)
        self._design_width = width
        self.setCheckable(True)
        self.setAccessibleName(name)

    def sizeHint(self) -> QSize:
        words = painting.text_width(self.text(), painting.font("small_strong")) + painting.length(34)
        return QSize(max(theme.px(self._design_width), round(words)), theme.px(_HEIGHT))

    def draw(self, painter: QPainter) -> None:
        box, face, unit = QRectF(self.rect()), painting.font("small_strong"), painting.length(1)
        if not self.isChecked():
            painting.rounded(painter, box, 8, "sunken" if self.warm else "surface", "line")
            painting.write(painter, box, self.text(), face, "text" if self.isEnabled() else "muted")
            return
        painting.rounded(painter, box, 8, "accent_tint", "accent", 2)
        words = painting.text_width(self.text(), face)
        left = (box.width() - words - 19 * unit) / 2
        painting.tick(painter, QPointF(left + 6 * unit, box.height() / 2), 12, "accent", 1.8)
        rest = QRectF(left + 19 * unit, 0, words + 2, box.height())
        painting.write(painter, rest, self.text(), face, "accent", painting.LEFT)
