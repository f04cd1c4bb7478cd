"""The base of dialogs that save records: asks before something typed is lost, and keeps the form if saving fails."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from kneerehab.domain.record import Record
from kneerehab.domain.runner import Runner
from kneerehab.gui.controls.dialog import Dialog
from kneerehab.gui.dialogs.keeping import carry_out
from kneerehab.gui.dialogs.leaving import may_leave
from kneerehab.gui.not_saved import NotSaved
from kneerehab.gui.workspace import Workspace
from kneerehab.services.diary import Edit


class FormDialog(Dialog):
    """Override `state()`; call `begin()` once the form is filled in, and `keep()` in `save()`."""

    def __init__(self, workspace: Workspace, title: str, parent: QWidget | None = None, **look: Any) -> None:
        super().__init__(title, parent, **look)
        self.workspace = workspace
        self._initial: object = None
        self.failure = NotSaved(workspace)
        self.body.addWidget(self.failure)

    def state(self) -> object:
        """Everything that can be typed or chosen."""
        return None

    def begin(self) -> None:
        """From here on a change is one that could be lost."""
        self._initial = self.state()

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
        return self.state() == self._initial or may_leave(self)
