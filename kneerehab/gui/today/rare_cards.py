"""Cards of Today that most days don't need: each is built when a day first does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kneerehab.domain.plan.milestones import Milestone
from kneerehab.domain.plan.verdict import Replay, Verdict
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.services.plan_changes import asks_for_goal

if TYPE_CHECKING:
    from kneerehab.gui.files.new_runs import NewRuns
    from kneerehab.gui.plan.goal_card import GoalCard
    from kneerehab.gui.today.after_view import AfterRunView
    from kneerehab.gui.today.another_way_card import BackgroundPain
    from kneerehab.gui.today.milestone_line import MilestoneLine
    from kneerehab.gui.today.reminder_offer import ReminderOffer


class RareCards:
    """Puts them into `body`: below `verdict`, above `worth`, and at the foot.
    `tops` stand above both columns, `below` at the foot of the left one.

    `dress` connects the rest of a day with a run once it is built.
    """

    def __init__(
        self,
        workspace: Workspace,
        body: QVBoxLayout,
        verdict: QWidget,
        worth: QWidget,
        tops: tuple[QVBoxLayout, QVBoxLayout],
        below: QVBoxLayout,
        dress: Callable[[AfterRunView], None],
    ) -> None:
        self.workspace = workspace
        self._body, self._verdict, self._worth, self._tops, self._dress = body, verdict, worth, tops, dress
        self._below = below
        self.offer: ReminderOffer | None = None
        self.new_runs: NewRuns | None = None
        self.after_run: AfterRunView | None = None
        self._begun: AfterRunView | None = None
        self.goal: GoalCard | None = None
        self.milestone: MilestoneLine | None = None
        self.background: BackgroundPain | None = None

    def ready_for_a_run(self) -> Iterator[None]:
        """Have at hand, a piece a turn of the event loop, what the page shows once a run is logged."""
        yield from self._begun_rest_of_day().pieces
        view = self._built_rest_of_day()
        view.so_far.show_day()
        yield
        for part in view.findChildren(QWidget):
            part.ensurePolished()

    def _begun_rest_of_day(self) -> AfterRunView:
        """The rest of a day with a run, not yet in its place: there it would have the page laid out and painted."""
        if self._begun is None:
            from kneerehab.gui.today.after_view import AfterRunView

            self._begun = AfterRunView(self.workspace, self._verdict.parentWidget())
            self._begun.hide()  # until it has an answer
        return self._begun

    def _built_rest_of_day(self) -> AfterRunView:
        if self.after_run is None:
            view = self._begun_rest_of_day()
            for _piece in view.pieces:
                pass
            self._dress(view)
            self.after_run = view
        return self.after_run

    def rest_of_day(self) -> AfterRunView:
        """The rest of a day with a run."""
        if self._body.indexOf(view := self._built_rest_of_day()) < 0:
            self._body.insertWidget(self._body.indexOf(self._verdict) + 1, view)
        return view

    def answer_words(self) -> str:
        """What the rest of a day with a run begins with; "" while it is not shown."""
        return self.after_run.answer_words() if self.after_run is not None and not self.after_run.isHidden() else ""

    def packed(self) -> list[MilestoneLine | AfterRunView]:
        """Those that are there and can do with less air."""
        return [part for part in (self.milestone, self.after_run) if part is not None]

    def letters(self) -> dict[str, Callable[[], object]]:
        """0 answers the hour after a run while that is asked."""
        none = self.after_run.hour_after.none if self.after_run is not None else None
        return {} if none is None or not none.isVisible() else {"0": none.click}

    def ask_for_goal(self, answer: Replay) -> None:
        """Once building has begun and nobody has said where to."""
        workspace, today = self.workspace, self.workspace.today()
        settings = workspace.planner.settings(workspace.runner_id or "", today)
        asked = workspace.day == today and asks_for_goal(answer, settings)
        if asked and self.goal is None:
            from kneerehab.gui.plan.goal_card import GoalCard

            self.goal = GoalCard(workspace)
            self._body.insertWidget(self._body.indexOf(self._worth), self.goal)
        if self.goal is not None:
            self.goal.show_question(asked=asked)

    def offer_reminder(self) -> None:
        """One line below ice and run after the first check-in, until it is answered."""
        if self.offer is None and self.workspace.settings.reminder_offer:
            from kneerehab.gui.today.reminder_offer import ReminderOffer

            self.offer = ReminderOffer(self.workspace)
            self._below.addWidget(self.offer)
        if self.offer is not None:
            self.offer.refresh(wanted=self.offer.is_wanted(self.workspace))

    def show_new_runs(self) -> None:
        """What a watch or a watched folder brought."""
        if self.new_runs is None and self.workspace.offered is not None:
            from kneerehab.gui.files.new_runs import NewRuns

            self.new_runs = NewRuns(self.workspace)
            self._body.insertWidget(self._body.indexOf(self._worth) + 1, self.new_runs)
        if self.new_runs is not None:
            self.new_runs.refresh()

    def show_milestone(self, found: Milestone | None) -> None:
        """One line at the foot."""
        if found is not None and self.milestone is None:
            from kneerehab.gui.today.milestone_line import MilestoneLine

            self.milestone = MilestoneLine(self.workspace)
            self._body.insertWidget(self._body.count() - 1, self.milestone)
        if self.milestone is not None:
            self.milestone.refresh(found)

    def show_background(self, verdict: Verdict | None) -> None:
        """Two weeks of mild pain and the way on from there, on a day of which the plan says so."""
        if verdict is not None and self.background is None:
            from kneerehab.gui.today.another_way_card import BackgroundPain

            self.background = BackgroundPain(self.workspace, *self._tops)
        if self.background is not None:
            self.background.show_day(verdict)
