"""The base of dialogs that save records: asks before something typed is lost, and keeps the form if saving fails."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from kneerehab.domain.record import Record
from kneerehab.domain.runner import Runner
from kneerehab.gui.forms.its_day import ItsDay
from kneerehab.gui.forms.saving import carry_out
from kneerehab.gui.look.dates import DateField
from kneerehab.gui.look.dialog import Dialog
from kneerehab.gui.look.question import confirm_discard
from kneerehab.gui.shell.not_saved import NotSaved
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.services.diary import Edit


class FormDialog(Dialog):
    """Override `state()`; call `begin()` once the form is filled in, and `keep()` in `save()`."""

    def __init__(self, workspace: Workspace, title: str, parent: QWidget | None = None, **look: Any) -> None:
        super().__init__(title, parent, **look)
        self.workspace = workspace
        self._initial: object = None
        self._day: DateField | None = None
        self.failure = NotSaved(workspace)
        self.its_day = ItsDay(workspace, self.form_day)
        self.body.addWidget(self.failure)
        self.body.addWidget(self.its_day)

    def state(self) -> object:
        """Everything that can be typed or chosen."""
        return None

    @property
    def opened_on(self) -> date:
        """The date when the form was opened: what it calls today, however late it is saved."""
        return self.its_day.opened_on

    def form_day(self) -> date | None:
        """The day that the form is for."""
        return self.opened_on if self._day is None else self._day.day()

    def begin(self, day: DateField | None = None) -> None:
        """From here on a change is one that could be lost; `day` is the field of the form's day if it has one."""
        self._initial = self.state()
        self._day = day
        if day is not None:
            day.changed.connect(lambda _day: self.its_day.refresh())

    def keep(
        self,
        text: str,
        *saved: Record,
        removed: tuple[Record, ...] = (),
        runner: Runner | None = None,
        again: Callable[[], object] | None = None,
    ) -> bool:
        """Save as one step that can be undone; a fault is told here, and the form stays as it is.

        `again` is what trying again does, unless it is the Save button's way.
        """
        edit = Edit(saved=saved, removed=removed, runner=runner)
        return carry_out(self.workspace, edit, text, self.failure, again or self.try_save)

    def on_close_guard(self) -> bool:
        return self.state() == self._initial or confirm_discard(self)
