"""Today's exercises with one tick per leg, and everything done in one click."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kneerehab.domain.codes import Side
from kneerehab.domain.plan.verdict import Advice, Replay
from kneerehab.gui.exercises.follow_plan import open_change
from kneerehab.gui.look import own_pictures, theme
from kneerehab.gui.look.button import Button, Link
from kneerehab.gui.look.card import Card
from kneerehab.gui.look.exercise_picture import ExercisePicture
from kneerehab.gui.look.row import empty
from kneerehab.gui.look.text import Divider, Label
from kneerehab.gui.shell.command import Letter
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.gui.today.tick_pair import TickPair
from kneerehab.i18n import _, ngettext
from kneerehab.services.exercises import prescribed
from kneerehab.services.soreness import is_sore
from kneerehab.services.today import DayView, ExerciseDue, entry_time, mark_all, tick, untick
from kneerehab.wording.session import dose_each


class ExerciseRow(QWidget):
    """Picture, name, dose, and the ticks."""

    def __init__(self, item: ExerciseDue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.item = item
        both = not item.per_leg
        self.ticks = TickPair(item.name, both=both)
        self._text = text = QVBoxLayout()
        self.name = Label(item.name, "body_strong", wrap=True)
        self.dose = Label("", "small", "muted", wrap=True)
        text.addStretch(1)
        text.addWidget(self.name)
        text.addWidget(self.dose)
        text.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(14))
        self.picture = ExercisePicture(item.prescription.exercise, 44, 44)
        row.addWidget(self.picture)
        row.addLayout(text, 1)
        row.addWidget(self.ticks, 0, Qt.AlignmentFlag.AlignVCenter)
        self.show_item(item)

    def set_low(self, low: bool) -> None:
        """Be no higher than two lines of text."""
        side = 38 if low else 44
        self.picture.set_size(side, side)
        self._text.setSpacing(0 if low else theme.px(2))

    def show_item(self, item: ExerciseDue) -> None:
        """Show which legs are done, and what a session that was left early has done of it."""
        self.item = item
        each = dose_each(item.prescription, per_leg=item.per_leg)
        begun = max(item.sets_done(knee) for knee in item.prescription.side.knees)
        if begun and not item.complete:
            each += "  ·  " + _("{n} of {count} sets done").format(n=begun, count=item.prescription.sets)
        self.dose.setText(each)
        if item.per_leg:
            self.ticks.set_done(left="left" in item.done, right="right" in item.done)
        else:
            self.ticks.set_done(both=item.complete)


class ExercisesCard(Card):
    """What the plan of exercises holds for the open day; a tick is saved at once and keeps a copy of its target."""

    guided_wanted = Signal()
    plan_wanted = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(_("Exercises"), "", parent)
        own_pictures.use(workspace.diaries.database.path)
        self.workspace = workspace
        self._view: DayView | None = None
        self._stopped = self._low = False
        self._rows: list[ExerciseRow] = []
        self.all_button = Button(_("Mark all done"), variant="quiet", icon="check", key=Letter.EXERCISES, size="small")
        self.list = QVBoxLayout()
        self.rest = Label("", "small", "muted", wrap=True)
        self.sore = Label(_("Sore today: the guided session offers easier ways."), "small", "muted", wrap=True)
        self.follow = Link(_("Your exercises could follow the plan"))
        self.stopped = Label(_("Exercises rest until a doctor has looked at the knee."), "body", "muted", wrap=True)
        self.empty = Label(_("No exercises chosen yet."), "body", "muted", wrap=True)
        self.choose = Button(_("Choose exercises"), variant="soft", icon="exercises")
        self.guided = Button(_("Start guided session"), variant="soft", icon="play", key=Letter.GUIDED, size="field")
        self.slot.addWidget(self.all_button)
        self.body.addWidget(self.stopped)
        self.body.addLayout(self.list)
        self.body.addWidget(self.empty)
        self.body.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.rest)
        self.body.addWidget(self.sore)
        self.body.addWidget(self.follow, 0, Qt.AlignmentFlag.AlignLeft)
        self._space_rows()
        self.sore.hide()
        self.follow.hide()
        self.body.addStretch(1)
        self.body.addWidget(self.guided)
        self.all_button.clicked.connect(self.mark_all)
        self.guided.clicked.connect(self.guided_wanted)
        self.choose.clicked.connect(self.plan_wanted)
        self.follow.clicked.connect(self.plan_wanted)

    @property
    def lines(self) -> int:
        """How many lines of words stand below the rows."""
        return sum(not line.isHidden() for line in (self.rest, self.sore, self.follow))

    def set_dense(self, dense: int) -> None:
        super().set_dense(dense)
        if self._low != (dense > 1):
            self._low = dense > 1
            self._space_rows()

    def _space_rows(self) -> None:
        self.list.setSpacing(theme.px(1 if self._low else 2))
        for row in self._rows:
            row.set_low(self._low)

    def show_day(self, view: DayView, *, stopped: bool = False) -> None:
        """Fill the rows; rows that stay the same are kept, so the focus stays too.

        On a day that is `stopped` by a warning sign only what was done already is shown, and nothing is asked for.
        """
        self._view, self._stopped = view, stopped
        shown = [item for item in view.exercises if item.done or (item.due and not stopped)]
        if [item.prescription for item in shown] == [row.item.prescription for row in self._rows]:
            for row, item in zip(self._rows, shown, strict=True):
                row.show_item(item)
        else:
            self._rebuild(shown)
        done = sum(item.complete for item in shown)
        counted = _("{done} of {count} done").format(done=done, count=len(shown))
        self.set_title(_("Exercises"), counted if shown and not stopped else "")
        resting = 0 if stopped else len(view.exercises) - len(shown)
        self.rest.setText(
            ngettext("One other exercise rests today.", "{n} other exercises rest today.", resting).format(n=resting)
            if resting
            else ""
        )
        self.rest.setVisible(bool(resting))
        self.stopped.setVisible(stopped)
        self.all_button.setVisible(bool(shown) and not stopped)
        self.all_button.setEnabled(done < len(shown))
        self.empty.setVisible(not view.exercises and not stopped)
        self.choose.setVisible(not view.exercises and not stopped)
        self.guided.setVisible(bool(shown) and not stopped)

    def show_offers(self, answer: Replay) -> None:
        """Say what is offered today: easier ways on a sore day, and a change of exercises when a phase has begun."""
        workspace, verdict = self.workspace, answer.verdict
        day, diary = workspace.today(), workspace.diary
        here = workspace.day == day and verdict is not None and verdict.advice is not Advice.STOP
        settings = workspace.planner.settings(workspace.runner_id or "", day)
        planned = here and bool(prescribed(diary, day))
        self.sore.setVisible(planned and is_sore(diary, settings, verdict, day))
        self.follow.setVisible(here and open_change(workspace, answer) is not None)

    def _rebuild(self, shown: list[ExerciseDue]) -> None:
        empty(self.list)
        self._rows = []
        for item in shown:
            if self._rows:
                self.list.addWidget(Divider())
            row = ExerciseRow(item)
            row.set_low(self._low)
            row.ticks.ticked.connect(lambda side, on, row=row: self._ticked(row, side, on))
            self.list.addWidget(row)
            self._rows.append(row)

    def _ticked(self, row: ExerciseRow, side: str, on: bool) -> None:
        view = self._view
        assert view is not None
        at = entry_time(view.day, self.workspace.now())
        saved, removed = (tick if on else untick)(row.item, Side(side), at)
        if saved or removed:
            self.workspace.save(row.item.name, *saved, removed=removed, quiet=True)

    def mark_all(self) -> None:
        """Tick everything that is due, both legs, as one step."""
        view = self._view
        if view is None or self._stopped:
            return
        saved = mark_all(view.exercises, entry_time(view.day, self.workspace.now()))
        if saved:
            self.workspace.save(_("All exercises marked done"), *saved)
