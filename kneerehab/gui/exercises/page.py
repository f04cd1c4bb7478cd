"""Exercises: the library and the runner's own, what is in the plan, and one exercise in detail."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kneerehab import library
from kneerehab.domain.codes import ExerciseKind, Phase
from kneerehab.domain.exercise import Variant
from kneerehab.domain.training import Prescription
from kneerehab.gui.exercises import changing, listing
from kneerehab.gui.exercises.detail import DetailPane
from kneerehab.gui.exercises.dialogs import OwnExerciseDialog
from kneerehab.gui.exercises.follow_plan import FollowPlan
from kneerehab.gui.exercises.grid import CardGrid
from kneerehab.gui.exercises.ready_sets import ReadySetDialog
from kneerehab.gui.look import own_pictures, theme
from kneerehab.gui.look.banner import Banner
from kneerehab.gui.look.button import Button, Link
from kneerehab.gui.look.scroll_page import ScrollPage, scroll_area
from kneerehab.gui.look.segmented import SegmentedControl
from kneerehab.gui.shell.articles import open_article
from kneerehab.gui.shell.command import Command
from kneerehab.gui.shell.host import request
from kneerehab.gui.shell.page import Page
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _, ngettext
from kneerehab.services.changes import Change
from kneerehab.services.exercises import (
    Suggestion,
    is_doubled,
    is_per_leg,
    is_used,
    own_exercise,
    planned_later,
    prescribed,
    starting_dose,
    suggestions,
)
from kneerehab.wording.labels import label
from kneerehab.wording.session import dose_each

_ONE_PANE = 1100  # window width at 100 %
_DETAIL = 480


class ExercisesPage(Page):
    """List and detail side by side; in a narrow window the detail opens over the list."""

    watches = (
        Change.EXERCISES | Change.PRESCRIPTIONS | Change.CHECK_INS | Change.PAIN_NOTES | Change.PLAN | Change.RUNNER
    )

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        own_pictures.use(workspace.diaries.database.path)
        self._exercise = ""
        self._show_hidden = False
        self._open = False  # over the list, in a narrow window
        self._narrow = False
        self.frame = ScrollPage(_("Exercises"), " ", self)
        self.filter = SegmentedControl(
            _("Show"), [("all", _("All")), *((kind.value, label(kind)) for kind in ExerciseKind)], "all"
        )
        self.sets_button = Button(_("Ready-made sets"), icon="list")
        self.programme_button = Button(_("Home programme…"), icon="print")
        self.frame.header_end.addWidget(self.filter, 0, Qt.AlignmentFlag.AlignTop)
        for button in (self.programme_button, self.sets_button):
            self.frame.header_end.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.frame)
        self.sets_button.clicked.connect(self._choose_set)
        self.programme_button.clicked.connect(lambda: request(self, Command.PROGRAMME))
        self.room, self.list = QWidget(), QWidget()
        self._panes, self._column = QHBoxLayout(self.room), QVBoxLayout(self.list)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.area = scroll_area(self.list)
        self._panes.addWidget(self.area, 1)
        self.frame.replace_area(self.room, self.list, self._column)
        self.build_later(self._pieces(), self.room)

    def _pieces(self) -> Iterator[None]:
        """List and detail."""
        self.resting = Banner(
            "danger",
            _("Exercises rest for now."),
            _("A warning sign is ticked. A doctor has to look at the knee first."),
            link=_("What to do"),
        )
        self.empty = Banner("info", _("Nothing in your plan yet."), "", link=_("Use a ready-made set"))
        self.follow = FollowPlan(self.workspace)
        self.grid = CardGrid()
        self.hidden_link = Link("")
        self._place_list()
        yield
        self.detail = DetailPane()
        yield
        self._panes.addWidget(self.detail)
        self._connect()

    def _place_list(self) -> None:
        column = self._column
        column.setSpacing(theme.px(14))
        column.addWidget(self.resting)
        column.addWidget(self.empty)
        column.addWidget(self.follow)
        column.addWidget(self.grid)
        column.addWidget(self.hidden_link, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.grid.follow(self.sets_button)

    def _connect(self) -> None:
        self.filter.changed.connect(lambda _value: self.refresh())
        self.resting.linked.connect(lambda: open_article(self, "red-flags"))
        self.empty.linked.connect(self._choose_set)
        self.follow.waved_away.connect(lambda: self.sets_button.setFocus(Qt.FocusReason.OtherFocusReason))
        self.grid.chosen.connect(self.open_exercise)
        self.grid.add_wanted.connect(self._add_own)
        self.hidden_link.clicked.connect(self._toggle_hidden)
        theme.notifier.changed.connect(self._arrange)
        detail = self.detail
        detail.back_wanted.connect(self._close)
        detail.start_wanted.connect(self._start)
        detail.dose_wanted.connect(partial(changing.save_dose, self.workspace))
        detail.out_wanted.connect(lambda day: changing.take_out_of_plan(self.workspace, self._exercise, day))
        detail.variant_wanted.connect(self._change_way)
        detail.suggestion_wanted.connect(self._take_suggestion)
        detail.hide_wanted.connect(self._hide)
        detail.edit_wanted.connect(self._edit_own)
        detail.delete_wanted.connect(self._delete_own)

    # showing
    def refresh(self) -> None:
        diary, today = self.workspace.diary, self.workspace.today()
        plan = prescribed(diary, today)
        settings = self.workspace.planner.settings(self.workspace.runner_id or "", today)
        stopped = self.workspace.planner.is_stopped(self.workspace.runner_id or "", today)
        self.resting.setVisible(stopped)
        self.detail.start_button.setVisible(not stopped)
        ready = {found.prescription.exercise: found for found in suggestions(diary, settings, today)}
        self.frame.set_title(_("Exercises"), listing.subtitle(diary, plan, len(ready)))
        hidden = set(self.workspace.settings.hidden_exercises)
        cards = listing.cards(
            diary, today, plan, ready, hidden, wanted=self.filter.value() or "all", show_hidden=self._show_hidden
        )
        names = [card.exercise for card in cards]
        if not self._exercise or (self._exercise not in names and self._exercise not in listing.all_exercises(diary)):
            self._exercise = names[0] if names else ""
        self.grid.show_cards(cards, self._exercise)
        self.empty.setVisible(not plan and not stopped)
        self.follow.refresh()
        count = len(hidden & set(listing.all_exercises(diary)))
        self.hidden_link.setVisible(bool(count))
        words = ngettext("Show {n} hidden exercise", "Show {n} hidden exercises", count).format(n=count)
        self.hidden_link.setText(_("Leave hidden ones out") if self._show_hidden else words)
        self.hidden_link.updateGeometry()
        self._show_detail(plan, ready, hidden)
        self._arrange()

    def _show_detail(self, plan: dict[str, Prescription], ready: dict[str, Suggestion], hidden: set[str]) -> None:
        if not self._exercise:
            return
        diary, today, exercise = self.workspace.diary, self.workspace.today(), self._exercise
        later = planned_later(diary, exercise, today)
        words = ""
        if later is not None:
            dose = dose_each(later, per_leg=is_per_leg(diary, exercise))
            day = self.workspace.formats.short_day(later.from_)
            words = _("Planned from {day}: {dose}. A change now takes its place.").format(day=day, dose=dose)
        planned = exercise in plan
        if planned and is_doubled(diary, plan[exercise], today):
            day = self.workspace.formats.short_day(plan[exercise].from_)
            words = _("Two doses begin on {day}. The one that was changed later counts.").format(day=day)
        self.detail.show_exercise(
            library.find(exercise),
            own_exercise(diary, exercise),
            plan[exercise] if planned else self._starting(exercise),
            planned=planned,
            later=words,
            suggestion=ready.get(exercise),
            hidden=exercise in hidden,
            may_delete=not is_used(diary, exercise),
            today=today,
            at_work=self.workspace.by.name if self.workspace.by else "",
        )

    def _starting(self, exercise: str) -> Prescription:
        """The same starting dose each time it is shown, so that what was typed is not thrown away."""
        return replace(starting_dose(exercise, self.workspace.today()), id=exercise)

    def open_exercise(self, exercise: str) -> None:
        """Show an exercise in detail; in a narrow window over the list."""
        self._exercise = exercise
        self._open = True
        self.refresh()
        self.grid.reveal(self.grid.current)
        if self._narrow:
            self.detail.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self) -> None:
        self._open = False
        self._arrange()
        self.grid.focus_chosen()

    # changes
    def _take_suggestion(self, suggestion: Suggestion) -> None:
        changing.take_suggestion(self.workspace, suggestion, self.window())

    def _change_way(self, variant: Variant | None) -> None:
        shown = changing.change_way(self.workspace, self._exercise, variant, self.window())
        if shown != self._exercise:
            self.open_exercise(shown)

    def _choose_set(self) -> None:
        answer = self.workspace.planner.verdict(self.workspace.runner_id or "", self.workspace.today())
        phase = answer.phase if answer is not None else Phase.CALM
        ReadySetDialog(self.workspace, phase, self.window()).exec()

    # the runner's own, and hidden ones
    def _add_own(self) -> None:
        dialog = OwnExerciseDialog(self.workspace, None, self.window())
        if dialog.exec() and dialog.made is not None:
            self.filter.set_value("all")
            self.open_exercise(dialog.made.id)

    def _edit_own(self) -> None:
        own = own_exercise(self.workspace.diary, self._exercise)
        if own is not None and OwnExerciseDialog(self.workspace, own, self.window()).exec():
            self.refresh()  # its picture is no part of the diary, so nothing was announced for it

    def _delete_own(self) -> None:
        own = own_exercise(self.workspace.diary, self._exercise)
        if own is not None and self.workspace.save(_("{name} deleted").format(name=own.name), removed=(own,)):
            self._close()

    def _hide(self, on: bool) -> None:
        hidden = [item for item in self.workspace.settings.hidden_exercises if item != self._exercise]
        self.workspace.change_settings(hidden_exercises=(*hidden, *([self._exercise] if on else [])))

    def _toggle_hidden(self) -> None:
        self._show_hidden = not self._show_hidden
        self.refresh()

    def _start(self) -> None:
        from kneerehab.gui.guided.start import start_exercise

        start_exercise(self, self.workspace, self._exercise, self.detail.dose.dose())

    # layout
    def _arrange(self) -> None:
        self._narrow = self.window().width() < theme.px(_ONE_PANE)
        side = theme.px(20 if self.frame.is_narrow() else 28)
        side = max(side, (self.width() - theme.px(1180)) // 2)
        self._panes.setContentsMargins(side, theme.px(6), side, theme.px(24))
        self._panes.setSpacing(theme.px(16))
        over = self._narrow and self._open
        list_parts: tuple[QWidget, ...] = (self.area, self.filter, self.programme_button, self.sets_button)
        for part in list_parts:
            part.setVisible(not over)
        self.detail.setVisible(bool(self._exercise) and (not self._narrow or self._open))
        self.detail.set_can_go_back(self._narrow)
        self.detail.setMaximumWidth(16_777_215 if self._narrow else theme.px(_DETAIL))
        self.detail.setMinimumWidth(0 if self._narrow else theme.px(_DETAIL))

    # Qt
    def shortcut(self, key: str) -> bool:
        if key != "N":
            return False
        self._add_own()
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self.is_unbuilt():
            self._arrange()
