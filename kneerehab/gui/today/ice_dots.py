"""Today's ice sessions as dots: a filled one is logged, the k-th empty one logs all up to it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from kneerehab.gui.look import icons, painting, theme
from kneerehab.gui.look.painted_button import PaintedButton
from kneerehab.i18n import _, pgettext

_ROOM, _DOT = 24, 16


class IceDots(QWidget):
    """`wanted` carries how many sessions there should be after a click."""

    wanted = Signal(int)

    def __init__(self, count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._done = 0
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.dots = [_Dot(number, self) for number in range(1, count + 1)]
        for dot in self.dots:
            row.addWidget(dot)
            dot.toggled.connect(lambda _on, number=dot.number: self._pressed(number))
        self.setAccessibleName(_("Ice sessions"))
        self.set_done(0)

    def set_done(self, done: int) -> None:
        """Fill the first `done` dots."""
        self._done = done
        count = len(self.dots)
        for dot in self.dots:
            filled = dot.number <= done
            dot.blockSignals(True)
            dot.setChecked(filled)
            dot.blockSignals(False)
            state = pgettext("ice", "done") if filled else pgettext("ice", "not done")
            dot.setAccessibleName(
                _("Ice session {n} of {count}, {state}").format(n=dot.number, count=count, state=state)
            )
            if not filled:
                tip = _("Log ice up to session {n}").format(n=dot.number)
            else:
                tip = _("Take the last session back") if dot.number == min(done, count) else ""
            dot.setAccessibleDescription(tip)
            dot.setToolTip(tip)

    def _pressed(self, number: int) -> None:
        filled = number <= self._done
        wanted = self._done - 1 if filled else number
        self.set_done(self._done)  # what is saved decides, not the click
        if not filled or number == min(self._done, len(self.dots)):
            self.wanted.emit(wanted)


class _Dot(PaintedButton, QPushButton):
    """One session."""

    def __init__(self, number: int, parent: QWidget) -> None:
        super().__init__("", parent, ring=-1)
        self.number = number
        self.setCheckable(True)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(_ROOM), theme.px(_ROOM))

    def draw(self, painter: QPainter) -> None:
        side = painting.length(_DOT)
        box = painting.box_around(QRectF(self.rect()).center(), side, side)
        if self.isChecked():
            painting.rounded(painter, box, _DOT / 2, "ice")
            inset = side * 0.2
            icons.paint(painter, "check", box.adjusted(inset, inset, -inset, -inset), "surface", 3.4)
        else:
            fill = "sunken" if self.warm else "surface"
            painting.rounded(painter, box, _DOT / 2, fill, "line", 1.4)
