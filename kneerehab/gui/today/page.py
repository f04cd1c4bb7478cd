"""Today: the day, the answer to "Can I run today?", the check-in, exercises, ice and runs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from kneerehab.domain.activity import Activity
from kneerehab.domain.codes import ActivityKind, Phase
from kneerehab.domain.plan.after_run import Done, after_run
from kneerehab.domain.plan.milestones import Milestone, milestone
from kneerehab.domain.plan.verdict import Advice, Replay, Verdict
from kneerehab.gui.learn.opening import open_article
from kneerehab.gui.look import theme
from kneerehab.gui.look.banner import Banner
from kneerehab.gui.look.button import IconButton
from kneerehab.gui.look.scroll_page import ScrollPage
from kneerehab.gui.look.two_columns import TwoColumns
from kneerehab.gui.plan.held_card import HeldCard
from kneerehab.gui.shell.command import Command, Letter
from kneerehab.gui.shell.host import request
from kneerehab.gui.shell.page import Page
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.gui.today.care_card import CareCard
from kneerehab.gui.today.check_in_card import CheckInCard
from kneerehab.gui.today.day_strip import DayStrip, StripDay
from kneerehab.gui.today.exercises_card import ExercisesCard
from kneerehab.gui.today.ice_card import IceCard
from kneerehab.gui.today.run_card import RunCard
from kneerehab.gui.today.run_question import RunQuestion
from kneerehab.gui.today.shoe_notice import ShoeNotice
from kneerehab.gui.today.so_far_card import SoFarCard
from kneerehab.gui.today.verdict_card import VerdictCard
from kneerehab.gui.today.week_card import WeekCard
from kneerehab.i18n import _
from kneerehab.services.alarms import flags_on, last_flagged
from kneerehab.services.changes import Change
from kneerehab.services.plan_changes import asks_for_goal
from kneerehab.services.today import DayView, day_view, strip
from kneerehab.wording.rules import notice_sentence

if TYPE_CHECKING:
    from kneerehab.gui.files.new_runs import NewRuns
    from kneerehab.gui.plan.goal_card import GoalCard
    from kneerehab.gui.today.after_view import AfterRunView
    from kneerehab.gui.today.another_way_card import BackgroundPain
    from kneerehab.gui.today.milestone_line import MilestoneLine
    from kneerehab.gui.today.reminder_offer import ReminderOffer

_TWO_COLUMNS = 1100  # window width at 100 %, below which the exercises stand under the check-in
_NARROW = 1000
_SMALL = 520  # the head of the check-in has no room for all its words


class TodayPage(Page):
    """One day; everything that is clicked is saved at once, only forms have a Save button."""

    watches = Change.ALL

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.frame = ScrollPage("", "", self, tight=True)
        self.before = IconButton("chevron-left", _("Day before"))
        self.after = IconButton("chevron-right", _("Day after"))
        self.strip = DayStrip()
        self.swollen = Banner("caution", "")
        self.worth = Banner("info", "")
        self.held = HeldCard(workspace)
        self.verdict = VerdictCard(workspace)
        self._after_run: AfterRunView | None = None
        self._background: BackgroundPain | None = None
        self._goal: GoalCard | None = None
        self._milestone: MilestoneLine | None = None
        self._offer: ReminderOffer | None = None
        self._new_runs: NewRuns | None = None
        self.week = WeekCard(workspace)
        self.so_far = SoFarCard(workspace)
        self._ice_wanted = False
        self.check_in = CheckInCard(workspace)
        self.exercises = ExercisesCard(workspace)
        self.ice = IceCard(workspace)
        self.run = RunCard(workspace)
        self.care = CareCard(workspace)
        self.shoes = ShoeNotice(workspace)
        self.question = RunQuestion(workspace)
        self._build()
        self._connect()

    def _build(self) -> None:
        arrows = QHBoxLayout()
        arrows.setSpacing(theme.px(10))
        arrows.addWidget(self.before)
        arrows.addWidget(self.after)
        arrows.addSpacing(theme.px(6))
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        for part in (self.frame.title, self.frame.subtitle):
            self.frame.header.removeWidget(part)
            words.addWidget(part)
        arrows.addLayout(words, 1)
        self.frame.header.addLayout(arrows)
        self.frame.header.addStretch(1)
        self.frame.header_end.addWidget(self.strip)
        body = self.frame.body
        body.addWidget(self.swollen)
        body.addWidget(self.verdict)
        body.addWidget(self.held)
        body.addWidget(self.worth)
        body.addWidget(self.question)
        body.addWidget(self.shoes)
        self._pair = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._pair.setSpacing(theme.px(16))
        self._pair.addWidget(self.ice, 1)
        self._pair.addWidget(self.run, 1)
        self._tops = QVBoxLayout(), QVBoxLayout()  # what stands above the cards of a day of background pain
        self._check_in_place = QVBoxLayout()
        self._check_in_place.addWidget(self.check_in)
        self._below = QVBoxLayout()
        self._below.setSpacing(theme.px(6))
        self._below.addLayout(self._pair)
        left = (self._tops[0], self._check_in_place, self._below)
        self._columns = TwoColumns(left, (self._tops[1], self.exercises, self.care), shares=(3, 2))
        body.addLayout(self._columns)
        body.addWidget(self.week)
        body.addWidget(self.so_far)
        body.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.frame)

    def _connect(self) -> None:
        self.before.clicked.connect(lambda: self._step(-1))
        self.after.clicked.connect(lambda: self._step(1))
        self.strip.day_chosen.connect(self.workspace.open_day)
        self.workspace.day_left.connect(self.take_typed)
        self.workspace.day_changed.connect(lambda: self.notice(Change.ALL))
        self.workspace.runs_offered.connect(self._show_new_runs)
        self.verdict.why_wanted.connect(self._open_why)
        self.so_far.add_wanted.connect(self._add)
        self.week.planned.connect(self.verdict.show_planned)
        self.held.why_wanted.connect(self._open_why)
        self.verdict.clearance_wanted.connect(self._open_clearance)
        self.run.log_wanted.connect(self._log)
        self.swollen.linked.connect(lambda: open_article(self, "rice"))
        self.exercises.guided_wanted.connect(self._open_guided)
        self.exercises.plan_wanted.connect(lambda: self.workspace.page_wanted.emit("exercises"))

    @property
    def after_run(self) -> AfterRunView:
        """The rest of a day with a run, built when it is first needed."""
        if self._after_run is None:
            from kneerehab.gui.today.after_view import AfterRunView

            view = self._after_run = AfterRunView(self.workspace)
            view.why_wanted.connect(self._open_why)
            view.guided_wanted.connect(self._open_guided)
            view.all_wanted.connect(self.exercises.mark_all)
            view.ice_wanted.connect(self._open_ice)
            view.note_wanted.connect(lambda: request(self, Command.REPORT))
            view.so_far.add_wanted.connect(self._add)
            self.frame.body.insertWidget(self.frame.body.indexOf(self.verdict) + 1, view)
            self._fit()
        return self._after_run

    @property
    def goal(self) -> GoalCard:
        """The question for a goal, built when it is first asked."""
        if self._goal is None:
            from kneerehab.gui.plan.goal_card import GoalCard

            self._goal = GoalCard(self.workspace)
            self.frame.body.insertWidget(self.frame.body.indexOf(self.worth), self._goal)
        return self._goal

    def _ask_for_goal(self, answer: Replay) -> None:
        """Once building has begun and nobody has said where to."""
        workspace, today = self.workspace, self.workspace.today()
        settings = workspace.planner.settings(workspace.runner_id or "", today)
        asked = workspace.day == today and asks_for_goal(answer, settings)
        if asked or self._goal is not None:
            self.goal.show_question(asked=asked)

    def _show_milestone(self, found: Milestone | None) -> None:
        """One line at the foot, built when there is a first one."""
        if found is not None and self._milestone is None:
            from kneerehab.gui.today.milestone_line import MilestoneLine

            self._milestone = MilestoneLine(self.workspace)
            self.frame.body.insertWidget(self.frame.body.count() - 1, self._milestone)
        if self._milestone is not None:
            self._milestone.refresh(found)

    def _offer_reminder(self) -> None:
        """One line below ice and run after the first check-in, until it is answered."""
        if self._offer is None and self.workspace.settings.reminder_offer:
            from kneerehab.gui.today.reminder_offer import ReminderOffer

            self._offer = ReminderOffer(self.workspace)
            self._below.addWidget(self._offer)
        if self._offer is not None:
            self._offer.refresh(wanted=self._offer.is_wanted(self.workspace))

    def _show_new_runs(self) -> None:
        """What a watch or a watched folder brought, built when it first brings something."""
        if self._new_runs is None and self.workspace.offered is not None:
            from kneerehab.gui.files.new_runs import NewRuns

            self._new_runs = NewRuns(self.workspace)
            self.frame.body.insertWidget(self.frame.body.indexOf(self.question), self._new_runs)
        if self._new_runs is not None:
            self._new_runs.refresh()

    def refresh(self) -> None:
        workspace, day = self.workspace, self.workspace.day
        diary, formats = workspace.diary, workspace.formats
        view = day_view(diary, day)
        runner_id = workspace.runner_id or ""
        answer = workspace.planner.today(runner_id, day)
        verdict = answer.verdict
        is_today = day == workspace.today()
        self.after.setEnabled(not is_today)
        if verdict is None:
            self.verdict.show_before_start(formats.day(diary.plan.start))
            second = _("Today") if is_today else ""
        else:
            flagged = last_flagged(diary, day) if verdict.phase is Phase.REFER else None
            self.verdict.show_answer(
                answer,
                verdict,
                workspace.planner.settled_days(runner_id, day),
                check_ins=view.check_ins,
                reported=() if flagged is None else flags_on(diary, flagged),
            )
            phase = self.verdict.phase_text(verdict)
            second = f"{_('Today')}  ·  {phase}" if is_today else phase
        self.frame.set_title(formats.day(day), second)
        self._fill_strip()
        self._ask_for_goal(answer)
        self._show_milestone(milestone(diary, answer, workspace.planner.by_day(runner_id)) if is_today else None)
        self._offer_reminder()
        check = view.check_in
        swollen = check is not None and check.swelling
        self.swollen.setVisible(swollen and verdict is not None and verdict.advice is not Advice.STOP)
        self.swollen.set_message(
            _("You ticked swelling."),
            _("Running waits until it has gone, even when the pain is 0."),
            link=_("What helps"),
        )
        self.exercises.show_offers(answer)
        told = [found for found in (verdict.notices if verdict else ()) if found.notice == "see-professional"]
        steady = [found for found in told if found.details["why"] == "background-pain"]
        told = [found for found in told if found not in steady]
        self.worth.setVisible(bool(told))
        if told:
            self.worth.set_message(_("Worth a visit."), " ".join(notice_sentence(each, formats) for each in told))
        self._show_background(verdict if steady else None)
        self.check_in.show_day(view, referred=verdict is not None and verdict.phase is Phase.REFER)
        self.exercises.show_day(view, stopped=verdict is not None and verdict.advice is Advice.STOP)
        self._show_rest_of_day(view, verdict)
        if is_today and verdict is not None:
            self.held.show_plan(answer)
        else:
            self.held.hide()
        self.ice.show_day(view)
        self.run.show_day(view)
        self.care.show_day(view)
        self.shoes.refresh()
        self._show_new_runs()
        self.question.refresh(answer.sessions)

    def _show_rest_of_day(self, view: DayView, verdict: Verdict | None) -> None:
        """Once a run is logged the page answers for the rest of the day; an open check-in stays in sight."""
        after = None
        if verdict is not None and verdict.later:
            after = after_run(self.workspace.diary, verdict, self.week.coming(verdict))
        done = after is not None
        if after is not None and verdict is not None:
            self.after_run.show_answer(after, verdict, view)
        if self._after_run is not None:
            self._after_run.setVisible(done)
        self.verdict.setVisible(not done)
        place = self._after_run.signs_place if done and self._after_run is not None else self._check_in_place
        if place.indexOf(self.check_in) < 0:  # its warning signs stay in sight, above what was logged
            place.addWidget(self.check_in)
        red = after is not None and after.done is Done.RED
        self.check_in.edge = "danger" if red else "border"
        self.check_in.alarm.offer_after_red(red)
        today = view.day == self.workspace.today()
        self.check_in.fold(done and today and verdict is not None and verdict.advice is not Advice.CHECK_IN)
        for card in (self.exercises, self.run, self.care):
            card.setVisible(not done)
        self.week.show_verdict(None if done or view.day != self.workspace.today() else verdict)
        self._ice_wanted = self._ice_wanted and done
        self.ice.setVisible(not done or self._ice_wanted or self.ice.timer.is_on)
        # A check-in alone is changed on its card.
        self.so_far.setVisible(self.so_far.show_day() and not done and not self.so_far.is_check_in_alone)

    def _show_background(self, verdict: Verdict | None) -> None:
        """Two weeks of mild pain and the way on from there, on a day of which the plan says so."""
        if verdict is not None and self._background is None:
            from kneerehab.gui.today.another_way_card import BackgroundPain

            self._background = BackgroundPain(self.workspace, *self._tops)
        if self._background is not None:
            self._background.show_day(verdict)

    def _open_ice(self) -> None:
        """Show the ice card after a run too, and start its timer."""
        self._ice_wanted = True
        self.ice.show()
        if not self.ice.timer.is_on:
            self.ice.toggle()

    def _add(self) -> None:
        from kneerehab.gui.forms.record_dialog import AddDialog, add_entry, run

        dialog = AddDialog(self.workspace, self.workspace.day, self.window())
        run(dialog)
        if dialog.kind is not None:
            add_entry(self.workspace, dialog.kind, dialog.chosen_day(), self.window())

    def _fill_strip(self) -> None:
        day, today = self.workspace.day, self.workspace.today()
        last = today if (today - day).days < 7 else day + timedelta(days=3)
        marks = strip(self.workspace.diary, last)
        self.strip.set_days(
            [
                StripDay(day=mark.day, worst=mark.worst, run=mark.ran, exercises=mark.exercised, ice=mark.iced)
                for mark in marks
            ],
            day,
        )

    def _step(self, days: int) -> None:
        self.workspace.open_day(self.workspace.day + timedelta(days=days))

    # keys
    def letters(self) -> dict[str, Callable[[], object]]:
        """What the single-letter keys do here."""
        return {
            Letter.PAIN: self.check_in.focus_first,
            Letter.SIGNS: self.check_in.open_alarm,
            Letter.MORE: self.check_in.toggle_more,
            Letter.EXERCISES: self.exercises.mark_all,
            Letter.ICE: self.ice.toggle,
            Letter.ICE_DONE: self.ice.log,
            Letter.RUN: lambda: self._log(ActivityKind.RUN.value),
            Letter.WALK: lambda: self._log(ActivityKind.WALK.value),
            Letter.GUIDED: self._open_guided,
        }

    def shortcut(self, key: str) -> bool:
        act = self.letters().get(key)
        if act is not None:
            act()
        return act is not None

    def begin(self) -> None:
        if day_view(self.workspace.diary, self.workspace.day).check_in is None:
            self.check_in.focus_first()

    def focus_hour_after(self, activity: Activity) -> bool:
        """Bring the question about the hour after a run or walk into view; False where the page does not ask it."""
        card = self._after_run.hour_after if self._after_run is not None else None
        if card is None or not card.is_about(activity):
            return False
        self.frame.area.ensureWidgetVisible(card)
        card.focus_first()
        return True

    def take_typed(self) -> None:
        self.check_in.take_typed()

    def still_on(self) -> tuple[str, str] | None:
        return self.ice.timer.still_on()

    def end_timer(self) -> None:
        self.ice.timer.stop()

    def half_typed(self) -> str:
        return self.check_in.half_typed()

    def _log(self, kind: str) -> None:
        from kneerehab.gui.today.log_run import LogRunDialog

        LogRunDialog(self.workspace, ActivityKind(kind), parent=self.window()).exec()

    def _open_why(self) -> None:
        from kneerehab.gui.plan.why import WhyDialog

        WhyDialog(self.workspace, self.workspace.day, self.window()).exec()

    def _open_clearance(self) -> None:
        from kneerehab.gui.plan.clearance import ClearanceDialog

        ClearanceDialog(self.workspace, self.window()).exec()

    def _open_guided(self) -> None:
        from kneerehab.gui.guided.start import start_day

        if not start_day(self, self.workspace):
            self.workspace.page_wanted.emit("exercises")

    def _place_strip(self, *, below: bool) -> None:
        """The strip stands beside the date, or below it where the page is narrow."""
        target: QBoxLayout = self.frame.header if below else self.frame.header_end
        if target.indexOf(self.strip) < 0:
            target.addWidget(self.strip)

    def _fit(self) -> None:
        """Lay the parts out for the width there is."""
        one_column = self.window().width() < theme.px(_TWO_COLUMNS)
        narrow = self.width() < theme.px(_NARROW)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._columns.stack(one_column)
        self._pair.setDirection(down if narrow else across)
        self.strip.set_narrow(narrow)
        self.verdict.set_narrow(narrow)
        if self._after_run is not None:
            self._after_run.set_narrow(narrow=narrow, one_column=one_column)
        self._place_strip(below=one_column)
        body = self.frame.body
        wanted = body.indexOf(self.verdict) + 1 if one_column else body.indexOf(self.so_far) - 1
        if body.indexOf(self.week) != wanted:
            body.removeWidget(self.week)
            body.insertWidget(body.indexOf(self.verdict) + 1 if one_column else body.indexOf(self.so_far), self.week)
        self.check_in.set_narrow(self.width() < theme.px(_SMALL))
        for row in self.check_in.rows.values():
            row.scale.set_cell_height(30 if narrow and not one_column else 38)

    # Qt
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
