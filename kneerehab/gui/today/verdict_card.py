"""The one strong card: "Can I run today?", answered in words, with the limit, reasons, the way on, and Why?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from kneerehab.domain.check_in import CheckIn
from kneerehab.domain.codes import Phase, RedFlag
from kneerehab.domain.plan.verdict import Advice, Replay, Verdict
from kneerehab.gui.look import theme
from kneerehab.gui.look.button import Link
from kneerehab.gui.look.flow import FlowLayout
from kneerehab.gui.look.row import empty, put_into
from kneerehab.gui.look.shapes import rounded
from kneerehab.gui.look.text import Heading, Icon, Label
from kneerehab.gui.look.track import Track
from kneerehab.gui.shell.articles import Word, open_word
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.gui.today.pain_free_lane import LaneDay, PainFreeLane
from kneerehab.i18n import _
from kneerehab.services.alarms import flags_on, last_flagged
from kneerehab.services.today import DayView
from kneerehab.wording import verdicts
from kneerehab.wording.check_in import still_missing
from kneerehab.wording.labels import label

_STEP_BY_STEP = (Phase.WALK, Phase.RUNWALK)
"""Phases in which the card counts what is still needed; elsewhere the title, the lane or the track says it."""

_SMALL = 440  # width at 100 % below which the two halves stand one below the other

_OFFERS = (Advice.RUN, Advice.WALK, Advice.OFF_DAY)

_AIR = (9, 8), (6, 8), (3, 6)
"""Above and below in pixels at 100 %, from all the air to the least."""


class VerdictCard(QFrame):
    """Coloured by yes, wait or stop; the title says which in words."""

    why_wanted = Signal()
    clearance_wanted = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self._tone: verdicts.Tone = verdicts.WAIT
        self._filled: tuple[verdicts.Tone, tuple[verdicts.Reason, ...]] | None = None
        self.question = Label(_("Can I run today?"), "body", "on_verdict_soft")
        self.title = Heading("", "verdict", "on_verdict", late=True)
        self.limit = Label("", "card_title", "on_verdict", wrap=True)
        self.ground = Label("", "small", "on_verdict_soft", wrap=True)
        self.next = Label("", "small", "on_verdict_soft", wrap=True)
        self.why = Link(_("Why?"), colour="on_verdict", role="body_strong")
        self.cleared = Link(_("A professional has cleared me"), colour="on_verdict", role="body_strong")
        self.monitored = Link(_("What the monitored plan is"), colour="on_verdict", role="body_strong")
        self.reasons = QVBoxLayout()
        self.track = Track(scale=0.72)
        self.lane = PainFreeLane()
        self._narrow = False
        self._build()
        self.why.clicked.connect(self.why_wanted)
        self.cleared.clicked.connect(self.clearance_wanted)
        self.monitored.clicked.connect(lambda: open_word(self, Word.MONITORED))

    def _build(self) -> None:
        self.title.setWordWrap(True)
        self.setAccessibleName(_("Can I run today?"))
        left = QVBoxLayout()
        left.setSpacing(theme.px(1))
        head = FlowLayout(spacing=theme.px(12), line_spacing=theme.px(2))
        for part in (self.question, self.why, self.cleared, self.monitored):
            head.addWidget(part)
        left.addLayout(head)
        for part in (self.title, self.limit, self.ground, self.next):
            left.addWidget(part)
        left.addStretch(1)
        self.reasons.setSpacing(theme.px(4))
        self._middle = QWidget()
        self._below = QVBoxLayout(self._middle)
        middle = self._below
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(theme.px(6))
        middle.addStretch(1)
        middle.addLayout(self.reasons)
        middle.addStretch(1)
        self._left = QWidget()
        self._left.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        self._row = row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self.set_dense(0)
        row.setSpacing(theme.px(20))
        row.addWidget(self._left, 12)
        row.addWidget(self._middle, 8)
        row.addWidget(self.lane, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.track, 0, Qt.AlignmentFlag.AlignVCenter)

    def set_dense(self, dense: int) -> None:
        """Do with less air above and below: 0 has all of it, 2 the least."""
        above, below = _AIR[dense]
        side, above, below = theme.px(24), theme.px(above), theme.px(below)
        self._row.setContentsMargins(side, above, side, below)

    def show_day(self, answer: Replay, view: DayView) -> str:
        """Fill the card for an open day; returns the phase and the step of the ladder, "" before the plan's start."""
        diary, verdict = self.workspace.diary, answer.verdict
        if verdict is None:
            self._show_before_start(self.workspace.formats.day(diary.plan.start))
            return ""
        flagged = last_flagged(diary, view.day) if verdict.phase is Phase.REFER else None
        settled = self.workspace.planner.settled_days(self.workspace.runner_id or "", view.day)
        reported = () if flagged is None else flags_on(diary, flagged)
        self._show_answer(answer, verdict, settled, view.check_ins, reported)
        text = label(verdict.phase)
        return _("{phase}, step {rung}").format(phase=text, rung=verdict.rung) if verdict.rung else text

    def _show_before_start(self, day_text: str) -> None:
        """The day lies before the plan's first day."""
        self._tone = verdicts.WAIT
        self.title.setText(_("No plan yet on this day"))
        self.limit.setText(_("The plan starts on {day}.").format(day=day_text))
        for part in (self.ground, self.next, self.why, self.cleared, self.monitored, self.track, self.lane):
            part.hide()
        self._fill_reasons(())
        self.update()

    def _show_answer(
        self,
        answer: Replay,
        verdict: Verdict,
        settled_days: int,
        check_ins: Iterable[CheckIn],
        reported: Iterable[RedFlag],
    ) -> None:
        """`check_ins` are those of the day; `reported` are warning signs of an earlier day that still wait."""
        formats = self.workspace.formats
        head = verdicts.headline(verdict, formats)
        self._tone = head.tone
        self.title.setText(head.title)
        line = head.line
        if verdict.advice is Advice.CHECK_IN:
            missing = verdict.rules[-1].inputs["missing"]
            line = still_missing(missing if isinstance(missing, tuple) else (), check_ins)
        self.limit.setText(line)
        ground = verdicts.surfaces(verdict.surfaces) if verdict.advice in (Advice.RUN, Advice.WALK) else ""
        quiet = self._limit_of_settled(verdict)
        settled = "" if quiet is None else verdicts.settled_means(quiet)
        self.ground.setText(_("Ground: {surfaces}").format(surfaces=ground) if ground else settled)
        self.monitored.setVisible(bool(quiet))
        self.ground.setVisible(bool(self.ground.text()))
        steps = verdicts.next_steps(verdict) if verdict.phase in _STEP_BY_STEP and verdict.advice in _OFFERS else ()
        self.next.setText(_("Next: {steps}").format(steps=", ".join(steps)) if steps else "")
        self.next.setVisible(bool(steps))
        self.why.show()
        self.cleared.setVisible(verdict.advice is Advice.STOP)
        sessions = [session for session in answer.sessions if session.date < verdict.date]
        self._fill_reasons(verdicts.reasons(verdict, sessions, settled_days, formats, reported))
        self._fill_lane(verdict)
        self._fill_track(verdict)
        self.setAccessibleDescription(f"{head.title}{'' if head.title.endswith('?') else '.'} {line}")
        self._give_title_room()
        self.update()

    def show_planned(self, verdict: Verdict | None) -> None:
        """What the plan would offer if nothing hurts now, while today's check-in is still open."""
        if verdict is None or verdict.advice not in (Advice.RUN, Advice.WALK):
            return
        text = verdicts.planned_if_quiet(verdict, self.workspace.formats)
        self._fill_reasons((verdicts.Reason(text=text, good=True),))

    def _limit_of_settled(self, verdict: Verdict) -> int | None:
        """The score up to which a day is settled, while one is waited for."""
        if verdict.rule not in ("R05-calm", "R07-after-red"):
            return None
        return self.workspace.planner.settings(self.workspace.runner_id or "", verdict.date).quiet

    def _fill_reasons(self, found: tuple[verdicts.Reason, ...]) -> None:
        if (self._tone, found) == self._filled:
            return
        self._filled = self._tone, found
        empty(self.reasons)
        mark = {verdicts.YES: "mark_yes", verdicts.WAIT: "mark_wait", verdicts.STOP: "mark_stop"}[self._tone]
        for reason in found:
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(theme.px(8))
            row.addWidget(Icon("check" if reason.good else "info", mark, 16), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(Label(reason.text, "small", "on_verdict", wrap=True), 1)
            self.reasons.addWidget(line)

    def _fill_lane(self, verdict: Verdict) -> None:
        """Settled days so far and still to come, in CALM and after a red run."""
        need = next((need for need in verdict.next if need.need == "settled-days"), None)
        self.lane.setVisible(need is not None and verdict.advice is Advice.REST)
        if need is None:
            return
        days = []
        today = verdict.date
        left = verdicts.days_left(verdict)
        for back in range(need.have - 1, -1, -1):
            days.append(self._lane_day(today - timedelta(days=back), done=True))
        for ahead in range(1, left + 1):
            days.append(self._lane_day(today + timedelta(days=ahead), done=False))
        title = _("{have} of {of} settled days").format(have=need.have, of=need.of)
        self.lane.set_days(title, days, "")
        self.lane.set_tone("wait")

    def _lane_day(self, day: date, *, done: bool) -> LaneDay:
        from kneerehab.gui.look.locale import weekday

        is_today = day == self.workspace.today()
        return LaneDay(caption=_("Today") if is_today else weekday(day), done=done, today=is_today)

    def _fill_track(self, verdict: Verdict) -> None:
        settings = self.workspace.planner.settings(self.workspace.runner_id or "", verdict.date)
        self.track.set_tone(self._tone)
        self.track.show_verdict(verdict, settings.runs_per_week, self.workspace.formats)

    def _give_title_room(self) -> None:
        """Keep the title on one line where the card is wide enough."""
        if self._narrow:  # a least width would keep the page from becoming any narrower
            self._left.setMinimumWidth(0)
            return
        wanted = QFontMetrics(self.title.font()).horizontalAdvance(self.title.text()) + theme.px(8)
        self._left.setMinimumWidth(min(wanted, int(self.width() * 0.55)))

    def set_narrow(self, narrow: bool) -> None:
        """The track becomes one straight lane in a narrow window."""
        self._narrow = narrow
        self._give_title_room()
        self.track.set_flat(narrow)
        self.track.setVisible(self.track.isVisibleTo(self))
        if narrow:
            put_into(self._below, self.track, self._row)
        else:
            put_into(self._row, self.track, self._below, align=Qt.AlignmentFlag.AlignVCenter)
        self._stack()

    def _parts_wide(self) -> list[int]:
        """The least width of each part that is shown."""
        items = (self._row.itemAt(index) for index in range(self._row.count()))
        return [item.minimumSize().width() for item in items if item is not None and not item.isEmpty()]

    def _sides(self) -> int:
        margins = self._row.contentsMargins()
        return margins.left() + margins.right()

    def _stack(self) -> None:
        """Very large text: the reasons stand below the answer."""
        wide = self._parts_wide()
        across = sum(wide) + self._row.spacing() * (len(wide) - 1) + self._sides()
        small = self.width() < max(theme.px(_SMALL), across)
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if small else QBoxLayout.Direction.LeftToRight)

    # Qt
    def minimumSizeHint(self) -> QSize:
        """As wide as its widest part: what asked for all of them side by side would never be told to stack them."""
        size = super().minimumSizeHint()
        return QSize(max(self._parts_wide(), default=0) + self._sides(), size.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_title_room()
        self._stack()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rounded(painter, QRectF(self.rect()), theme.px(16), fill=theme.colour(f"verdict_{self._tone}"))
        painter.end()
