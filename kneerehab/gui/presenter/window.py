"""The presenter: one runner on the whole screen, without names of others, notes, weight or age."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from kneerehab.domain.codes import Phase
from kneerehab.domain.plan.verdict import Replay, Verdict
from kneerehab.gui.chart.picture import ChartPicture
from kneerehab.gui.look import icons, theme
from kneerehab.gui.look.row import empty
from kneerehab.gui.look.short_dates import since, span
from kneerehab.gui.look.track import Track
from kneerehab.gui.look.window_beside import WindowBeside
from kneerehab.gui.presenter.parts import BigReason, BigText, Panel, State, Step, WayColumn
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _
from kneerehab.services.alarms import flags_on, last_flagged
from kneerehab.wording import verdicts
from kneerehab.wording.labels import knees_name, label
from kneerehab.wording.plan_page import PHASES, phase_rule
from kneerehab.wording.runners import shown_name

_WIDE, _HIGH = 1920, 1080
"""The screen that sizes are told for."""
_MOST_TEXT, _LEAST_TEXT, _STEP = 1.2, 0.8, 0.1
"""Of what the screen asks for: larger text has no room beside the chart, smaller is not read from afar."""


class Presenter(WindowBeside):
    """A window of its own; Esc or F11 closes it. It shows today, whatever day the window below has open."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.name = BigText(36, "page_title")
        self.about = BigText(24, "body", "muted")
        self.verdict = Panel("verdict_wait")
        self.question = BigText(24, "body", "on_verdict_soft")
        self.title = BigText(80, "verdict", "on_verdict", wrap=True)
        self.limit = BigText(38, "sub_verdict", "on_verdict", wrap=True)
        self.reasons = QVBoxLayout()
        self.track = Track()
        self.chart_panel, self.way_panel = Panel(), Panel()
        self.chart = ChartPicture("pain", workspace, height=60, presented=True)
        self.way_title = BigText(26, "card_title")
        self.way = WayColumn()
        self._build()
        self._connect()
        self.refresh()

    def _build(self) -> None:
        self.setObjectName("presenter")
        self.setWindowTitle(_("Presenter"))
        self.question.setText(_("Can I run today?"))
        self.way_title.setText(_("The way back"))
        self.verdict.setAccessibleName(self.question.text())
        self._head = QHBoxLayout()
        for part in (self.name, self.about):
            part.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
            self._head.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        self._head.addStretch(1)
        self._head.addWidget(self.close_button)
        self._left = QVBoxLayout()
        self._left.addStretch(1)
        for text in (self.question, self.title, self.limit):
            self._left.addWidget(text)
        self._left.addLayout(self.reasons)
        self._left.addStretch(1)
        self._answer = QHBoxLayout(self.verdict)
        self._answer.addLayout(self._left, 1)
        self._answer.addWidget(self.track, 0, Qt.AlignmentFlag.AlignVCenter)
        self._chart_box = QVBoxLayout(self.chart_panel)
        self._chart_box.addWidget(self.chart, 1)
        self._way_box = QVBoxLayout(self.way_panel)
        self._way_box.addWidget(self.way_title)
        self._way_box.addWidget(self.way, 1)
        self._below = QHBoxLayout()
        self._below.addWidget(self.chart_panel, 69)
        self._below.addWidget(self.way_panel, 31)
        self._all = QVBoxLayout(self)
        # What was laid out for a large screen may go to a small one.
        self._all.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._all.addLayout(self._head)
        self._all.addWidget(self.verdict, 46)
        self._all.addLayout(self._below, 54)

    def _connect(self) -> None:
        self.workspace.runner_changed.connect(self.close)
        self.workspace.today_changed.connect(self.refresh)
        self.workspace.today_changed.connect(self.chart.refresh)
        self.workspace.settings_changed.connect(self.refresh)
        theme.notifier.changed.connect(self._fit_soon)

    def refresh(self) -> None:
        """Show what holds today."""
        workspace = self.workspace
        if workspace.runner_id is None:
            return
        day = workspace.today()
        answer = workspace.planner.today(workspace.runner_id, day)
        verdict, plan = answer.verdict, workspace.diary.plan
        knees = knees_name(plan.affected) if plan.affected else _("Both knees")
        self.name.setText(shown_name(workspace.runner, hidden=workspace.settings.hide_names))
        standing = [_phase(answer, verdict)] if verdict is not None else []
        self.about.setText("  ·  ".join([knees, workspace.formats.day(day), *standing]))
        self._answer_with(answer, verdict)
        self._show_way(answer, verdict)
        self._fit()

    def _answer_with(self, answer: Replay, verdict: Verdict | None) -> None:
        workspace, formats = self.workspace, self.workspace.formats
        found: tuple[verdicts.Reason, ...] = ()
        tone: verdicts.Tone = verdicts.WAIT
        if verdict is None:
            self.title.setText(_("No plan yet on this day"))
            self.limit.setText(_("The plan starts on {day}.").format(day=formats.day(workspace.diary.plan.start)))
            self.track.hide()
        else:
            runner_id, head = workspace.runner_id or "", verdicts.headline(verdict, formats)
            tone = head.tone
            self.title.setText(head.title)
            self.limit.setText(head.line)
            past = [session for session in answer.sessions if session.date < verdict.date]
            flagged = last_flagged(workspace.diary, verdict.date) if verdict.phase is Phase.REFER else None
            reported = () if flagged is None else flags_on(workspace.diary, flagged)
            settled = workspace.planner.settled_days(runner_id, verdict.date)
            found = verdicts.reasons(verdict, past, settled, formats, reported)[:3]
            self.track.set_tone(tone)
            self.track.show_verdict(verdict, workspace.planner.settings(runner_id, verdict.date).runs_per_week, formats)
        self.limit.setVisible(bool(self.limit.text()))
        self.verdict.colour = f"verdict_{tone}"
        self.verdict.update()
        empty(self.reasons)
        mark = {verdicts.YES: "mark_yes", verdicts.WAIT: "mark_wait", verdicts.STOP: "mark_stop"}[tone]
        for reason in found:
            self.reasons.addWidget(BigReason(reason.text, mark, good=reason.good))

    def _show_way(self, answer: Replay, verdict: Verdict | None) -> None:
        now = PHASES.index(verdict.phase) if verdict is not None and verdict.phase in PHASES else -1
        settings = self.workspace.planner.settings(self.workspace.runner_id or "", self.workspace.today())
        steps = []
        for index, phase in enumerate(PHASES):
            stretch = next((found for found in reversed(answer.phases) if found.phase is phase), None)
            state: State = "now" if index == now else "later" if index > now else "done" if stretch else "skipped"
            if state == "now" and stretch is not None:
                about = since(stretch.from_)
            elif state == "done" and stretch is not None:
                about = span(stretch.from_, stretch.to)
            else:
                about = phase_rule(phase, settings, self.workspace.formats) if state == "later" else ""
            steps.append(Step(name=label(phase), state=state, about=about))
        self.way.show_steps(steps)

    def _fit(self) -> None:
        """Take sizes from the window; the text of the program counts too, as far as there is room."""
        unit = min(self.width() / _WIDE, self.height() / _HIGH)
        larger = min(_MOST_TEXT, max(1.0, theme.scale()))
        self._take_sizes(unit, unit * larger)
        while larger > _LEAST_TEXT and self._all.minimumHeightForWidth(self.width()) > self.height():
            larger -= _STEP
            self._take_sizes(unit, unit * larger)
        self.update()

    def _take_sizes(self, unit: float, text: float) -> None:
        """`unit` and `text` are what a pixel of that screen is here, for parts and for words."""

        def px(length: float) -> int:
            return round(length * unit)

        self._all.setContentsMargins(px(64), px(40), px(64), px(56))
        self._all.setSpacing(px(24))
        self._head.setSpacing(px(16))
        self._head.setContentsMargins(px(60), 0, 0, 0)
        self._answer.setContentsMargins(px(56), px(24), px(56), px(24))
        self._answer.setSpacing(px(40))
        self._left.setSpacing(px(6))
        self.reasons.setContentsMargins(0, px(14), 0, 0)
        self.reasons.setSpacing(px(8))
        self._chart_box.setContentsMargins(px(26), px(16), px(24), px(24))
        self._way_box.setContentsMargins(px(32), px(24), px(24), px(24))
        self._below.setSpacing(px(24))
        for part in (self.name, self.about, self.question, self.title, self.limit, self.way_title):
            part.set_unit(text)
        for reason in self.findChildren(BigReason):
            reason.set_unit(text)
        self.way.set_unit(text)
        for panel in (self.verdict, self.chart_panel, self.way_panel):
            panel.radius = 24 * unit
        self.track.set_scale(2.44 * unit / theme.scale())
        self.chart.magnify(1.5 * text / theme.scale())

    def _fit_soon(self) -> None:
        QTimer.singleShot(0, self, self._fit)

    # Qt
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("bg"))
        margins, side = self._all.contentsMargins(), self._head.geometry().height()
        logo = min(side, round(44 * margins.left() / 64))
        top = margins.top() + (side - logo) / 2
        icons.paint(painter, "logo", QRectF(margins.left(), top, logo, logo), theme.current().accent)
        painter.end()


def _phase(answer: Replay, verdict: Verdict) -> str:
    """The phase with its step, else with the week that it is in."""
    if verdict.rung:
        return _("{phase}, step {rung}").format(phase=label(verdict.phase), rung=verdict.rung)
    stretch = next((found for found in reversed(answer.phases) if found.phase is verdict.phase), None)
    if stretch is None:
        return label(verdict.phase)
    weeks = (verdict.date - stretch.from_).days // 7 + 1
    return _("{phase}, week {n}").format(phase=label(verdict.phase), n=weeks)


def present(workspace: Workspace, over: QWidget) -> Presenter:
    """Show the open runner on the screen that the window is on; one that is shown already comes to the front."""
    standing = (one for one in over.findChildren(Presenter) if one.isVisible())
    shown = next(standing, None) or Presenter(workspace, over)
    if (screen := over.screen()) is not None:
        shown.setGeometry(screen.geometry())
    shown.showFullScreen()
    shown.raise_()
    shown.activateWindow()
    shown.setFocus()
    return shown
