"""The common part of the short forms that Today opens: when, a note, saving, deleting, and what went wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kneerehab.domain.activity import Activity
from kneerehab.domain.record import Record
from kneerehab.gui.forms.history import history_link
from kneerehab.gui.forms.its_day import ItsDay
from kneerehab.gui.forms.odd import is_meant
from kneerehab.gui.forms.saving import carry_out
from kneerehab.gui.look import theme
from kneerehab.gui.look.button import Button
from kneerehab.gui.look.dates import DateField
from kneerehab.gui.look.dialog import Dialog
from kneerehab.gui.look.fields import Field, TextField
from kneerehab.gui.look.question import confirm_discard
from kneerehab.gui.look.text import Label
from kneerehab.gui.look.times import TimeField
from kneerehab.gui.shell.not_saved import NotSaved
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _, pgettext
from kneerehab.services.diary import Edit
from kneerehab.services.today import entry_time
from kneerehab.wording.records import deleted_on, saved_on


class EntryDialog(Dialog):
    """Subclasses add their fields, then call `begin()`; they override `state`, `problem` and `record`."""

    def __init__(
        self,
        workspace: Workspace,
        title: str,
        hint: str,
        record: Any = None,
        parent: QWidget | None = None,
    ) -> None:
        """`title` is what is logged, as undo names it too; `record` is the one to change, None for a new one."""
        at = record.at if record is not None else entry_time(workspace.day, workspace.now())
        subtitle = workspace.formats.day(at.date())
        super().__init__(title, parent, subtitle=subtitle, save_text=_("Save"), width=560)
        self.workspace = workspace
        self._record = record
        self.failure = NotSaved(workspace)
        self.day = DateField(at.date(), latest=workspace.today(), name=_("Date"))
        self.time = TimeField(at.time(), name=pgettext("clock", "Time"))
        self.day_field = Field(_("Date"), self.day)
        self.time_field = Field(pgettext("clock", "Time"), self.time)
        self.hint = Label(hint, "small", "muted", wrap=True)
        self.note = TextField(
            (record.note or "") if record is not None else "", placeholder=_("Add a note"), icon="note", name=_("Note")
        )
        self.note.setMaxLength(2000)
        self.its_day = ItsDay(workspace, self.day.day)
        self.delete_button = Button(_("Delete"), variant="quiet", icon="trash", size="big")

    def begin(self, *, note: bool = True) -> None:
        """Put when, note and hint in their places around the fields that the subclass has added."""
        self.body.insertWidget(0, self.failure)
        self.body.insertWidget(1, self.its_day)
        self.body.setSpacing(theme.px(14))
        when = QHBoxLayout()
        when.setSpacing(theme.px(12))
        when.addWidget(self.day_field, 3, Qt.AlignmentFlag.AlignTop)
        when.addWidget(self.time_field, 2, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(when)
        if note:
            self.body.addWidget(self.note)
        self.note.setVisible(note)
        self.body.addWidget(self.hint)
        self.hint.setVisible(bool(self.hint.text()))
        self.body.addStretch(1)
        self.foot_left.addWidget(self.delete_button)
        self.delete_button.setVisible(self._record is not None)
        history_link(self, self.workspace, self._record)
        self.delete_button.clicked.connect(self._delete)
        self.day.changed.connect(lambda _day: self._clear_when())
        self.workspace.today_changed.connect(self._date_changed)
        self.time.changed.connect(lambda _time: self._clear_when())
        self._initial = self._typed()

    # what subclasses know
    def state(self) -> tuple[object, ...]:
        """Everything that can be typed or chosen besides when and note."""
        return ()

    def problem(self) -> bool:
        """Whether an answer is missing or can't be read; says so beside its field and takes the focus there."""
        return False

    def record(self, at: datetime, note: str | None) -> Record:
        """The record as entered."""
        raise NotImplementedError

    # saving
    def _typed(self) -> tuple[object, ...]:
        return (self.day.day(), self.time.time_of_day(), self.note.text(), *self.state())

    def _clear_when(self) -> None:
        self.time_field.set_error(None)
        self.its_day.refresh()

    def _date_changed(self) -> None:
        """The new day can be chosen from now on; the day of the form stays."""
        self.day.set_latest(self.workspace.today())

    def save(self) -> bool:
        day = self.day.day()
        assert day is not None
        at = datetime.combine(day, self.time.time_of_day())
        if at > self.workspace.now():
            self.time_field.set_error(_("That time is still to come."))
            self.time.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        if self.problem():
            return False
        record = self.record(at, self.note.text().strip() or None)
        before = self._record if isinstance(self._record, Activity) else None
        if isinstance(record, Activity) and not is_meant(self, self.workspace, record, before):
            return False
        text = saved_on(self.title.text(), self.workspace.formats.short_day(day))
        return self._carry_out(Edit(saved=(record,)), text, self.try_save)

    def _delete(self) -> None:
        day = self.workspace.formats.short_day(self._record.at.date())
        text = deleted_on(self.title.text(), day)
        if self._carry_out(Edit(removed=(self._record,)), text, self._delete):
            self.accept()

    def _carry_out(self, edit: Edit, text: str, again: Callable[[], object]) -> bool:
        return carry_out(self.workspace, edit, text, self.failure, again)

    def on_close_guard(self) -> bool:
        return self._typed() == self._initial or confirm_discard(self)
