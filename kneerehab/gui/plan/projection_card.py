"""When the goal week would begin at 5, 7.5 and 10 % a week, if every week advances."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGridLayout, QWidget

from kneerehab.domain.plan.settings import PlanSettings
from kneerehab.domain.plan.verdict import Projection
from kneerehab.gui.look import painting, theme
from kneerehab.gui.look.button import Button
from kneerehab.gui.look.card import Card
from kneerehab.gui.look.drawn import Drawn
from kneerehab.gui.look.row import empty
from kneerehab.gui.look.short_dates import short_date
from kneerehab.gui.look.text import Label
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _
from kneerehab.wording.plan_page import default_goal_note, goal_amount, percent, projection_note


class PaceLine(Drawn):
    """A line with a knob at `share` of the longest way; `chosen` is the runner's own pace."""

    def __init__(self, share: float, *, chosen: bool, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share, self._chosen = min(1.0, max(0.0, share)), chosen
        self.say(words)

    def design_size(self) -> QSize:
        return QSize(theme.px(200), theme.px(20))

    def smallest_size(self) -> QSize:
        return QSize(theme.px(60), theme.px(20))

    def draw(self, painter: QPainter) -> None:
        knob = painting.length(8)
        middle = self.height() / 2
        left, right = QPointF(knob, middle), QPointF(self.width() - knob, middle)
        end = QPointF(left.x() + (right.x() - left.x()) * self._share, middle)
        colour = "run" if self._chosen else "band_line"
        for start, stop, token in ((left, right, "border"), (left, end, colour)):
            painter.setPen(painting.pen(token, 7))
            painter.drawLine(start, stop)
        painter.setPen(painting.pen(colour, 3))
        painter.setBrush(theme.colour("surface"))
        painter.drawEllipse(end, knob - painting.length(1.5), knob - painting.length(1.5))


class ProjectionCard(Card):
    """Three paces with their dates, the chosen one in bold; where nobody set the goal, the way to set one."""

    goal_wanted = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(_("The way to the goal"), "", parent)
        self.workspace = workspace
        self.note = Label("", "small", "muted", wrap=True)
        self.goal_button = Button(_("Set a goal week"), variant="soft", icon="target")
        self.default = Label(default_goal_note(), "small", "muted", wrap=True)
        self._rows = QWidget()
        self._grid = QGridLayout(self._rows)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(12))
        self._grid.setVerticalSpacing(theme.px(8))
        self._grid.setColumnStretch(1, 1)
        self.body.addWidget(self._rows)
        self.body.addWidget(self.note)
        self.body.addWidget(self.default)
        self.body.addWidget(self.goal_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)
        self.goal_button.clicked.connect(self.goal_wanted)

    def show_projection(self, projection: Projection | None, settings: PlanSettings) -> None:
        """Fill the card; None where running waits for a professional."""
        empty(self._grid)
        self.goal_button.setVisible(settings.goal_is_default)
        self.default.setVisible(settings.goal_is_default and projection is not None)
        self._rows.setVisible(projection is not None)
        formats = self.workspace.formats
        if projection is None:
            self.set_title(_("The way to the goal"))
            self.note.setText(_("The dates of the way there stand here once running is planned again."))
            return
        goal = goal_amount(projection.goal, formats)
        if all(rate.weeks == 0 and rate.date <= projection.as_of for rate in projection.rates):
            self.set_title(_("At the goal: {goal}").format(goal=goal))
            self._rows.hide()
            self.note.setText(_("This week's budget is the goal week."))
            return
        self.set_title(_("{goal}, from").format(goal=goal))
        longest = max((rate.date - projection.as_of).days for rate in projection.rates) or 1
        for row, rate in enumerate(projection.rates):
            chosen = rate.growth_permille == settings.growth_permille
            role, tone = ("body_strong", "text") if chosen else ("body", "muted")
            pace = f"+{percent(rate.growth_permille, formats)}"
            day = short_date(rate.date, year=rate.date.year != projection.as_of.year)
            words = _("{pace} a week: {day}, your pace") if chosen else _("{pace} a week: {day}")
            words = words.format(pace=pace, day=day)
            share = (rate.date - projection.as_of).days / longest
            self._grid.addWidget(Label(pace, role, tone), row, 0)
            self._grid.addWidget(PaceLine(share, chosen=chosen, words=words), row, 1)
            self._grid.addWidget(Label(day, role), row, 2)
        self.note.setText(projection_note(settings, formats))
