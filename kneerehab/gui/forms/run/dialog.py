"""Log a run or a walk: filled in from the plan, pain empty at first, and told how it fits before it is saved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from kneerehab.domain.activity import Activity
from kneerehab.domain.codes import ActivityKind
from kneerehab.domain.plan.after_run import ASKED_FROM, ended
from kneerehab.domain.record import new_id
from kneerehab.gui.forms.form_dialog import FormDialog
from kneerehab.gui.forms.history import history_link
from kneerehab.gui.forms.odd import is_meant
from kneerehab.gui.forms.run.amounts import Amounts
from kneerehab.gui.forms.run.fit_panel import FitPanel
from kneerehab.gui.forms.run.ground import GroundChoice
from kneerehab.gui.forms.run.pain import RunPain
from kneerehab.gui.forms.run.quiet_save import QuietSave
from kneerehab.gui.forms.run.shoes import ShoeChoice
from kneerehab.gui.forms.run.start import offered, usual_ground, whence, words_for
from kneerehab.gui.look import theme
from kneerehab.gui.look.button import Link
from kneerehab.gui.look.dates import DateField
from kneerehab.gui.look.fields import Field, TextField
from kneerehab.gui.look.row import row_of
from kneerehab.gui.look.stepper import Stepper
from kneerehab.gui.look.text import Divider, Label
from kneerehab.gui.look.times import TimeField
from kneerehab.gui.shell.command import Command
from kneerehab.gui.shell.host import request
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _, pgettext
from kneerehab.services.today import entry_time
from kneerehab.wording.fit import lacks_time, time_question

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
        *,
        day: date | None = None,
        later: bool = False,
    ) -> None:
        """`day` is that of a new run; without it the one that Today shows. `later`: see `Dialog.build`."""
        title, save, self._saved = words_for(kind, new=activity is None)
        super().__init__(workspace, title, parent, subtitle=" ", save_text=save, width=720)
        self.kind = kind
        self._activity = activity
        self._filled: bool | None = None  # from a day's plan, or the plan had nothing; None: not from a plan at all
        self._id = activity.id if activity else new_id()
        at = activity.at if activity else entry_time(day or workspace.day, workspace.now())
        self.build(self._make(at), later=later)

    def _make(self, at: datetime) -> Iterator[None]:
        workspace, run = self.workspace, self.kind is ActivityKind.RUN
        self.day = DateField(at.date(), today=workspace.today(), name=_("Date"))
        self.time = TimeField(at.time(), name=pgettext("clock", "Time"))
        self.amounts = Amounts(workspace, self)
        self.distance, self.minutes = self.amounts.distance, self.amounts.minutes
        self.ground = GroundChoice(_("Ground, one or more") if run else _("Ground, if you like"))
        yield
        affected = workspace.planner.settings(workspace.runner_id or "", at.date()).affected
        self.pain = RunPain(affected, self.kind, hour_is_over=self._hour_is_over)
        self.form = self.pain.form
        yield
        self.shoe_choice = ShoeChoice(workspace, self._activity.shoes_id if self._activity else None)
        self.shoes = self.shoe_choice.select
        self.effort = Stepper(_("Effort, 0–10"), 0, 10, optional=True, start=3, size="field")
        self.note = TextField(placeholder=_("Add a note"), icon="note", name=_("Note"))
        self.time_question = Label("", "small", "accent", wrap=True)
        self.fit_panel = FitPanel(workspace)
        self.quiet = QuietSave(self, self.pain)
        self.import_link = Link(_("Import file instead…"))
        self._panel_room: QWidget | None = None
        self._timer = QTimer(self, singleShot=True, interval=_PREVIEW_MS)
        yield
        self._build_form()
        yield
        self._fill(at)
        self._connect_form()
        self._preview()
        self.begin(self.day)
        self.first_field = self.distance if run else self.minutes

    def _build_form(self) -> None:
        self.body.setSpacing(theme.px(12))
        self.day_field = Field(_("Date"), self.day)
        self.time_field = Field(pgettext("clock", "Time"), self.time)
        self.distance_field, self.minutes_field = self.amounts.distance_field, self.amounts.minutes_field
        pace = self.amounts.pace_field
        for part, width in ((self.day, 194), (self.time, 84), (self.distance, 100), (self.minutes, 126), (pace, 86)):
            part.setMinimumWidth(theme.px(width))
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setSpacing(theme.px(12))
        self._top.addLayout(row_of((self.day_field, 3), (self.time_field, 2)), 5)
        self._top.addLayout(row_of((self.distance_field, 3), (self.minutes_field, 4), (pace, 3)), 7)
        self.body.addLayout(self._top)
        for part in (self.time_question, self.ground, Divider(), self.pain, Divider()):
            self.body.addWidget(part)
        self.time_question.hide()
        self._rest = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._rest.setSpacing(theme.px(16))
        shoes = Field(_("Shoes"), self.shoe_choice)
        shoes.label.setBuddy(self.shoes)
        self._rest.addWidget(shoes, 5)
        self._rest.addWidget(Field(_("Effort, 0–10"), self.effort), 2)
        self._rest.addWidget(Field(_("Note"), self.note), 7)
        self.body.addLayout(self._rest)
        self.body.addStretch(1)
        self.foot_left.addWidget(self.import_link)
        self.foot_left.addWidget(self.quiet)
        self.import_link.setVisible(self._activity is None)
        history_link(self, self.workspace, self._activity)
        self._pin_panel()

    def _pin_panel(self) -> None:
        """Keep the live line in sight above the buttons, or below the form where the window is low."""
        room = self._room().height()
        self.fit_panel.compact = room < theme.px(_LOW_WINDOW)
        if room < theme.px(_LOWEST_WINDOW):
            self.body.addWidget(self.fit_panel)
            return
        self._panel_room = QWidget()
        row = QVBoxLayout(self._panel_room)
        row.setContentsMargins(theme.px(28), theme.px(10), theme.px(28), 0)
        row.addWidget(self.fit_panel, 0, Qt.AlignmentFlag.AlignTop)
        self.layout().insertWidget(2, self._panel_room)  # type: ignore[union-attr]

    def _connect_form(self) -> None:
        self._timer.timeout.connect(self._preview)
        self.workspace.today_changed.connect(self._say_whence)
        self.day.changed.connect(lambda _day: self._day_changed())
        self.time.changed.connect(lambda _time: self._edited())
        self.amounts.changed.connect(self._edited)
        self.import_link.clicked.connect(self._import_instead)
        self.ground.changed.connect(self._edited)
        self.pain.changed.connect(self._edited)

    # filling
    def _fill(self, at: datetime) -> None:
        done = self._activity
        self.shoe_choice.fill(at.date(), usual=self.kind is ActivityKind.RUN)
        if done is None:
            self._fill_from_plan(at.date())
            return
        self.subtitle.setText(self.workspace.formats.day(at.date()))
        self.amounts.fill(done.seconds, done.metres)
        self.ground.set_surfaces(done.surfaces)
        self.pain.set_scores(done.pain_before, done.pain_during, done.pain_after)
        self.pain.set_form(done.form_changed)
        self.shoe_choice.set_shoes(done.shoes_id)
        self.effort.set_amount(done.effort)
        self.note.setText(done.note or "")

    def _fill_from_plan(self, day: date) -> None:
        """Amounts and ground as the plan offers them that day; empty where it offers nothing."""
        verdict = self.workspace.planner.verdict(self.workspace.runner_id or "", day)
        if self.kind is ActivityKind.WALK:
            self.amounts.fill(_WALK_SECONDS, None)
            self.subtitle.setText(_("Filled in with half an hour"))
            return
        diary, units = self.workspace.diary, self.workspace.runner.shown_units
        amounts = offered(diary, verdict, day, units)
        self.amounts.fill(*amounts)
        self._filled = amounts != (None, None)
        self._say_whence()
        self.ground.set_surfaces(usual_ground(diary, verdict, day))

    def _say_whence(self) -> None:
        """Say which day's plan the form was filled in from, if from any."""
        day = self.day.day()
        if self._filled is None or day is None:
            return
        verdict = self.workspace.planner.verdict(self.workspace.runner_id or "", day)
        self.subtitle.setText(whence(verdict, filled=self._filled, is_today=day == self.workspace.today()))

    # reading
    def state(self) -> tuple[object, ...]:
        """Everything that can be typed or chosen, to see whether something was."""
        return (
            self.day.day(), self.time.time_of_day(), self.amounts.texts(), self.ground.surfaces(),
            self.pain.scores(), self.form.value(), self.shoes.value(), self.effort.amount(), self.note.text(),
        )  # fmt: skip

    def record(self) -> Activity | None:
        """The run as the form has it; None while time and distance are both missing or one can't be read."""
        day = self.day.day()
        if day is None or not self.amounts.are_sound():
            return None
        at = datetime.combine(day, self.time.time_of_day())
        before, during, after = self.pain.scores()
        return replace(
            self._activity or Activity(id=self._id, at=at, kind=self.kind),
            at=at,
            seconds=self.amounts.seconds(),
            metres=self.amounts.metres(),
            surfaces=self.ground.surfaces(),
            pain_before=before,
            pain_during=during,
            pain_after=after,
            form_changed=self.pain.form_changed(),
            effort=self.effort.amount(),
            shoes_id=self.shoe_choice.shoes_id(),
            note=self.note.text().strip() or None,
        )

    def _hour_is_over(self) -> bool:
        """Whether the knee an hour after can be known by now; while nobody knows how long it took, by when it began."""
        if (day := self.day.day()) is None:
            return True
        record = self.record()
        end = ended(record) if record is not None else datetime.combine(day, self.time.time_of_day())
        return end + ASKED_FROM <= self.workspace.now()

    # changing
    def _edited(self) -> None:
        for field in (self.day_field, self.time_field):
            field.set_error(None)
        self.amounts.clear_errors()
        self._timer.start()

    def _day_changed(self) -> None:
        day = self.day.day()
        if self._activity is None and day is not None and self.amounts.is_untouched() and day <= self.workspace.today():
            self._fill_from_plan(day)
        self._edited()
        self._check_time()

    def _preview(self) -> None:
        self.amounts.show_pace()
        self.pain.show_hour()
        self.quiet.offer(self._activity is None)
        record = self.record() if self._check_time() else None
        preview = self.fit_panel.show_activity(record)
        asked = lacks_time(preview, record)
        self.time_question.setVisible(asked)
        if asked:
            words = _("How long was it? {why} You can save without it.")
            self.time_question.setText(words.format(why=time_question(self.kind)))
        if self.isVisible():
            if (room := self._panel_room) is not None:
                high = room.heightForWidth(room.width())
                room.setMinimumHeight(max(room.minimumHeight(), high))  # so that nothing jumps back and forth
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

    def _import_instead(self) -> None:
        """Leave the form, asking first if something was typed, and choose files to import."""
        self.reject()
        if not self.isVisible():
            request(self, Command.IMPORT)

    # Dialog
    def save(self) -> bool:
        self._check_time()
        if self.day_field.error() or self.time_field.error():
            first = self.day if self.day_field.error() else self.time
            first.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        if not self.amounts.check() or (record := self.record()) is None:
            return False
        if not is_meant(self, self.workspace, record, self._activity):
            if self.first_field is not None:
                self.first_field.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        return self.keep(self._saved, record)

    # Qt
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - 2 * theme.px(28)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._top.setDirection(across if room >= theme.px(600) else down)
        self._rest.setDirection(across if room >= theme.px(600) else down)
