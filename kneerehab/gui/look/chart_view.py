"""A chart on the screen: drawn off the window's thread, then pointed at, read out, opened in the Diary.

matplotlib is imported on the worker thread too: a page with charts shows at once and its charts arrive.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QContextMenuEvent,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from kneerehab.charts import CHARTS, Spot
from kneerehab.gui.look import accessible, painting, theme
from kneerehab.gui.progress import chart_actions, readout
from kneerehab.gui.progress.drawn import SMALLEST, Drawn, draw
from kneerehab.gui.progress.pointing import STEPS, day_at, walked
from kneerehab.gui.progress.reading import Reading, chart_style, read_range
from kneerehab.gui.shell.tasks import Task, in_background
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _

_SOON_MS = 20
_SETTLE_MS = 120  # a window being resized is drawn once, when it has come to rest
_FIRST_MS = 40  # after the placeholder: the rest of the page is painted before the worker competes with it
_SAID_MS = 4000


class ChartView(QWidget):
    """One chart of `charts.CHARTS`; it shows the last 12 weeks until `read` is called.

    Keys: arrows, Home and End walk through its days, Enter opens one in the Diary, Ctrl+C copies the picture.
    """

    day_chosen = Signal(object)  # a date was clicked, or Enter pressed on it
    drawn = Signal()

    def __init__(
        self, name: str, workspace: Workspace, parent: QWidget | None = None, *, height: int = 260, follows: bool = True
    ) -> None:
        """`height` in pixels at 100 %; KeyError for an unknown chart. Without `follows` it waits for `read`."""
        super().__init__(parent)
        self.workspace = workspace
        self.chart = CHARTS[name]
        self.day: date | None = None
        self._height = height
        self._follows = follows
        self._reading: Reading | None = None
        self._data: Any = None
        self._shown: Drawn | None = None
        self._task: Task | None = None
        self._said = ""
        self._stale = False
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._hush = QTimer(self, singleShot=True, interval=_SAID_MS)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("focus_radius", 8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_(self.chart.title))

    def _connect(self) -> None:
        self._settle.timeout.connect(self._settled)
        self._hush.timeout.connect(lambda: self._say_on_top(""))
        theme.notifier.changed.connect(self._look_changed)
        self.day_chosen.connect(self.workspace.day_in_diary)

    # data
    def read(self, reading: Reading) -> None:
        """Show other data: the same reading may be given to many charts, it gathers once."""
        self._follows = False
        self._reading, self._data = reading, None
        self.redraw()

    def set_chart(self, name: str) -> None:
        """Show another chart of the same data."""
        if name != self.chart.id:
            self.chart, self._data = CHARTS[name], None
            self._forget_day()
            self.redraw()

    def refresh(self) -> None:
        """Read the diary anew: for a page that leaves the range to the chart."""
        self._follows, self._reading, self._data = True, None, None
        self.redraw()

    def redraw(self) -> None:
        """Draw soon: in a later turn; the first time, once the placeholder has been painted."""
        self._stale = True
        if self.isVisible():
            if self._shown is not None:
                self._settle.start(_SOON_MS)
            else:
                self.update()
        elif self._task is not None:
            self._task.cancel()
            self._task = None

    def prepare(self) -> None:
        """Draw although nobody has scrolled here yet."""
        if self._shown is None and self._task is None and self.isVisible():
            self._draw()

    def description(self) -> str:
        """The chart in a few sentences; empty until it has been drawn."""
        return self._shown.description if self._shown else ""

    def data(self) -> Any:
        """What is drawn; None before the first time."""
        return self._shown.data if self._shown else None

    def picture(self) -> QImage | None:
        """The drawn picture."""
        return self._shown.image if self._shown else None

    def _settled(self) -> None:
        """Draw unless the picture is right: layouts squeeze a chart for a moment when something near it grows."""
        if self._stale or not self._fits():
            self._draw()

    def _fits(self) -> bool:
        """Whether the picture has the size of the view."""
        return self._shown is not None and self._shown.size == self.size()

    def _draw(self) -> None:
        if self._reading is None:
            if not self._follows or self.workspace.runner_id is None:
                return
            self._reading = read_range(self.workspace)
        if self._task is not None:
            self._task.cancel()
        chart, data, reading = self.chart, self._data, self._reading
        style, size, ratio = chart_style(self.workspace), self.size(), self.devicePixelRatioF()
        self._stale = False
        self._task = in_background(self, lambda: draw(chart, data, reading, style, size, ratio), self._arrived)

    def _arrived(self, found: Drawn) -> None:
        self._task = None
        self._shown, self._data = found, found.data
        if self.day is not None and found.drawing.spot(self.day) is None:
            self._forget_day()
        self.setAccessibleName(f"{_(found.chart.title)}. {found.description}")
        self.update()
        self.drawn.emit()

    def _look_changed(self) -> None:
        self.updateGeometry()
        self.redraw()

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
        return chart_actions.menu(self)

    def say(self, words: str) -> None:
        """Show a word on top of the chart for a few seconds, and speak it."""
        self._say_on_top(words)
        accessible.announce(self, words)
        self._hush.start()

    def _say_on_top(self, words: str) -> None:
        if words != self._said:
            self._said = words
            self.update()

    # Qt
    def sizeHint(self) -> QSize:
        return QSize(theme.px(420), theme.px(self._height))

    def minimumSizeHint(self) -> QSize:
        return QSize(SMALLEST[0], max(theme.px(self._height), SMALLEST[1]))

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        if self._shown is not None:
            self._settle.start(_SOON_MS)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.isVisible() and self._shown is not None:
            self._settle.start(_SOON_MS if self._fits() else _SETTLE_MS)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self.redraw()
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LocaleChange:
            self.redraw()
        super().changeEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        day = self._day_at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if day else Qt.CursorShape.ArrowCursor)
        self.point_at(day)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if not self.hasFocus():
            self.point_at(None)

    def focusOutEvent(self, event: Any) -> None:
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
            chart_actions.copy_picture(self)
        elif event.key() in STEPS and self._spots() and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.point_at(walked([spot.day for spot in self._spots()], self.day, STEPS[Qt.Key(event.key())]))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.day is not None:
            self.day_chosen.emit(self.day)
        elif event.key() == Qt.Key.Key_Escape and self.day is not None:
            self.point_at(None)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.brush_for(self)
        box = QRectF(self.rect())
        if self._shown is None:
            painting.write(painter, box, _("Drawing…"), painting.font("small"), "muted")
            if self._task is None and not self._settle.isActive():
                self._settle.start(_FIRST_MS)
            return
        painter.drawImage(QPointF(0, 0), self._shown.image)
        if self._said:
            readout.paint_word(painter, box, self._said)
        elif self.day is not None and (spot := self._shown.drawing.spot(self.day)) is not None:
            readout.paint(painter, box, self._shown.drawing, spot, self.readout())


accessible.give_role(ChartView, QAccessible.Role.Chart)
