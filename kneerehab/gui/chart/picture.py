"""A chart as a picture on the screen: drawn off the window's thread, and again when its data, size or look changes.

matplotlib is imported on the worker thread too: a page with charts shows at once and its charts arrive.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QTimer, Signal
from PySide6.QtGui import QImage, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kneerehab.charts import CHARTS
from kneerehab.gui.chart import readout
from kneerehab.gui.chart.drawn import SMALLEST, Drawn, draw
from kneerehab.gui.chart.reading import Reading, chart_style, read_range
from kneerehab.gui.look import accessible, painting, theme
from kneerehab.gui.shell.tasks import Task, in_background
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _

_SOON_MS = 20
_SETTLE_MS = 120  # a window being resized is drawn once, when it has come to rest
_FIRST_MS = 40  # after the placeholder: the rest of the page is painted before the worker competes with it
_SAID_MS = 4000


class ChartPicture(QWidget):
    """One chart of `charts.CHARTS`; it shows the last 12 weeks until `read` is called."""

    drawn = Signal()

    def __init__(
        self,
        name: str,
        workspace: Workspace,
        parent: QWidget | None = None,
        *,
        height: int = 260,
        follows: bool = True,
        presented: bool = False,
    ) -> None:
        """`height` in pixels at 100 %; KeyError for an unknown chart. Without `follows` it waits for `read`.

        One that is `presented` has its title in the picture, and today marked.
        """
        super().__init__(parent)
        painting.keep_as_it_is(self)
        self.workspace = workspace
        self.chart = CHARTS[name]
        self._height = height
        self._magnified = 1.0
        self._follows = follows
        self._presented = presented
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
        self.setProperty("focus_radius", 8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_(self.chart.title))

    def _connect(self) -> None:
        self._settle.timeout.connect(self._settled)
        self._hush.timeout.connect(lambda: self._say_on_top(""))
        theme.notifier.changed.connect(self._look_changed)

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
            self.redraw()

    def refresh(self) -> None:
        """Read the diary anew: for a page that leaves the range to the chart."""
        self._follows, self._reading, self._data = True, None, None
        self.redraw()

    def magnify(self, by: float) -> None:
        """Write larger or smaller than the text of the program."""
        if by != self._magnified:
            self._magnified = by
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
        today = self.workspace.today() if self._presented else None
        style = replace(style, scale=style.scale * self._magnified, titled=self._presented, today=today)
        self._stale = False
        self._task = in_background(self, lambda: draw(chart, data, reading, style, size, ratio), self._arrived)

    def _arrived(self, found: Drawn) -> None:
        self._task = None
        self._shown, self._data = found, found.data
        self.setAccessibleName(f"{_(found.chart.title)}. {found.description}")
        self.update()
        self.drawn.emit()

    def _look_changed(self) -> None:
        self.updateGeometry()
        self.redraw()

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

    def showEvent(self, event: QShowEvent) -> None:
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

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.brush_for(self)
        box = QRectF(self.rect())
        if self._shown is None:
            font = painting.font("small")
            font.setPixelSize(max(1, round(font.pixelSize() * self._magnified)))
            painting.write(painter, box, _("Drawing…"), font, "muted")
            if self._task is None and not self._settle.isActive():
                self._settle.start(_FIRST_MS)
            return
        painter.drawImage(QPointF(0, 0), self._shown.image)
        if self._said:
            readout.paint_word(painter, box, self._said)
