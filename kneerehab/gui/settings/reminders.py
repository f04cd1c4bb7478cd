"""The card of reminders on the Settings page: off until chosen, with a time of day each."""

from __future__ import annotations

from datetime import time

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from kneerehab.gui.look import theme
from kneerehab.gui.look.card import Card
from kneerehab.gui.look.dates import TimeField
from kneerehab.gui.look.text import Label
from kneerehab.gui.look.toggle import Toggle
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import N_, _
from kneerehab.services.reminders import TIMED, ReminderKind, time_texts, times

_NAMES = {
    ReminderKind.CHECK_IN: N_("Check-in"),
    ReminderKind.RUN_DAY: N_("Run or walk day"),
    ReminderKind.EXERCISES: N_("Exercises"),
    ReminderKind.ICING: N_("Ice"),
    ReminderKind.HOUR_AFTER: N_("How is it, an hour after a run or walk?"),
}


class ReminderSettings(Card):
    """One switch a reminder; a change takes effect at once."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(_("Reminders"), "", parent)
        self.workspace = workspace
        self.hint = Label(
            _(
                "They come while kneerehab is open, by your system’s notifications where it has them, and at most once "
                "a day each. What is done stays quiet, and so does a pause."
            ),
            "small",
            "muted",
            wrap=True,
        )
        self.toggles = {kind: Toggle(_(name)) for kind, name in _NAMES.items()}
        self.times = {kind: TimeField(name=_("{what}, time of day").format(what=_(_NAMES[kind]))) for kind in TIMED}
        self._build_card()
        for kind, toggle in self.toggles.items():
            toggle.toggled.connect(lambda on, kind=kind: self._switch(kind, on))
        for kind, field in self.times.items():
            field.changed.connect(lambda at, kind=kind: self._set_time(kind, at))

    def _build_card(self) -> None:
        self.body.addWidget(self.hint)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(20))
        grid.setVerticalSpacing(theme.px(8))
        grid.setColumnStretch(2, 1)
        for row, (kind, toggle) in enumerate(self.toggles.items()):
            if kind in self.times:
                grid.addWidget(toggle, row, 0)
                grid.addWidget(self.times[kind], row, 1, Qt.AlignmentFlag.AlignLeft)
            else:
                grid.addWidget(toggle, row, 0, 1, 3, Qt.AlignmentFlag.AlignLeft)
        self.body.addLayout(grid)

    def refresh(self) -> None:
        """Show what is kept; a time that is being typed stays."""
        settings = self.workspace.settings
        at = times(settings.reminder_times)
        for kind, toggle in self.toggles.items():
            toggle.blockSignals(True)
            toggle.setChecked(kind in settings.reminders)
            toggle.blockSignals(False)
        for kind, field in self.times.items():
            field.setEnabled(kind in settings.reminders)
            if not field.hasFocus():
                field.set_time_of_day(at[kind])

    def _switch(self, kind: ReminderKind, on: bool) -> None:
        kept = [name for name in self.workspace.settings.reminders if name != kind]
        self.workspace.change_settings(reminders=(*kept, kind.value) if on else tuple(kept))

    def _set_time(self, kind: ReminderKind, at: time) -> None:
        chosen = {**times(self.workspace.settings.reminder_times), kind: at}
        self.workspace.change_settings(reminder_times=time_texts(chosen))
