"""When mild pain stays: what two weeks looked like, and the way to the monitored plan with a physiotherapist's word."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kneerehab.domain.codes import Knee, Profile
from kneerehab.domain.fields import KneeScores
from kneerehab.domain.plan.settings import LIMITS
from kneerehab.domain.plan.verdict import Verdict
from kneerehab.domain.trends.pain import pain_by_day
from kneerehab.gui.look import painting, theme
from kneerehab.gui.look.badge import Badge
from kneerehab.gui.look.button import Button, Link
from kneerehab.gui.look.card import Card
from kneerehab.gui.look.drawn import Drawn
from kneerehab.gui.look.locale import short_day
from kneerehab.gui.look.text import Divider, Label
from kneerehab.gui.shell.articles import Word, open_word
from kneerehab.gui.shell.command import Command
from kneerehab.gui.shell.host import request
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _

DAYS = 14
_TOP = 5
_MONITORED = LIMITS[Profile.MONITORED][0]


class SteadyCard(Card):
    """Two weeks of mild pain, drawn, with what that can mean."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(_("A steady {score} of 10, for two weeks").format(score=1), "", parent)
        self.workspace = workspace
        self.chart = SteadyChart()
        self.body.addWidget(
            Label(
                _(
                    "Waiting alone may not bring it to 0. With kneecap pain, up to 2 of 10 can be fine "
                    "if it eases within an hour and is not worse the next morning."
                ),
                wrap=True,
            )
        )
        self.body.addWidget(self.chart)

    def show_days(self, verdict: Verdict) -> None:
        """Draw the fourteen days that end with a verdict's."""
        pain = pain_by_day(self.workspace.diary)
        days = [verdict.date - timedelta(days=back) for back in range(DAYS - 1, -1, -1)]
        scores = [pain[day].worst if day in pain else KneeScores() for day in days]
        highest = max((score for pair in scores for score in pair.known()), default=0)
        self.set_title(_("A steady {score} of 10, for two weeks").format(score=highest))
        ends = (short_day(days[0]), _("Today") if days[-1] == self.workspace.today() else short_day(days[-1]))
        self.chart.show_scores(scores, ends)


class SteadyChart(Drawn):
    """The worst pain of each day, left solid with filled points, right dashed with squares; a gap is a gap."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scores: list[KneeScores] = []
        self._ends = ("", "")

    def show_scores(self, scores: list[KneeScores], ends: tuple[str, str]) -> None:
        """Scores by day, oldest first, and the words below the first and last day."""
        self._scores, self._ends = scores, ends
        parts = []
        for knee, name in ((Knee.LEFT, _("left")), (Knee.RIGHT, _("right"))):
            known = [score for pair in scores if (score := pair.of(knee)) is not None]
            if known:
                parts.append(_("{knee} {low} to {high}").format(knee=name, low=min(known), high=max(known)))
        self.say(_("Worst pain of the last 14 days: {knees}").format(knees=", ".join(parts)))

    def design_size(self) -> QSize:
        return QSize(theme.px(420), theme.px(170))

    def smallest_size(self) -> QSize:
        return QSize(theme.px(220), theme.px(170))

    def draw(self, painter: QPainter) -> None:
        unit = painting.length(1)
        words = max(painting.text_width(text, painting.font("caption")) for text in self._labels())
        plot = QRectF(20 * unit, 8 * unit, self.width() - 32 * unit - words, self.height() - 36 * unit)
        self._draw_grid(painter, plot)
        for knee, colour in ((Knee.RIGHT, "knee_right"), (Knee.LEFT, "knee_left")):
            self._draw_knee(painter, plot, knee, colour)
        caption = painting.font("caption")
        foot = QRectF(plot.left(), plot.bottom() + 6 * unit, plot.width(), 18 * unit)
        painting.write(painter, foot, self._ends[0], caption, "muted", painting.LEFT)
        painting.write(painter, foot, self._ends[1], painting.font("chip"), "text", painting.RIGHT)

    def _labels(self) -> tuple[str, str]:
        return _("monitored: {limit}").format(limit=_MONITORED), _("pain-free: {limit}").format(limit=0)

    def _height(self, plot: QRectF, score: float) -> float:
        return plot.bottom() - plot.height() * min(score, _TOP) / _TOP

    def _draw_grid(self, painter: QPainter, plot: QRectF) -> None:
        unit, caption = painting.length(1), painting.font("caption")
        band = QRectF(plot.left(), self._height(plot, _MONITORED), plot.width(), 0)
        band.setBottom(plot.bottom())
        painter.fillRect(band, theme.colour("success_tint"))
        for score in range(_TOP + 1):
            y = self._height(plot, score)
            painter.setPen(painting.pen("grid", 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            box = QRectF(0, y - 9 * unit, 14 * unit, 18 * unit)
            painting.write(painter, box, str(score), caption, "muted", painting.LEFT)
        for score, text, tone in zip((_MONITORED, 0), self._labels(), ("success", "muted"), strict=True):
            y = self._height(plot, score)
            box = QRectF(plot.right() + 8 * unit, y - 9 * unit, self.width(), 18 * unit)
            painting.write(painter, box, text, caption, tone, painting.LEFT)

    def _draw_knee(self, painter: QPainter, plot: QRectF, knee: Knee, colour: str) -> None:
        unit, right = painting.length(1), knee is Knee.RIGHT
        step = plot.width() / max(1, len(self._scores) - 1)
        runs: list[list[QPointF]] = [[]]
        for index, pair in enumerate(self._scores):
            score = pair.of(knee)
            if score is None:
                runs.append([])
            else:
                runs[-1].append(QPointF(plot.left() + index * step, self._height(plot, score)))
        dash = (7.0, 4.0) if right else ()
        for points in runs:
            painter.setPen(painting.pen(colour, 2.4 if right else 2.8, dash=dash))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(QPolygonF(points))
            painter.setPen(painting.pen(colour, 1.6))
            painter.setBrush(theme.colour("surface" if right else colour))
            for point in points:
                if right:
                    painter.drawRect(QRectF(point.x() - 3 * unit, point.y() - 3 * unit, 6 * unit, 6 * unit))
                else:
                    painter.drawEllipse(point, 3.5 * unit, 3.5 * unit)


class AnotherWayCard(Card):
    """Three steps; nothing changes until a physiotherapist agreed and somebody says who and when."""

    note_wanted = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(_("There is another way"), "", parent)
        self.workspace = workspace
        self.page = Button(_("Print the page"), variant="soft", icon="print")
        self.agreed = Button(_("My physio agreed"))
        self.word = Link(_("What the monitored plan is"))
        self._build_card()
        self.page.clicked.connect(self.note_wanted)
        self.agreed.clicked.connect(self._agree)
        self.word.clicked.connect(lambda: open_word(self, Word.MONITORED))

    def _build_card(self) -> None:
        self.body.addWidget(
            Label(_("The monitored plan, up to 2 of 10, with a physiotherapist"), "small", "muted", wrap=True)
        )
        steps = (
            (
                _("See a physiotherapist"),
                _("After more than a week without settling, a look at the knee is worth it."),
                (),
            ),
            (_("Take your two weeks along"), _("One page: pain, exercises, what eased it."), (self.page,)),
            (
                _("Agreed? Switch the plan"),
                _("Settled then means up to 2 of 10. Your first step would be a brisk 30 min walk."),
                (self.agreed, self.word),
            ),
        )
        for number, (title, text, parts) in enumerate(steps, start=1):
            if number > 1:
                self.body.addWidget(Divider())
            self.body.addWidget(_step(number, title, text, *parts))
        self.body.addWidget(
            Label(
                _("Without that, the plan stays pain-free. Exercises and pain-free cycling go on meanwhile."),
                "small",
                "muted",
                wrap=True,
            )
        )
        self.body.addStretch(1)

    def _agree(self) -> None:
        from kneerehab.gui.today.agreed import AgreedDialog

        AgreedDialog(self.workspace, self.window()).exec()


class BackgroundPain:
    """Both cards, put above those of the day; only shown while the plan says that mild pain stays."""

    def __init__(self, workspace: Workspace, left: QVBoxLayout, right: QVBoxLayout) -> None:
        self.steady, self.way = SteadyCard(workspace), AnotherWayCard(workspace)
        self.way.note_wanted.connect(lambda: request(self.way, Command.REPORT))
        left.addWidget(self.steady)
        right.addWidget(self.way)

    def show_day(self, verdict: Verdict | None) -> None:
        """Show the two weeks that end with a verdict's day; None hides them."""
        for card in (self.steady, self.way):
            card.setVisible(verdict is not None)
        if verdict is not None:
            self.steady.show_days(verdict)


def _step(number: int, title: str, text: str, *parts: QWidget) -> QWidget:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(theme.px(12))
    words = QVBoxLayout()
    words.setSpacing(theme.px(4))
    words.addWidget(Label(title, "body_strong", wrap=True))
    words.addWidget(Label(text, "small", "muted", wrap=True))
    for part in parts:
        words.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft)
    line.addWidget(Badge(str(number)), 0, Qt.AlignmentFlag.AlignTop)
    line.addLayout(words, 1)
    return row
