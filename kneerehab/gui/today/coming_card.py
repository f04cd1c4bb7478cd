"""The rest of the week after a run: each coming day with what the plan would offer if the knees stay quiet."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from kneerehab.domain.plan.after_run import AfterRun, weekdays
from kneerehab.domain.plan.verdict import Advice, OpenWeek, Verdict
from kneerehab.gui.look import icons, painting, theme
from kneerehab.gui.look.card import Card
from kneerehab.gui.look.drawn import Drawn
from kneerehab.gui.look.locale import weekday
from kneerehab.gui.look.row import empty
from kneerehab.gui.look.text import Label
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _
from kneerehab.wording import after_run as words

_FEWEST, _MOST = 3, 6


class ComingCard(Card):
    """Nothing here is a promise: every morning is asked anew."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(_("The rest of the week"), "", parent)
        self.workspace = workspace
        self._shown: object = None
        self.until = Label("", "small", "muted")
        self.slot.addWidget(self.until)
        self.rows = QGridLayout()
        self.rows.setHorizontalSpacing(theme.px(12))
        self.rows.setVerticalSpacing(theme.px(10))
        self.rows.setColumnStretch(4, 1)
        self.body.addLayout(self.rows)
        self.body.addStretch(1)

    def show_days(self, after: AfterRun, week: OpenWeek | None) -> None:
        """The days until the week ends; at least three, at most six."""
        left = _FEWEST
        if week is not None:
            start = week.start or after.last.at.date()
            left = 7 - (after.last.at.date() - start).days - 1
        days = after.coming[: max(_FEWEST, min(_MOST, left))]
        chosen = weekdays(self.workspace.diary)
        self.until.setText(_("to {day}").format(day=self.workspace.formats.short_day(days[-1].date)))
        shown = days, chosen, self.workspace.formats
        if shown == self._shown:
            return
        self._shown = shown
        empty(self.rows)
        for row, verdict in enumerate(days):
            self._add(row, verdict, meant=not chosen or verdict.date.weekday() in chosen)

    def _add(self, row: int, verdict: Verdict, *, meant: bool) -> None:
        formats = self.workspace.formats
        offered = verdict.advice in (Advice.RUN, Advice.WALK) and (meant or verdict.advice is Advice.WALK)
        kind = words.day_kind(verdict) if offered else _("Rest day")
        line = (
            words.day_line(verdict, formats) if offered or verdict.advice is Advice.REST else _("exercises are welcome")
        )
        parts = (
            Label(weekday(verdict.date), "small", "muted"),
            Label(formats.number(verdict.date.day, 0), "small_strong"),
            _DayMark(verdict.advice.value if offered else ""),
            Label(kind, "body_strong"),
            Label(line, "small", "muted", wrap=True),
        )
        for column, part in enumerate(parts):
            self.rows.addWidget(part, row, column)


class _DayMark(Drawn):
    """A dashed circle with a shoe where a run is offered, a dash on a rest day; the word beside it says the same."""

    def __init__(self, advice: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = {"RUN": "run", "WALK": "walk"}.get(advice, "")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def design_size(self) -> QSize:
        return QSize(theme.px(26), theme.px(26))

    def draw(self, painter: QPainter) -> None:
        centre, unit = QRectF(self.rect()).center(), painting.length(1)
        if not self._icon:
            painter.setPen(painting.pen("muted", 1.6))
            painter.drawLine(centre - QPointF(5 * unit, 0), centre + QPointF(5 * unit, 0))
            return
        painter.setPen(painting.pen("run", 1.5, dash=(3, 2.5)))
        painter.drawEllipse(centre, 12 * unit, 12 * unit)
        icons.paint(painter, self._icon, painting.box_around(centre, 14 * unit, 14 * unit), "run")
