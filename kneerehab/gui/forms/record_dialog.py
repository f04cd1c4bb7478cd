"""The form of one record as a dialog, and the choice of what to add."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kneerehab.domain.activity import Activity
from kneerehab.domain.codes import ActivityKind, Role
from kneerehab.domain.plan_records import Override, PlanChange
from kneerehab.domain.record import Record, moment
from kneerehab.domain.training import ExerciseSet, Prescription
from kneerehab.gui.forms.blank import CHOICES, blank, signed, with_target
from kneerehab.gui.forms.factory import Surroundings
from kneerehab.gui.forms.history import history_link, last_by
from kneerehab.gui.forms.its_day import ItsDay
from kneerehab.gui.forms.record_form import RecordForm
from kneerehab.gui.forms.saving import carry_out
from kneerehab.gui.look import theme
from kneerehab.gui.look.button import Button, Link
from kneerehab.gui.look.dates import DateField
from kneerehab.gui.look.dialog import Dialog
from kneerehab.gui.look.fields import Field
from kneerehab.gui.look.habits import onwards
from kneerehab.gui.look.kind_icons import icon_of
from kneerehab.gui.look.question import confirm_discard
from kneerehab.gui.look.shared_lines import SharedLines
from kneerehab.gui.look.text import Label
from kneerehab.gui.shell.not_saved import NotSaved
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _
from kneerehab.services.diary import Edit
from kneerehab.services.exercises import prescribed
from kneerehab.services.log import is_dated
from kneerehab.wording.fields import future_day
from kneerehab.wording.labels import label
from kneerehab.wording.records import kind_name, list_name, saved_on

_DOSE = ("sets", "reps", "hold_seconds", "load_kg")
_AUTHOR = ("by", "role")
_COLUMNS = 3


class RecordDialog(Dialog):
    """Adds a record or, when the diary has it, changes it; a failed save keeps the form and says why."""

    def __init__(self, workspace: Workspace, record: Record, parent: QWidget | None = None) -> None:
        self._is_new = workspace.diary.find(record.id) is None
        subtitle = _("New entry") if self._is_new else _("Edit entry")
        super().__init__(kind_name(record), parent, subtitle=subtitle, save_text=_("Save"))
        self.workspace = workspace
        self.failure = NotSaved(workspace)
        self._resigned = False
        self.form = RecordForm(
            record, Surroundings(diary=workspace.diary, formats=workspace.formats, now=workspace.now())
        )
        self.its_day = ItsDay(workspace, self._form_day)
        self.body.addWidget(self.failure)
        if isinstance(record, PlanChange) and not self._is_new:
            self.body.addWidget(last_by(workspace, record))
        self.body.addWidget(self.its_day)
        self.body.addWidget(self.form)
        self.body.addStretch(1)
        if isinstance(record, Activity) and not self._is_new:
            self.save_as = Link(_("Save as GPX or TCX…"))
            self.save_as.clicked.connect(lambda: self._save_as(record))
            self.foot_left.addWidget(self.save_as)
        history_link(self, workspace, record)
        if isinstance(record, ExerciseSet) and self._is_new:
            self.form.entries["exercise"].changed.connect(self._fill_dose)
        if isinstance(record, Override | Prescription) and not self._is_new:
            self.form.changed.connect(lambda: self._resign(record))
        entry = self.form.first_open() if self._is_new else next(iter(self.form.entries.values()))
        self.first_field = entry.control.focusProxy() or entry.control
        self.form.changed.connect(self.its_day.refresh)
        workspace.today_changed.connect(self._allow_today)

    def _resign(self, record: Override | Prescription) -> None:
        """Whoever decided before did not decide what is changed now: their name makes room, until one is typed."""
        decided = [name for name in self.form.entries if name not in (*_AUTHOR, "note", "to", "reason")]
        if self._resigned or not record.by or self.form.untouched(decided) or not self.form.untouched(_AUTHOR):
            return
        self._resigned, by = True, self.workspace.by
        if by is not None:
            self.form.set_values(by=by.name, role=Role.CLINICIAN)
        else:
            self.form.set_values(by=None, role=Role.RUNNER)

    def _save_as(self, run: Activity) -> None:
        from kneerehab.gui.forms.run.export import export_run

        export_run(self, self.workspace, run)

    def _allow_today(self) -> None:
        """The new day can be chosen from now on; the day of the form stays."""
        self.form.allow_until(self.workspace.now())

    def _form_day(self) -> date | None:
        """The day in the form; None where it has none that can be read."""
        entry = self.form.entries.get("at")
        value = entry.value() if entry is not None and entry.problem() is None else None
        return value.date() if isinstance(value, datetime) else None

    def _fill_dose(self) -> None:
        """What was prescribed is the likely answer; what was typed stays."""
        values = self.form.entries
        chosen, day = values["exercise"].value(), self._form_day()
        plan = prescribed(self.workspace.diary, day).get(str(chosen)) if chosen and day is not None else None
        if plan is None:
            return
        shown = {name: getattr(plan, name) for name in _DOSE}
        if self.form.untouched(_DOSE) or getattr(self, "_filled", None) == [values[name].typed() for name in _DOSE]:
            self.form.set_values(**shown)
            self._filled = [values[name].typed() for name in _DOSE]
        if self.form.untouched(["side"]):
            self.form.set_values(side=plan.side)

    def save(self) -> bool:
        record = self.form.record()
        if record is None:
            return False
        diary = self.workspace.diary
        if self._is_new:
            record = with_target(record, diary)
        elif record == diary.find(record.id):
            return True
        text = saved_text(record, self.workspace)
        return carry_out(self.workspace, Edit(saved=(record,)), text, self.failure, self.try_save)

    def on_close_guard(self) -> bool:
        return not self.form.is_changed() or confirm_discard(self)


class AddDialog(Dialog):
    """What to add, and for which day; `kind` is the choice (one of `CHOICES`) once it was made."""

    def __init__(self, workspace: Workspace, day: date, parent: QWidget | None = None) -> None:
        super().__init__(_("Add entry"), parent, cancel_text=_("Cancel"))
        self.workspace = workspace
        self.kind: str | None = None
        self.day_field = DateField(day, today=workspace.today(), name=_("Day"))
        self.day = Field(_("Day"), self.day_field)
        self.buttons: dict[str, Button] = {}
        self.body.addWidget(self.day)
        titles = (_("Of the day"), _("Exercises, gear and visits"), _("Of the plan"))
        for title, kinds in zip(titles, CHOICES, strict=True):
            part = QVBoxLayout()
            part.setSpacing(theme.px(6))
            part.addWidget(Label(title, "small", "muted"))
            part.addLayout(self._grid(kinds))
            self.body.addLayout(part)
        self.body.addStretch(1)
        self.day_field.changed.connect(lambda _day: self.day.set_error(None))
        self.first_field = next(iter(self.buttons.values()))

    def _grid(self, kinds: tuple[str, ...]) -> SharedLines:
        grid = SharedLines(gap=theme.px(8), line_gap=theme.px(8), columns=_COLUMNS)
        for kind in kinds:
            button = Button(choice_name(kind), icon=icon_of(kind)[0], size="big")
            button.clicked.connect(lambda _checked=False, kind=kind: self._choose(kind))
            self.buttons[kind] = button
            grid.add(button)
        return grid

    def chosen_day(self) -> date:
        """The day the entry is for."""
        return self.day_field.day() or self.workspace.today()

    def _choose(self, kind: str) -> None:
        if self.chosen_day() > self.workspace.today() and kind in CHOICES[0]:
            self.day.set_error(future_day())
            self.day_field.setFocus()
            return
        self.kind = kind
        self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        buttons, step = list(self.buttons.values()), onwards(self, event)
        focused = self.focusWidget()
        if focused not in buttons or not (step or event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down)):
            super().keyPressEvent(event)
            return
        if step:
            to: QWidget = buttons[max(0, min(len(buttons) - 1, buttons.index(focused) + step))]
        else:
            to = _above_or_below(focused, buttons, down=event.key() == Qt.Key.Key_Down)
        to.setFocus(Qt.FocusReason.TabFocusReason)


def _above_or_below(focused: QWidget, buttons: Sequence[Button], *, down: bool) -> QWidget:
    """The nearest button of the next line, itself if there is none; how many stand in a line goes by the room."""
    at = focused.mapTo(focused.window(), QPoint(0, 0))
    places = {button: button.mapTo(button.window(), QPoint(0, 0)) - at for button in buttons}
    ahead = {button: place for button, place in places.items() if (place.y() > 0 if down else place.y() < 0)}
    return min(ahead, key=lambda button: (abs(ahead[button].y()), abs(ahead[button].x())), default=focused)


def choice_name(kind: str) -> str:
    """What a kind of entry is called; runs, walks and cross-training by their own names."""
    return label(ActivityKind(kind)) if kind in list(ActivityKind) else list_name(kind)


def saved_text(record: Record, workspace: Workspace) -> str:
    """ "Ice saved, Thu 12 Mar": for the undo bar and the menu."""
    if not is_dated(record):
        return _("{kind} saved").format(kind=kind_name(record))
    day = workspace.formats.short_day(moment(record).date())
    return saved_on(kind_name(record), day)


def add_entry(workspace: Workspace, kind: str, day: date, parent: QWidget) -> bool:
    """Open the form for a new entry of a kind (one of `CHOICES`); True if it was saved."""
    if kind in (ActivityKind.RUN, ActivityKind.WALK):
        return _log(workspace, ActivityKind(kind), None, day, parent)
    affected = workspace.planner.settings(workspace.runner_id or "", day).affected
    record = blank(kind, day, workspace.now(), affected, workspace.settings.ice_minutes)
    return run(RecordDialog(workspace, signed(record, workspace.by), parent))


def edit_record(workspace: Workspace, record: Record, parent: QWidget) -> bool:
    """Open the form of a record; True if it was closed by saving."""
    if isinstance(record, Activity) and record.kind is not ActivityKind.CROSS:
        return _log(workspace, record.kind, record, record.at.date(), parent)
    return run(RecordDialog(workspace, record, parent))


def run(dialog: Dialog) -> bool:
    """Run a dialog to its end and let it go; True if it was saved."""
    try:
        return bool(dialog.exec())
    finally:
        dialog.deleteLater()


def _log(workspace: Workspace, kind: ActivityKind, activity: Activity | None, day: date, parent: QWidget) -> bool:
    """Runs and walks have a form of their own."""
    from kneerehab.gui.forms.run.dialog import LogRunDialog

    return run(LogRunDialog(workspace, kind, activity, parent=parent, day=day, later=True))
