"""The week at a glance: one mark a day, run days, exercise days, and when the next run may come."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, QTimer, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kneerehab.domain.plan.verdict import Advice, Verdict
from kneerehab.gui.look import icons, painting, theme
from kneerehab.gui.look.card import Card
from kneerehab.gui.look.drawn import Drawn
from kneerehab.gui.look.flow import FlowLayout, follow_width
from kneerehab.gui.look.locale import first_weekday, long_day, short_day, weekday
from kneerehab.gui.look.text import Heading, Label
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _, pgettext
from kneerehab.services.week import WEEK, Glance, WeekDay, glance

_MARK, _GAP, _LEAST = 26, 4, 40
_A_MOMENT = 40  # ms from the page to the days to come: replays of the plan must not stand before the first frame
_SMALL = 420  # width at 100 % below which the days stand close together


class WeekCard(Card):
    """Marks and counts; nothing here is a target.

    `planned` carries the verdict that a quiet check-in would bring, while today's is still open.
    """

    planned = Signal(object)  # Verdict, or None

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.workspace = workspace
        self._verdict: Verdict | None = None
        self._due = QTimer(self, singleShot=True, interval=_A_MOMENT)
        self._due.timeout.connect(self._plan_today)
        self._ahead = QTimer(self, singleShot=True, interval=0)
        self._ahead.timeout.connect(self._show_coming)
        self.span = Label("", "small", "muted")
        self.cells = [_DayCell() for _number in range(WEEK)]
        self.runs = _Fact(_("Run days"))
        self.exercises = _Fact(_("Exercise days"))
        self.next = _Fact(_("Next run"))
        self._build_card()
        self.setAccessibleName(_("This week"))

    def _build_card(self) -> None:
        title = QWidget()
        words = QVBoxLayout(title)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(0)
        words.addWidget(Heading(_("This week")))
        words.addWidget(self.span)
        days = QWidget()
        self._days = row = QHBoxLayout(days)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(_GAP))
        for cell in self.cells:
            row.addWidget(cell)
        box = QWidget()
        follow_width(box)
        flow = FlowLayout(box, spacing=theme.px(28), line_spacing=theme.px(8))
        for part in (title, days, self.runs, self.exercises, self.next):
            flow.addWidget(part)
        self.body.addWidget(box)

    def _space(self) -> None:
        super()._space()
        side = theme.px(20)
        above = theme.px(4 if self._dense else 6)
        self._outer.setContentsMargins(side, above, side, above)

    def show_verdict(self, verdict: Verdict | None) -> None:
        """Show the week of a verdict's day at once, and the days to come when the page stands; None hides the card."""
        self._verdict = verdict
        self.setVisible(verdict is not None)
        self._ahead.stop()
        if verdict is None:
            self._due.stop()
            return
        self._show(self._glance(verdict, ()))
        self.next.set_text("…")
        self._due.start()

    def _plan_today(self) -> None:
        """What a quiet check-in would bring; the plan is replayed for it, so the days to come wait a turn."""
        verdict, runner_id = self._verdict, self.workspace.runner_id
        if verdict is None or runner_id is None:
            return
        if verdict.advice is Advice.CHECK_IN:
            planned = self.workspace.planner.if_quiet(runner_id, verdict.date)
            self.planned.emit(planned)
            self._verdict = planned or verdict
        self._ahead.start()

    def _show_coming(self) -> None:
        verdict = self._verdict
        if verdict is not None and self.workspace.runner_id is not None:
            found = self._glance(verdict, self.coming(verdict))
            self._show(found)
            self._say_next(found)

    def coming(self, verdict: Verdict) -> tuple[Verdict, ...]:
        """The two weeks after a verdict's day, if the knees stay quiet."""
        return self.workspace.planner.coming(self.workspace.runner_id or "", verdict)

    def _glance(self, verdict: Verdict, coming: tuple[Verdict, ...]) -> Glance:
        workspace = self.workspace
        settings = workspace.planner.settings(workspace.runner_id or "", verdict.date)
        first = first_weekday(workspace.settings.first_weekday)
        return glance(workspace.diary, verdict, coming, runs_per_week=settings.runs_per_week, first_weekday=first)

    def _show(self, found: Glance) -> None:
        """Fill the marks and the counts."""
        today = self.workspace.today()
        self.span.setText(
            _("{first} to {last}").format(first=short_day(found.days[0].day), last=short_day(found.days[-1].day))
        )
        for cell, day in zip(self.cells, found.days, strict=True):
            cell.show_day(day, today=day.day == today)
        counted = _("{n} of {count}")
        self.runs.set_text(counted.format(n=found.run_days, count=found.most_run_days))
        self.exercises.set_text(counted.format(n=found.exercise_days, count=found.most_exercise_days))
        self.exercises.setVisible(found.most_exercise_days > 0)
        self.next.setVisible(self._verdict is not None and self._verdict.advice is not Advice.STOP)

    def _say_next(self, found: Glance) -> None:
        self.next.set_name(_("Next walk") if found.next_is_walk else _("Next run"))
        if found.next_run is None:
            self.next.set_text(_("the plan looks again every morning"))
        else:
            today = self.workspace.today()
            self.next.set_text(_("today") if found.next_run == today else long_day(found.next_run))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._days.setSpacing(0 if self.width() < theme.px(_SMALL) else theme.px(_GAP))


class _Fact(QWidget):
    """A small name over a strong value."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self.value = Label(name, "small", "muted", late=True), Label("", "body_strong", late=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(6), 0, 0)
        column.setSpacing(0)
        column.addWidget(self.name)
        column.addWidget(self.value)

    def set_name(self, name: str) -> None:
        """Change the name."""
        self.name.setText(name)

    def set_text(self, text: str) -> None:
        """Change the value."""
        self.value.setText(text)
        self.updateGeometry()


class _DayCell(Drawn):
    """Filled with a tick: run; dashed with a shoe: planned; a dash: neither. The word for screen readers says it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._day: WeekDay | None = None
        self._today = False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_day(self, day: WeekDay, *, today: bool) -> None:
        """Show a day of the week; what is shown is not drawn again."""
        if (day, today) == (self._day, self._today):
            return
        self._day, self._today = day, today
        what = _("walk done") if day.walk else _("run done")
        if not day.done:
            what = (_("walk planned") if day.walk else _("run planned")) if day.planned else _("no run")
        parts = [long_day(day.day), what, *((_("today"),) if today else ())]
        self.say(", ".join(parts))

    def design_size(self) -> QSize:
        words = painting.text_width(pgettext("week", "Today"), painting.font("chip"))
        return QSize(max(theme.px(46), round(words + painting.length(8))), theme.px(56))

    def smallest_size(self) -> QSize:
        return QSize(self.design_size().width() if self._today else theme.px(_LEAST), theme.px(56))

    def draw(self, painter: QPainter) -> None:
        day = self._day
        if day is None:
            return
        unit, width = painting.length(1), self.width()
        if self._today:
            painting.rounded(painter, QRectF(self.rect()), 10, "accent_tint")
        caption = QRectF(0, 4 * unit, width, 18 * unit)
        text = pgettext("week", "Today") if self._today else weekday(day.day)
        face, tone = ("chip", "accent") if self._today else ("caption", "muted")
        painting.write(painter, caption, text, painting.font(face), tone)
        centre = QPointF(width / 2, 38 * unit)
        radius = (_MARK / 2 - 1) * unit
        if day.done:
            painter.setPen(painting.pen("run", 1))
            painter.setBrush(theme.colour("run"))
            painter.drawEllipse(centre, radius, radius)
            painting.tick(painter, centre, 13, theme.colour("surface"), 2.6)
        elif day.planned:
            painter.setPen(painting.pen("run", 1.5, dash=(3, 2.5)))
            painter.drawEllipse(centre, radius, radius)
            icons.paint(
                painter, "walk" if day.walk else "run", painting.box_around(centre, 14 * unit, 14 * unit), "run"
            )
        else:
            painter.setPen(painting.pen("muted", 1.6))
            painter.drawLine(centre - QPointF(5 * unit, 0), centre + QPointF(5 * unit, 0))
