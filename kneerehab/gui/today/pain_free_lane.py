"""The settled-days lane on the verdict card: days done, days still to come, and the flag of the first run."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath
from PySide6.QtWidgets import QWidget

from kneerehab.frozen import dataclass
from kneerehab.gui.look import painting, theme
from kneerehab.gui.look.drawn import Drawn
from kneerehab.gui.look.track import Tone
from kneerehab.i18n import _, in_turn

_MARKER, _PITCH, _LANE, _FLAG_ROOM = 38, 68, 12, 30
_TITLE_MIDDLE, _LANE_MIDDLE, _CAPTION_MIDDLE, _HEIGHT = 10, 51, 91, 101


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneDay:
    """One day of the lane; `caption` stands below it ("Tue", "Today"); a `crossed` day is that of a red run."""

    caption: str
    done: bool
    today: bool = False
    crossed: bool = False


class PainFreeLane(Drawn):
    """A lane of days with a title above ("1 of 2 settled days") and a flag at its end."""

    def __init__(self, *, tone: Tone = "wait", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = tone
        self.set_days("", (), "")

    def set_tone(self, tone: Tone) -> None:
        """Follow the colour of the verdict card."""
        self._tone = tone
        self.update()

    def set_days(self, title: str, days: Sequence[LaneDay], flag: str) -> None:
        """Show the days in order; `flag` is the caption of the first run day, empty for no flag."""
        self._title, self._days, self._flag = title, tuple(days), flag
        done = [day.caption for day in self._days if day.done]
        said = [title]
        if done:
            said.append(_("done: {days}").format(days=", ".join(done)))
        if len(done) < len(self._days):
            coming = ", ".join(day.caption for day in self._days if not day.done and not day.crossed)
            said.append(_("to come: {days}").format(days=coming))
        if flag:
            said.append(_("first run day: {day}").format(day=flag))
        self.say(in_turn(said))

    def design_size(self) -> QSize:
        steps = max(0, len(self._days) - 1) * _PITCH + (_PITCH * 1.45 if self._flag else 0)
        words = painting.text_width(self._title, painting.font("body_strong"))
        return QSize(max(theme.px(_MARKER + steps + 8), round(words + 0.5)), theme.px(_HEIGHT))

    def smallest_size(self) -> QSize:
        return QSize(min(self.design_size().width(), theme.px(200)), theme.px(_HEIGHT))

    def draw(self, painter: QPainter) -> None:
        unit = painting.length(1)
        heading = QRectF(0, _TITLE_MIDDLE * unit - 10 * unit, self.width(), 20 * unit)
        painting.write(painter, heading, self._title, painting.font("body_strong"), "on_verdict", painting.LEFT)
        if not self._days:
            return
        pitch, size = self._measure()
        middle = _LANE_MIDDLE * unit
        at = [QPointF(size / 2 + index * pitch, middle) for index in range(len(self._days))]
        end = QPointF(at[-1].x() + pitch * 1.45, middle) if self._flag else at[-1]
        self._draw_lane(painter, at, end)
        for centre, day in zip(at, self._days, strict=True):
            self._draw_marker(painter, centre, size, day)
        for centre, day in zip(at, self._days, strict=True):
            if pitch >= 34 * unit or day.today:
                self._caption(painter, centre, day.caption, strong=day.today)
        if self._flag:
            self._draw_flag(painter, end)
            self._caption(painter, end, self._flag, strong=False)

    def _measure(self) -> tuple[float, float]:
        """Distance between two markers and their size in pixels: as designed, or smaller so that all fit."""
        unit = painting.length(1)
        steps = len(self._days) - 1 + (1.45 if self._flag else 0)
        room = self.width() - _MARKER / 2 * unit - (_FLAG_ROOM if self._flag else _MARKER / 2) * unit
        pitch = min(_PITCH * unit, room / steps) if steps else _PITCH * unit
        return pitch, min(_MARKER * unit, pitch * 0.8)

    def _draw_lane(self, painter: QPainter, at: list[QPointF], end: QPointF) -> None:
        lane = painting.pen(painting.veil("on_verdict", 0.17), _LANE)
        painter.setPen(lane)
        painter.drawLine(at[0], end)
        done = [centre for centre, day in zip(at, self._days, strict=True) if day.done]
        painter.setPen(painting.pen(f"mark_{self._tone}", _LANE))
        for first, second, day in zip(at, at[1:], self._days[1:], strict=False):
            if first in done and day.done:
                painter.drawLine(first, second)

    def _draw_marker(self, painter: QPainter, centre: QPointF, size: float, day: LaneDay) -> None:
        mark, card = theme.colour(f"mark_{self._tone}"), theme.colour(f"verdict_{self._tone}")
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(mark if day.done or day.crossed else card)
        painter.drawEllipse(centre, size / 2, size / 2)
        if day.done:
            painting.tick(painter, centre, 18 * size / painting.length(_MARKER), _ink_on(mark), 2.8)
            return
        if day.crossed:
            reach = size / 5
            painter.setPen(painting.pen(_ink_on(mark), 3))
            painter.drawLine(centre - QPointF(reach, reach), centre + QPointF(reach, reach))
            painter.drawLine(centre - QPointF(reach, -reach), centre + QPointF(reach, -reach))
            return
        painter.setPen(painting.pen(mark, 2, dash=(4, 3.5)))
        inside = size / 2 - painting.length(1)
        painter.drawEllipse(centre, inside, inside)

    def _draw_flag(self, painter: QPainter, foot: QPointF) -> None:
        unit = painting.length(1)
        x, top = foot.x() - 7 * unit, foot.y() - 19 * unit
        cloth = QPainterPath(QPointF(x, top + unit))
        wave = ((7, -3), (13, 5), (21, 1)), ((13, 20), (7, 12), (0, 16))
        for index, curve in enumerate(wave):
            if index:
                cloth.lineTo(x + 21 * unit, top + 16 * unit)
            cloth.cubicTo(*(QPointF(x + right * unit, top + down * unit) for right, down in curve))
        painter.setPen(painting.pen("on_verdict", 2.2))
        painter.setBrush(theme.colour(f"verdict_{self._tone}"))
        painter.drawPath(cloth)
        painter.drawLine(QPointF(x, top), QPointF(x, top + 39 * unit))

    def _caption(self, painter: QPainter, centre: QPointF, words: str, *, strong: bool) -> None:
        unit = painting.length(1)
        face = painting.font("small_strong" if strong else "small")
        width = painting.text_width(words, face) + 2
        left = min(max(0.0, centre.x() - width / 2), max(0.0, self.width() - width))
        box = QRectF(left, _CAPTION_MIDDLE * unit - 9 * unit, width, 18 * unit)
        painting.write(painter, box, words, face, "on_verdict" if strong else "on_verdict_soft")


def _ink_on(mark: QColor) -> QColor:
    """A dark ink of the mark's own hue."""
    return QColor.fromHsvF(mark.hsvHueF(), min(1.0, mark.hsvSaturationF() + 0.2), 0.2)
