"""A chart to point at: its days are read out, and opened in the Diary."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPaintEvent,
)
from PySide6.QtWidgets import QMenu, QWidget

from kneerehab.charts import Spot
from kneerehab.gui.chart import actions, readout
from kneerehab.gui.chart.drawn import Drawn
from kneerehab.gui.chart.picture import ChartPicture
from kneerehab.gui.chart.pointing import STEPS, day_at, walked
from kneerehab.gui.chart.reading import chart_style
from kneerehab.gui.look import accessible, painting
from kneerehab.gui.shell.workspace import Workspace


class ChartView(ChartPicture):
    """Keys: arrows, Home and End walk through its days, Enter opens one in the Diary, Ctrl+C copies the picture."""

    day_chosen = Signal(date)  # a day was clicked, or Enter pressed on it

    def __init__(
        self, name: str, workspace: Workspace, parent: QWidget | None = None, *, height: int = 260, follows: bool = True
    ) -> None:
        super().__init__(name, workspace, parent, height=height, follows=follows)
        self.day: date | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.day_chosen.connect(workspace.day_in_diary)

    def set_chart(self, name: str) -> None:
        if name != self.chart.id:
            self._forget_day()
        super().set_chart(name)

    def _arrived(self, found: Drawn) -> None:
        if self.day is not None and found.drawing.spot(self.day) is None:
            self._forget_day()
        super()._arrived(found)

    # days
    def _spots(self) -> tuple[Spot, ...]:
        return self._shown.drawing.spots if self._shown else ()

    def readout(self) -> str:
        """The values of the day pointed at; empty without one."""
        if self.day is None or self._shown is None:
            return ""
        return self._shown.chart.readout(self._shown.data, self.day, chart_style(self.workspace).locale)

    def point_at(self, day: date | None) -> None:
        """Read out a day; None stops it."""
        if day == self.day:
            return
        self.day = day
        self._say_on_top("")
        words = self.readout()
        self.setAccessibleDescription(words)
        if words and self.hasFocus():
            accessible.announce(self, words)
        self.update()

    def _forget_day(self) -> None:
        self.day = None
        self.setAccessibleDescription("")
        self.update()

    def _day_at(self, place: QPointF) -> date | None:
        return day_at(self._shown.drawing, self.size(), place) if self._shown else None

    # actions
    def menu(self) -> QMenu:
        """What can be done with the chart: read as a table, copy, save."""
        return actions.menu(self)

    # Qt
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        day = self._day_at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if day else Qt.CursorShape.ArrowCursor)
        self.point_at(day)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if not self.hasFocus():
            self.point_at(None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if not self.underMouse():
            self.point_at(None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        day = self._day_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and day is not None:
            self.day_chosen.emit(day)
        else:
            super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu().popup(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            actions.copy_picture(self)
        elif event.key() in STEPS and self._spots() and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.point_at(walked([spot.day for spot in self._spots()], self.day, STEPS[Qt.Key(event.key())]))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.day is not None:
            self.day_chosen.emit(self.day)
        elif event.key() == Qt.Key.Key_Escape and self.day is not None:
            self.point_at(None)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._shown is None or self._said or self.day is None:
            return
        if (spot := self._shown.drawing.spot(self.day)) is not None:
            painter = painting.brush_for(self)
            readout.paint(painter, QRectF(self.rect()), self._shown.drawing, spot, self.readout())


accessible.give_role(ChartView, QAccessible.Role.Chart)
