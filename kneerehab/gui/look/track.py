"""The running track on the verdict card: one lane per planned run of the week, and what is left in the middle."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QWidget

from kneerehab.domain.plan.verdict import Advice, Verdict
from kneerehab.gui.look import painting, theme
from kneerehab.gui.look.drawn import Drawn
from kneerehab.i18n import _, ngettext
from kneerehab.wording.formats import Formats

Lane = Literal["done", "today", "later"]
Tone = Literal["yes", "wait", "stop", "done"]

MOST_LANES = 4
_WIDTH, _HEIGHT, _LANE, _GAP, _HOLE = 250, 138, 11, 5, 44
_FAINT, _FAINT_DONE = 0.14, 0.18
_FLAT_HEIGHT = 36


class Track(Drawn):
    """This week's runs as lanes, the outermost first; over four runs one lane is filled by `share`."""

    def __init__(
        self, *, flat: bool = False, tone: Tone = "yes", scale: float = 1.0, parent: QWidget | None = None
    ) -> None:
        """`flat` draws one straight lane instead of ovals; `tone` is that of the card; `scale` is its size."""
        super().__init__(parent)
        self._scale = scale
        self._flat = flat
        self._tone = tone
        self.set_week((), "", "")

    @property
    def flat(self) -> bool:
        """Whether the track is one straight lane."""
        return self._flat

    def set_flat(self, flat: bool) -> None:
        """Change between ovals and one straight lane."""
        self._flat = flat
        self.updateGeometry()
        self.update()

    def set_tone(self, tone: Tone) -> None:
        """Follow the colour of the verdict card."""
        self._tone = tone
        self.update()

    def set_scale(self, scale: float) -> None:
        """Grow or shrink."""
        if scale != self._scale:
            self._scale = scale
            self.updateGeometry()
            self.update()

    def show_verdict(self, verdict: Verdict, runs_planned: int, formats: Formats) -> None:
        """Show the week of a verdict; hidden where it has none, and where nobody is to run."""
        week = verdict.week
        self.setVisible(week is not None and verdict.advice is not Advice.STOP)
        if week is None:
            return
        planned = max(runs_planned, week.sessions)
        lanes: list[Lane] = ["done"] * week.sessions
        if verdict.advice is Advice.RUN and len(lanes) < planned:
            lanes.append("today")
        lanes.extend(["later"] * (planned - len(lanes)))
        left = max(0, week.budget.seconds - week.done.seconds)
        share = week.done.seconds / week.budget.seconds
        today = verdict.ceilings.seconds / week.budget.seconds if verdict.ceilings else 0.0
        self.set_week(lanes, formats.minutes(left), _("left this week"), share=share, today=today)

    def set_week(
        self, lanes: Sequence[Lane], value: str, caption: str, *, share: float = 0.0, today: float = 0.0
    ) -> None:
        """Show the runs of the week, and "36 min" over "left this week".

        `share` and `today` (0 to 1) are the parts of the week done and planned for today, for the single lane.
        """
        self._lanes = tuple(lanes)
        self._value, self._caption = value, caption
        self._share, self._today = min(1.0, max(0.0, share)), min(1.0, max(0.0, today))
        done = self._lanes.count("done")
        runs = ngettext("{done} of {count} run done", "{done} of {count} runs done", len(self._lanes))
        said = [runs.format(done=done, count=len(self._lanes))] if self._lanes else []
        if "today" in self._lanes:
            said.append(_("one planned today"))
        self.say(", ".join([*said, " ".join(part for part in (value, caption) if part)]).strip(", "))

    def design_size(self) -> QSize:
        if self._flat:
            return QSize(theme.px(_WIDTH), theme.px(_FLAT_HEIGHT))
        return QSize(round(theme.px(_WIDTH) * self._scale), round(theme.px(_HEIGHT) * self._scale))

    def smallest_size(self) -> QSize:
        return QSize(theme.px(160), self.design_size().height()) if self._flat else self.design_size()

    def draw(self, painter: QPainter) -> None:
        if self._flat:
            self._draw_flat(painter)
        else:
            self._draw_ovals(painter)

    def _mark(self) -> str:
        return "success" if self._tone == "done" else f"mark_{self._tone}"

    def _ink(self, *, soft: bool = False) -> str:
        """The text on the card: the done card is light in the light theme."""
        if self._tone == "done":
            return "muted" if soft else "text"
        return "on_verdict_soft" if soft else "on_verdict"

    def _idle(self) -> QColor:
        return painting.veil("success", _FAINT_DONE) if self._tone == "done" else painting.veil("on_verdict", _FAINT)

    def _draw_ovals(self, painter: QPainter) -> None:
        unit = painting.length(1) * self._scale
        box = painting.box_around(QRectF(self.rect()).center(), 248 * unit, 136 * unit)
        count = len(self._lanes) if 0 < len(self._lanes) <= MOST_LANES else 1
        pitch = min(_LANE + _GAP, ((136 - _HOLE) / 2) / (count - _GAP / (_LANE + _GAP))) * unit
        lane = pitch * _LANE / (_LANE + _GAP)
        for index in range(count):
            inset = index * pitch + lane / 2
            path = _oval(box.adjusted(inset, inset, -inset, -inset))
            if len(self._lanes) > MOST_LANES:
                self._draw_share(painter, path, lane)
            else:
                self._draw_lane(painter, path, lane, self._lanes[index] if self._lanes else "later")
        self._draw_middle(painter, box)
        inner = box.bottom() - (count - 1) * pitch - lane
        painter.setPen(painting.pen(self._ink(), 2))
        painter.drawLine(QPointF(box.center().x(), inner), QPointF(box.center().x(), box.bottom() + unit))

    def _draw_lane(self, painter: QPainter, path: QPainterPath, width: float, state: Lane) -> None:
        solid = _stroke(theme.colour(self._mark()) if state == "done" else self._idle(), width)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(solid)
        painter.drawPath(path)
        if state == "today":
            dashes = _stroke(theme.colour(self._mark()), width)
            unit = painting.length(1) / width
            dashes.setDashPattern([3 * unit, 5 * unit])
            painter.setPen(dashes)
            painter.drawPath(path)

    def _draw_share(self, painter: QPainter, path: QPainterPath, width: float) -> None:
        """One lane filled clockwise from the start line: done solid, today hatched."""
        self._draw_lane(painter, path, width, "later")
        done = self._share * path.length()
        painter.setPen(_dashed(_stroke(theme.colour(self._mark()), width), [done / width, path.length() / width]))
        if done > 0:
            painter.drawPath(path)
        unit, at, end = painting.length(1), done, min(1.0, self._share + self._today) * path.length()
        pattern = []
        while at < end:
            pattern += [3 * unit / width, 5 * unit / width]
            at += 8 * unit
        if pattern:
            pattern[-1] += path.length() / width
            pen = _dashed(_stroke(theme.colour(self._mark()), width), pattern)
            pen.setDashOffset(-done / width if done else 0)
            painter.setPen(pen)
            painter.drawPath(path)

    def _draw_middle(self, painter: QPainter, box: QRectF) -> None:
        unit, centre, small = painting.length(1) * self._scale, box.center(), self._scale < 1
        big = max(1.0, self._scale)
        face = painting.font("body_strong" if small else "sub_verdict", size=None if small else 20 * big, weight=700)
        lower = painting.font("caption", size=11 if small else 12 * big)
        value = painting.box_around(centre - QPointF(0, 8 * unit), 160 * unit, 26 * unit)
        caption = painting.box_around(centre + QPointF(0, 12 * unit), 160 * unit, 16 * unit)
        painting.write(painter, value, self._value, face, self._ink())
        painting.write(painter, caption, self._caption, lower, self._ink(soft=True))

    def _draw_flat(self, painter: QPainter) -> None:
        unit = painting.length(1)
        lane = QRectF(0, 2 * unit, self.width() - unit, _LANE * unit)
        painting.rounded(painter, lane, _LANE / 2, self._idle())
        painter.save()
        shape = QPainterPath()
        shape.addRoundedRect(lane, lane.height() / 2, lane.height() / 2)
        painter.setClipPath(shape)
        done, today = self._flat_shares()
        painter.fillRect(
            QRectF(lane.left(), lane.top(), lane.width() * done, lane.height()), theme.colour(self._mark())
        )
        x, end = lane.left() + lane.width() * done, lane.left() + lane.width() * (done + today)
        x += 5 * unit if done else 0
        while x + 3 * unit <= end:
            painter.fillRect(QRectF(x, lane.top(), 3 * unit, lane.height()), theme.colour(self._mark()))
            x += 8 * unit
        painter.restore()
        painter.setPen(painting.pen(self._ink(), 2))
        painter.drawLine(QPointF(unit, 0), QPointF(unit, lane.bottom() + 2 * unit))
        line = QRectF(0, lane.bottom() + 3 * unit, self.width(), 18 * unit)
        face = painting.font("small_strong")
        painting.write(painter, line, self._value, face, self._ink(), painting.LEFT)
        line.setLeft(painting.text_width(self._value + " ", face))
        painting.write(painter, line, self._caption, painting.font("small"), self._ink(soft=True), painting.LEFT)

    def _flat_shares(self) -> tuple[float, float]:
        """Parts of the week done and planned for today, by lanes where no share is known."""
        if self._share or self._today or not self._lanes:
            return self._share, min(self._today, 1 - self._share)
        count = len(self._lanes)
        return self._lanes.count("done") / count, self._lanes.count("today") / count


def _oval(box: QRectF) -> QPainterPath:
    """A running track through the middle of a lane, clockwise from the start line at the foot."""
    radius = box.height() / 2
    left = QRectF(box.left(), box.top(), box.height(), box.height())
    right = QRectF(box.right() - box.height(), box.top(), box.height(), box.height())
    path = QPainterPath(QPointF(box.center().x(), box.bottom()))
    path.lineTo(box.left() + radius, box.bottom())
    path.arcTo(left, 270, -180)
    path.lineTo(box.right() - radius, box.top())
    path.arcTo(right, 90, -180)
    path.closeSubpath()
    return path


def _stroke(colour: QColor, width: float) -> QPen:
    made = painting.pen(colour)
    made.setWidthF(width)
    made.setCapStyle(Qt.PenCapStyle.FlatCap)
    made.setJoinStyle(Qt.PenJoinStyle.BevelJoin)  # a round one shows as a blob where arc and straight meet
    return made


def _dashed(pen: QPen, pattern: list[float]) -> QPen:
    pen.setDashPattern([max(0.001, part) for part in pattern])
    return pen
