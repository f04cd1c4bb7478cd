"""Today: the day, the answer to "Can I run today?", the check-in, exercises, ice and runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from kneerehab.domain.activity import Activity
from kneerehab.domain.codes import ActivityKind, Phase
from kneerehab.domain.plan.after_run import Done, after_run
from kneerehab.domain.plan.milestones import milestone
from kneerehab.domain.plan.verdict import Advice, Verdict
from kneerehab.gui.look import theme
from kneerehab.gui.look.banner import Banner
from kneerehab.gui.look.row import put_into, take_out
from kneerehab.gui.look.scroll_page import ScrollPage
from kneerehab.gui.look.two_columns import TwoColumns
from kneerehab.gui.plan.held_card import HeldCard
from kneerehab.gui.shell.articles import open_article
from kneerehab.gui.shell.command import Command, Letter
from kneerehab.gui.shell.host import request
from kneerehab.gui.shell.page import Page
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.gui.today import opening
from kneerehab.gui.today.banners import show_swelling, show_worth
from kneerehab.gui.today.care_card import CareCard
from kneerehab.gui.today.check_in_card import CheckInCard
from kneerehab.gui.today.day_header import DayHeader
from kneerehab.gui.today.exercises_card import ExercisesCard
from kneerehab.gui.today.ice_card import IceCard
from kneerehab.gui.today.packing import Packing, scale_height
from kneerehab.gui.today.rare_cards import RareCards
from kneerehab.gui.today.run_card import RunCard
from kneerehab.gui.today.run_question import RunQuestion
from kneerehab.gui.today.shoe_notice import ShoeNotice
from kneerehab.gui.today.so_far_card import SoFarCard
from kneerehab.gui.today.spoken_answer import SpokenAnswer
from kneerehab.gui.today.verdict_card import VerdictCard
from kneerehab.gui.today.week_card import WeekCard
from kneerehab.i18n import _
from kneerehab.services.changes import Change
from kneerehab.services.today import DayView, day_view

if TYPE_CHECKING:
    from kneerehab.gui.today.after_view import AfterRunView

_TWO_COLUMNS = 1100  # window width at 100 %, below which the exercises stand under the check-in
_NARROW = 1000
_BUILD_AFTER = 500  # milliseconds: then the form of a run is there
_SMALL = 660  # the head of the check-in has no room for all its words


class TodayPage(Page):
    """One day; everything that is clicked is saved at once, only forms have a Save button."""

    redraws_later = True

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.frame = ScrollPage("", "", self, tight=True)
        self.header = DayHeader(workspace, self.frame, self)
        self.swollen = Banner("caution", "")
        self.worth = Banner("info", "")
        self.held = HeldCard(workspace)
        self.verdict = VerdictCard(workspace)
        self.week = WeekCard(workspace)
        self.so_far = SoFarCard(workspace)
        self._ice_wanted = self._low = False
        self.check_in = CheckInCard(workspace)
        self.exercises = ExercisesCard(workspace)
        self.ice = IceCard(workspace)
        self.run = RunCard(workspace)
        self.care = CareCard(workspace)
        self.shoes = ShoeNotice(workspace)
        self.question = RunQuestion(workspace)
        self.spoken = SpokenAnswer(self)
        self._tops = QVBoxLayout(), QVBoxLayout()  # what stands above the cards of a day of background pain
        self._below = QVBoxLayout()
        places = (self.verdict, self.worth, self._tops, self._below)
        self.rare = RareCards(workspace, self.frame.body, *places, self._dress_after_run)
        self._build()
        self._connect()

    def _build(self) -> None:
        body = self.frame.body
        for part in (self.swollen, self.verdict, self.held, self.worth, self.question, self.shoes):
            body.addWidget(part)
        self._pair = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._pair.setSpacing(theme.px(16))
        self._pair.addWidget(self.ice, 1)
        self._pair.addWidget(self.run, 1)
        self._check_in_place = QVBoxLayout()
        self._check_in_place.addWidget(self.check_in)
        self._below.setSpacing(theme.px(6))
        self._below.addLayout(self._pair)
        left = (self._tops[0], self._check_in_place, self._below)
        self._columns = TwoColumns(left, (self._tops[1], self.exercises, self.care), shares=(3, 2))
        body.addLayout(self._columns)
        cards = (self.verdict, self.check_in, self.exercises, self.ice, self.run, self.care, self.week, self.so_far)
        self.packing = Packing(self.frame, lambda: (self._columns, *cards, *self.rare.packed()), self._pack)
        body.addWidget(self.week)
        body.addWidget(self.so_far)
        body.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.frame)

    def _connect(self) -> None:
        self.workspace.day_left.connect(self.take_typed)
        self.workspace.day_changed.connect(lambda: self.notice(Change.ALL))
        self.workspace.runs_offered.connect(self.rare.show_new_runs)
        self.verdict.why_wanted.connect(self._open_why)
        self.so_far.add_wanted.connect(lambda: opening.add_anything(self.workspace, self.window()))
        self.week.planned.connect(self.verdict.show_planned)
        self.held.why_wanted.connect(self._open_why)
        self.verdict.clearance_wanted.connect(lambda: opening.ask_clearance(self.workspace, self.window()))
        self.run.log_wanted.connect(self._log)
        self.ice.wanted.connect(self._show_ice)
        self.swollen.linked.connect(lambda: open_article(self, "rice"))
        self.exercises.guided_wanted.connect(self._open_guided)
        self.exercises.plan_wanted.connect(lambda: self.workspace.page_wanted.emit("exercises"))

    @property
    def after_run(self) -> AfterRunView:
        """The rest of a day with a run, built when it is first needed."""
        return self.rare.rest_of_day()

    def _dress_after_run(self, view: AfterRunView) -> None:
        view.why_wanted.connect(self._open_why)
        view.guided_wanted.connect(self._open_guided)
        view.all_wanted.connect(self.exercises.mark_all)
        view.ice_wanted.connect(self._open_ice)
        view.note_wanted.connect(lambda: request(self, Command.REPORT))
        view.so_far.add_wanted.connect(lambda: opening.add_anything(self.workspace, self.window()))

    def refresh(self) -> None:
        workspace, day = self.workspace, self.workspace.day
        diary, formats, runner_id = workspace.diary, workspace.formats, workspace.runner_id or ""
        view = day_view(diary, day)
        answer = workspace.planner.today(runner_id, day)
        verdict = answer.verdict
        is_today = day == workspace.today()
        phase = self.verdict.show_day(answer, view)
        second = "  ·  ".join(part for part in (_("Today") if is_today else "", phase) if part)
        self.header.refresh(second)
        self.rare.ask_for_goal(answer)
        self.rare.offer_reminder()
        self.rare.show_milestone(milestone(diary, answer, workspace.planner.by_day(runner_id)) if is_today else None)
        show_swelling(self.swollen, view, verdict)
        self.exercises.show_offers(answer)
        steady = show_worth(self.worth, verdict, formats)
        self.rare.show_background(verdict if steady else None)
        self.check_in.show_day(view, referred=verdict is not None and verdict.phase is Phase.REFER)
        stopped = verdict is not None and verdict.advice is Advice.STOP
        self.exercises.show_day(view, stopped=stopped)
        self._show_rest_of_day(view, verdict)
        self.held.show_plan(answer if is_today else None)
        self.ice.show_day(view)
        self.run.show_day(view)
        self.care.show_day(view)
        self.shoes.refresh()
        self.rare.show_new_runs()
        self.question.refresh(answer)
        if not stopped:  # that is told where the sign was ticked
            self.spoken.tell((runner_id, day), self.rare.answer_words() or self.verdict.accessibleDescription())
        self._fit()

    def _show_rest_of_day(self, view: DayView, verdict: Verdict | None) -> None:
        """Once a run is logged the page answers for the rest of the day; an open check-in stays in sight."""
        after = None
        if verdict is not None and verdict.later:
            after = after_run(self.workspace.diary, verdict, self.week.coming(verdict))
        done = after is not None
        if after is not None and verdict is not None:
            self.after_run.show_answer(after, verdict, view)
        if (rest := self.rare.after_run) is not None:  # the warning signs stay in sight, above what was logged
            rest.setVisible(done)
            places = (rest.signs_place, self._check_in_place) if done else (self._check_in_place, rest.signs_place)
            put_into(places[0], self.check_in, places[1])
        self.verdict.setVisible(not done)
        red = after is not None and after.done is Done.RED
        self.check_in.edge = "danger" if red else "border"
        self.check_in.alarm.offer_after_red(red)
        today = view.day == self.workspace.today()
        self.check_in.fold(done and today and verdict is not None and verdict.advice is not Advice.CHECK_IN)
        for card in (self.exercises, self.run, self.care):
            card.setVisible(not done)
        self.week.show_verdict(verdict if today and not done else None)
        self._ice_wanted = self._ice_wanted and done
        self.ice.setVisible(not done or self._ice_wanted or self.ice.timer.is_on)
        self.so_far.show_entries(wanted=not done)

    def _log(self, kind: str) -> None:
        """Open the form of a run or walk; while it is filled in, what the page shows once it is saved is built."""
        QTimer.singleShot(_BUILD_AFTER, self, lambda: self._building.run(self.rare.ready_for_a_run()))
        opening.log_activity(self.workspace, kind, self.window())

    def _open_ice(self) -> None:
        """Show the ice card after a run too, and start its timer."""
        self._ice_wanted = True
        self.ice.show()
        if not self.ice.timer.is_on:
            self.ice.toggle()

    def _show_ice(self) -> None:
        """Somebody came from another page to see how the ice stands."""
        self.workspace.open_today()
        self.workspace.page_wanted.emit("today")
        self.frame.area.ensureWidgetVisible(self.ice)
        self.ice.start_button.setFocus(Qt.FocusReason.OtherFocusReason)

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
            Letter.RUN: lambda: self._log(ActivityKind.RUN),
            Letter.WALK: lambda: self._log(ActivityKind.WALK),
            Letter.GUIDED: self._open_guided,
            Letter.QUICK_ENTRY: self.header.quick.start,
        } | self.rare.letters()

    def shortcut(self, key: str) -> bool:
        if (act := self.letters().get(key)) is not None:
            act()
        return act is not None

    def begin(self) -> None:
        if day_view(self.workspace.diary, self.workspace.day).check_in is None:
            self.check_in.focus_first()

    def focus_hour_after(self, activity: Activity) -> bool:
        """Bring the question about the hour after a run or walk into view; False where the page does not ask it."""
        card = self.rare.after_run.hour_after if self.rare.after_run is not None else None
        if about := card is not None and card.is_about(activity):
            self.frame.area.ensureWidgetVisible(card)
            card.focus_first()
        return about

    def take_typed(self) -> None:
        self.check_in.take_typed()

    def may_leave(self) -> bool:
        from kneerehab.gui.look.question import confirm_discard

        return not self.header.quick.typed() or confirm_discard(self)

    def still_on(self) -> tuple[str, str] | None:
        return self.ice.timer.still_on()

    def end_timer(self) -> None:
        self.ice.timer.stop()

    def half_typed(self) -> str:
        return self.check_in.half_typed()

    def _open_why(self) -> None:
        opening.show_why(self.workspace, self.window())

    def _open_guided(self) -> None:
        opening.start_guided(self.workspace, self)

    def _fit(self) -> None:
        """Lay the parts out for the width there is."""
        one_column = self.window().width() < theme.px(_TWO_COLUMNS)
        narrow = self.width() < theme.px(_NARROW)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._columns.stack(one_column)
        self._pair.setDirection(down if narrow else across)
        self.verdict.set_narrow(narrow)
        if self.rare.after_run is not None:
            self.rare.after_run.set_narrow(narrow=narrow, one_column=one_column)
        self.header.fit(self.frame.room(), narrow=narrow, one_column=one_column)
        body = self.frame.body
        wanted = body.indexOf(self.verdict) + 1 if one_column else body.indexOf(self.so_far) - 1
        if body.indexOf(self.week) != wanted:
            take_out(body, self.week)
            body.insertWidget(body.indexOf(self.verdict) + 1 if one_column else body.indexOf(self.so_far), self.week)
        self.check_in.set_narrow(self.width() < theme.px(_SMALL))
        self._low = narrow and not one_column
        self.packing.want(not one_column, (self.workspace.runner_id, self.workspace.day))

    def _pack(self, dense: int) -> None:
        """What follows the air of the cards."""
        for row in self.check_in.rows.values():
            row.scale.set_cell_height(scale_height(dense, low=self._low))

    # Qt
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
