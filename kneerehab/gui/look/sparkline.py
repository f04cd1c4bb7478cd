"""The sparkline: pain of some weeks on the fixed axis 0 to 10; days without a score are gaps."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import QSizePolicy, QWidget

from kneerehab.gui.look import painting, theme
from kneerehab.gui.look.drawn import Drawn
from kneerehab.i18n import _

_TOP = 10.0


class Sparkline(Drawn):
    """One value a day, oldest first, None for a day without one."""

    def __init__(self, name: str, *, colour: str = "knee_left", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._colour = name, colour
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_values(())

    def set_values(self, values: Sequence[float | None]) -> None:
        """Show these days."""
        self._values = tuple(values)
        known = [value for value in self._values if value is not None]
        if not known:
            self.say(_("{name}, no scores").format(name=self._name))
            return
        words = _("{name}, from {first} to {last}, highest {highest}, {known} of {days} days known")
        self.say(
            words.format(
                name=self._name,
                first=f"{known[0]:g}",
                last=f"{known[-1]:g}",
                highest=f"{max(known):g}",
                known=len(known),
                days=len(self._values),
            )
        )

    def design_size(self) -> QSize:
        return QSize(theme.px(102), theme.px(32))

    def smallest_size(self) -> QSize:
        return QSize(theme.px(48), theme.px(32))

    def draw(self, painter: QPainter) -> None:
        foot = self.height() - painting.length(2)
        painter.setPen(painting.pen("grid", 2))
        painter.drawLine(QPointF(1, foot), QPointF(self.width() - 1, foot))
        for run in self._runs():
            self._draw_run(painter, [self._point(day, value, foot) for day, value in run])

    def _runs(self) -> list[list[tuple[int, float]]]:
        """Stretches of days with values."""
        runs: list[list[tuple[int, float]]] = [[]]
        for day, value in enumerate(self._values):
            if value is not None:
                runs[-1].append((day, value))
            elif runs[-1]:
                runs.append([])
        return [run for run in runs if run]

    def _point(self, day: int, value: float, foot: float) -> QPointF:
        edge, top = painting.length(3), painting.length(2)
        across = (self.width() - 2 * edge) * day / max(1, len(self._values) - 1)
        return QPointF(edge + across, foot - (foot - top) * min(_TOP, value) / _TOP)

    def _draw_run(self, painter: QPainter, points: list[QPointF]) -> None:
        painter.setPen(painting.pen(self._colour, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if len(points) == 1:
            painter.setBrush(theme.colour(self._colour))
            painter.drawEllipse(points[0], painting.length(1), painting.length(1))
            return
        path = QPainterPath(points[0])
        for point in points[1:]:
            path.lineTo(point)
        painter.drawPath(path)
