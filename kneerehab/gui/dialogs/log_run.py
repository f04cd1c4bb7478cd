"""Log a run or a walk: filled in from the plan, pain empty at first, and told how it fits before it is saved."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from kneerehab.domain.activity import Activity
from kneerehab.domain.codes import ActivityKind
from kneerehab.domain.plan.verdict import Advice
from kneerehab.domain.record import new_id
from kneerehab.domain.units import METRES_PER, distance, metres
from kneerehab.gui import theme
from kneerehab.gui.controls.dates import DateField, TimeField
from kneerehab.gui.controls.fields import Field, NumberField, TextField
from kneerehab.gui.controls.segmented import SegmentedControl
from kneerehab.gui.controls.select import Select
from kneerehab.gui.controls.stepper import Stepper
from kneerehab.gui.controls.text import Divider, Label
from kneerehab.gui.dialogs.form import FormDialog
from kneerehab.gui.plan.fit_panel import FitPanel
from kneerehab.gui.plan.ground import GroundChoice
from kneerehab.gui.plan.run_pain import RunPain
from kneerehab.gui.plan.run_start import NO_SHOES, offered, shoe_choices, usual_ground
from kneerehab.gui.workspace import Workspace
from kneerehab.i18n import _
from kneerehab.services.today import entry_time

_PREVIEW_MS = 60
_LOW_WINDOW, _LOWEST_WINDOW = 700, 600
_WALK_SECONDS = 1800


class LogRunDialog(FormDialog):
    """One run or walk, new or (with `activity`) to be edited; saving is always possible."""

    def __init__(
        self,
        workspace: Workspace,
        kind: ActivityKind,
        activity: Activity | None = None,
        parent: QWidget | None = None,
    ) -> None:
        run = kind is ActivityKind.RUN
        if activity is None:
            title, save = (_("Log a run"), _("Save run")) if run else (_("Log a walk"), _("Save walk"))
        else:
            title, save = (_("Edit run"), _("Save run")) if run else (_("Edit walk"), _("Save walk"))
        super().__init__(workspace, title, parent, subtitle=" ", save_text=save)
        self.kind = kind
        self._activity = activity
        self._id = activity.id if activity else new_id()
        self._exact: dict[str, tuple[str, int | None]] = {}
        at = activity.at if activity else entry_time(workspace.day, workspace.now())
        units = workspace.runner.shown_units
        self.day = DateField(at.date(), today=workspace.today(), name=_("Date"))
        self.time = TimeField(at.time(), name=_("Time"))
        most = 200_000 / METRES_PER[units]
        self.distance = NumberField(
            unit=workspace.formats.unit, minimum=0.1, maximum=int(most), decimals=2, step=0.1, name=_("Distance")
        )
        self.minutes = NumberField(unit=_("min"), minimum=1, maximum=1440, decimals=1, name=_("Minutes"))
        self.pace = Label("–")
        self.ground = GroundChoice(_("Ground, one or more") if run else _("Ground, if you like"))
        self.pain = RunPain(workspace.planner.settings(workspace.runner_id or "", at.date()).affected)
        self.form = SegmentedControl(
            _("Did you limp or run differently?") if run else _("Did you limp or walk differently?"),
            [("no", _("No")), ("yes", _("Yes"))],
            size="field",
            optional=True,
        )
        self.shoes = Select(name=_("Shoes"))
        self.effort = Stepper(_("Effort, 0 to 10"), 0, 10, optional=True, start=3, size="field")
        self.note = TextField(placeholder=_("Add a note"), icon="note", name=_("Note"))
        self.fit_panel = FitPanel(workspace)
        self._timer = QTimer(self, singleShot=True, interval=_PREVIEW_MS)
        self._build_form()
        self._fill(at)
        self._connect_form()
        self._preview()
        self.begin()
        self.first_field = self.distance if run else self.minutes

    def _build_form(self) -> None:
        self.body.setSpacing(theme.px(12))
        self.day_field = Field(_("Date"), self.day)
        self.time_field = Field(_("Time"), self.time)
        self.distance_field = Field(_("Distance"), self.distance)
        self.minutes_field = Field(_("Minutes"), self.minutes)
        pace = QWidget()
        column = QVBoxLayout(pace)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(5))
        column.addWidget(Label(_("Pace"), "small", "muted"))
        self.pace.setMinimumHeight(theme.px(40))
        column.addWidget(self.pace)
        column.addStretch(1)
        for part, width in ((self.day, 194), (self.time, 84), (self.distance, 94), (self.minutes, 94), (pace, 86)):
            part.setMinimumWidth(theme.px(width))
        self._amounts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._amounts.setSpacing(theme.px(12))
        self._amounts.addLayout(_row((self.day_field, 3), (self.time_field, 2)), 5)
        self._amounts.addLayout(_row((self.distance_field, 3), (self.minutes_field, 3), (pace, 3)), 7)
        self.body.addLayout(self._amounts)
        self.body.addWidget(self.ground)
        self.body.addWidget(Divider())
        self.body.addWidget(self.pain)
        self.body.addWidget(Divider())
        self._rest = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._rest.setSpacing(theme.px(16))
        words = _("Did you limp or run differently?")
        if self.kind is ActivityKind.WALK:
            words = _("Did you limp or walk differently?")
        self._rest.addWidget(Field(words, self.form), 5)
        self._rest.addLayout(_row((Field(_("Shoes"), self.shoes), 4), (Field(_("Effort, 0–10"), self.effort), 1)), 7)
        self.body.addLayout(self._rest)
        self.body.addWidget(self.note)
        self.body.addStretch(1)
        self._pin_panel()

    def _pin_panel(self) -> None:
        """Keep the live line in sight above the buttons, or below the form where the window is low."""
        room = self._room().height()
        self.fit_panel.compact = room < theme.px(_LOW_WINDOW)
        if room < theme.px(_LOWEST_WINDOW):
            self.body.addWidget(self.fit_panel)
            return
        holder = QWidget()
        row = QVBoxLayout(holder)
        row.setContentsMargins(theme.px(28), theme.px(10), theme.px(28), 0)
        row.addWidget(self.fit_panel)
        outer = self.layout()
        assert isinstance(outer, QVBoxLayout)
        outer.insertWidget(2, holder)

    def _connect_form(self) -> None:
        self._timer.timeout.connect(self._preview)
        self.day.changed.connect(lambda _day: self._day_changed())
        for signal in (
            self.time.changed, self.distance.changed, self.minutes.changed, self.form.changed,
        ):  # fmt: skip
            signal.connect(lambda _value: self._edited())
        self.ground.changed.connect(self._edited)
        self.pain.changed.connect(self._edited)

    # filling
    def _fill(self, at: datetime) -> None:
        done = self._activity
        self._fill_shoes(at.date())
        if done is None:
            self._fill_from_plan(at.date())
            return
        self.subtitle.setText(self.workspace.formats.day(at.date()))
        self._set_amounts(done.seconds, done.metres)
        self.ground.set_surfaces(done.surfaces)
        self.pain.set_scores(done.pain_before, done.pain_during, done.pain_after)
        self.form.set_value(None if done.form_changed is None else "yes" if done.form_changed else "no")
        self.shoes.set_value(done.shoes_id or NO_SHOES)
        self.effort.set_amount(done.effort)
        self.note.setText(done.note or "")

    def _fill_from_plan(self, day: date) -> None:
        """Amounts and ground as the plan offers them that day; empty where it offers nothing."""
        verdict = self.workspace.planner.verdict(self.workspace.runner_id or "", day)
        is_today = day == self.workspace.today()
        if self.kind is ActivityKind.WALK:
            self._set_amounts(_WALK_SECONDS, None)
            self.subtitle.setText(_("Filled in with half an hour"))
            return
        diary, units = self.workspace.diary, self.workspace.runner.shown_units
        amounts = offered(diary, verdict, day, units)
        self._set_amounts(*amounts)
        if amounts != (None, None):
            self.subtitle.setText(_("Filled in from today's plan") if is_today else _("Filled in from that day's plan"))
        elif verdict is not None and verdict.advice is Advice.RUN:
            self.subtitle.setText(_("One more run of that day"))
        else:
            text = _("Not in today's plan, and welcome in the diary")
            self.subtitle.setText(text if is_today else _("Not in that day's plan, and welcome in the diary"))
        self.ground.set_surfaces(usual_ground(diary, verdict, day))

    def _fill_shoes(self, day: date) -> None:
        own = self._activity.shoes_id if self._activity else None
        workspace = self.workspace
        choices, usual = shoe_choices(workspace.diary, day, own, workspace.formats, workspace.settings.default_shoes)
        self.shoes.set_choices(choices, usual if self.kind is ActivityKind.RUN else NO_SHOES)

    def _set_amounts(self, seconds: int | None, far: int | None) -> None:
        units = self.workspace.runner.shown_units
        self.minutes.set_value(None if seconds is None else seconds / 60)
        self.distance.set_value(None if far is None else distance(far, units))
        self._exact = {"seconds": (self.minutes.text(), seconds), "metres": (self.distance.text(), far)}

    # reading
    def state(self) -> tuple[object, ...]:
        """Everything that can be typed or chosen, to see whether something was."""
        return (
            self.day.day(), self.time.time_of_day(), self.distance.text(), self.minutes.text(), self.ground.surfaces(),
            self.pain.scores(), self.form.value(), self.shoes.value(), self.effort.amount(), self.note.text(),
        )  # fmt: skip

    def _seconds(self) -> int | None:
        text, exact = self._exact["seconds"]
        value = self.minutes.value()
        if self.minutes.text() == text:
            return exact
        return None if value is None else round(value * 60)

    def _metres(self) -> int | None:
        text, exact = self._exact["metres"]
        value = self.distance.value()
        if self.distance.text() == text:
            return exact
        return None if value is None else metres(value, self.workspace.runner.shown_units)

    def record(self) -> Activity | None:
        """The run as the form has it; None while time and distance are both missing or one can't be read."""
        day, seconds, far = self.day.day(), self._seconds(), self._metres()
        faulty = self.distance.problem() or self.minutes.problem()
        if day is None or faulty or (seconds is None and far is None):
            return None
        base = self._activity or Activity(
            id=self._id, at=datetime.combine(day, self.time.time_of_day()), kind=self.kind
        )
        before, during, after = self.pain.scores()
        answered: dict[str, Any] = {"yes": True, "no": False}
        return replace(
            base,
            at=datetime.combine(day, self.time.time_of_day()),
            seconds=seconds,
            metres=far,
            surfaces=self.ground.surfaces(),
            pain_before=before,
            pain_during=during,
            pain_after=after,
            form_changed=answered.get(self.form.value() or ""),
            effort=self.effort.amount(),
            shoes_id=str(self.shoes.value() or "") or None,
            note=self.note.text().strip() or None,
        )

    # changing
    def _edited(self) -> None:
        for field in (self.day_field, self.time_field, self.distance_field, self.minutes_field):
            field.set_error(None)
        self._timer.start()

    def _day_changed(self) -> None:
        day = self.day.day()
        untouched = (
            self.minutes.text() == self._exact["seconds"][0] and self.distance.text() == self._exact["metres"][0]
        )
        if self._activity is None and day is not None and untouched and day <= self.workspace.today():
            self._fill_from_plan(day)
        self._edited()
        self._check_time()

    def _preview(self) -> None:
        seconds, far = self._seconds(), self._metres()
        known = seconds and far and not self.distance.problem() and not self.minutes.problem()
        self.pace.setText(self.workspace.formats.pace(seconds, far) if known and seconds and far else "–")
        self.fit_panel.show_activity(self.record() if self._check_time() else None)
        if self.isVisible():
            panel = self.fit_panel
            high = panel.heightForWidth(panel.width())
            panel.setMinimumHeight(max(panel.minimumHeight(), high))  # so that nothing jumps back and forth
            self.fit()

    def _check_time(self) -> bool:
        """Say it kindly when the day or the time is still to come."""
        day, now = self.day.day(), self.workspace.now()
        later = day is not None and day > now.date()
        soon = day == now.date() and self.time.time_of_day() > now.time()
        self.day_field.set_error(
            _("That day is still to come. Please choose today or an earlier day.") if later else None
        )
        self.time_field.set_error(_("That time is still to come.") if soon else None)
        return not later

    # Dialog
    def save(self) -> bool:
        self._check_time()
        if self.day_field.error() or self.time_field.error():
            return False
        for field, control in ((self.distance_field, self.distance), (self.minutes_field, self.minutes)):
            problem = control.problem()
            field.set_error(problem)
            if problem:
                control.setFocus(Qt.FocusReason.OtherFocusReason)
                return False
        record = self.record()
        if record is None:
            self.distance_field.set_error(_("Please give a distance or minutes; one of them is enough."))
            self.distance.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        words = _("Run saved") if self.kind is ActivityKind.RUN else _("Walk saved")
        return self.keep(words, record)

    # Qt
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - 2 * theme.px(28)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._amounts.setDirection(across if room >= theme.px(600) else down)
        self._rest.setDirection(across if room >= theme.px(600) else down)


def _row(*parts: tuple[QWidget, int]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.px(12))
    for part, stretch in parts:
        row.addWidget(part, stretch, Qt.AlignmentFlag.AlignTop)
    return row
