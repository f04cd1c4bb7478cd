"""The card of reminders on the Settings page: off until chosen, with a time each, quiet hours, the tray and login."""

from __future__ import annotations

from datetime import time
from pathlib import Path

from PySide6.QtCore import QSettings, QSignalBlocker, Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from kneerehab import at_login, paths
from kneerehab.gui.look import theme
from kneerehab.gui.look.card import Card
from kneerehab.gui.look.flow import FlowLayout
from kneerehab.gui.look.text import Label
from kneerehab.gui.look.times import TimeField
from kneerehab.gui.look.toggle import Toggle
from kneerehab.gui.shell import notify
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import N_, _
from kneerehab.services.reminders import TIMED, ReminderKind, time_texts, times
from kneerehab.wording.system import system_reason

_NAMES = {
    ReminderKind.CHECK_IN: N_("Check-in"),
    ReminderKind.RUN_DAY: N_("Run or walk day"),
    ReminderKind.EXERCISES: N_("Exercises"),
    ReminderKind.ICING: N_("Ice"),
    ReminderKind.HOUR_AFTER: N_("How is it, an hour after a run or walk?"),
}
_RUN_KEY = r"HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Run"


class ReminderSettings(Card):
    """One switch a reminder; a change takes effect at once."""

    def __init__(
        self, workspace: Workspace, parent: QWidget | None = None, *, computer: at_login.Computer | None = None
    ) -> None:
        super().__init__(_("Reminders"), "", parent)
        self.workspace = workspace
        self.computer = computer or at_login.this_computer(QSettings(_RUN_KEY, QSettings.Format.NativeFormat))
        self.hint = _small("")
        self.toggles = {kind: Toggle(_(name)) for kind, name in _NAMES.items()}
        self.times = {kind: TimeField(name=_("{what}, time of day").format(what=_(_NAMES[kind]))) for kind in TIMED}
        self.quiet = tuple(TimeField(name=name) for name in (_("Quiet hours begin"), _("Quiet hours end")))
        self.quiet_hint = _small(_("In these hours none comes. One that is set before their end waits for it."))
        self.keep = Toggle(_("Stay in the tray when the window is closed"))
        self.keep_hint = _small("")
        self.login = Toggle(_("Start when I log in"))
        self.login_hint = _small("")
        self._build_card()
        self._connect()

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
        hours = QWidget()
        flow = FlowLayout(hours, spacing=theme.px(12))
        for part in (Label(_("Quiet hours")), self.quiet[0], Label(_("to")), self.quiet[1]):
            flow.addWidget(part)
        self.body.addWidget(hours)
        self.body.addWidget(self.quiet_hint)
        for toggle, hint in ((self.keep, self.keep_hint), (self.login, self.login_hint)):
            self.body.addWidget(toggle, 0, Qt.AlignmentFlag.AlignLeft)
            self.body.addWidget(hint)

    def _connect(self) -> None:
        change = self.workspace.change_settings
        for kind, toggle in self.toggles.items():
            toggle.toggled.connect(lambda on, kind=kind: self._switch(kind, on))
        for kind, field in self.times.items():
            field.changed.connect(lambda at, kind=kind: self._set_time(kind, at))
        for field in self.quiet:
            field.changed.connect(self._set_quiet)
        self.keep.toggled.connect(lambda on: change(keep_in_tray=on))
        self.login.toggled.connect(self._set_login)

    def refresh(self) -> None:
        """Show what is kept; a time that is being typed stays."""
        settings = self.workspace.settings
        at = times(settings.reminder_times)
        on = {
            **{toggle: kind in settings.reminders for kind, toggle in self.toggles.items()},
            self.keep: settings.keep_in_tray,
            self.login: at_login.is_on(self.computer),
        }
        for toggle, checked in on.items():
            with QSignalBlocker(toggle):
                toggle.setChecked(checked)
        for kind, field in self.times.items():
            field.setEnabled(kind in settings.reminders)
            _show_time(field, at[kind])
        for field, text in zip(self.quiet, settings.quiet_hours, strict=True):
            _show_time(field, time.fromisoformat(text))
        self._say_what_can_be()

    def _say_what_can_be(self) -> None:
        """What this system can and cannot do, in a sentence."""
        has_tray, demo = notify.has_tray(), self.workspace.demo
        self.hint.setText(
            _("Two a day at most, by your system’s notifications. What is done stays quiet, and so does a pause.")
            if notify.can_tell()
            else _("This system shows no notifications, so reminders stand above the page while the window is open.")
        )
        self.keep.setEnabled(has_tray or self.keep.isChecked())
        self.keep_hint.setText(
            _("Reminders come then too. The icon’s menu opens the window again, and ends the program.")
            if has_tray
            else _("This desktop has no tray. Minimise the window instead of closing it, and reminders still come.")
        )
        self.login.setEnabled(not demo)
        self.login_hint.setText(
            _("The demo is gone when it is closed, so it can’t start by itself.")
            if demo
            else _("It begins in the tray, or in the task bar. Switched off here, nothing of it is left behind.")
        )

    def _switch(self, kind: ReminderKind, on: bool) -> None:
        kept = [name for name in self.workspace.settings.reminders if name != kind]
        self.workspace.change_settings(reminders=(*kept, kind.value) if on else tuple(kept))

    def _set_time(self, kind: ReminderKind, at: time) -> None:
        chosen = {**times(self.workspace.settings.reminder_times), kind: at}
        self.workspace.change_settings(reminder_times=time_texts(chosen))

    def _set_quiet(self) -> None:
        from_, until = (field.time_of_day() for field in self.quiet)
        self.workspace.change_settings(quiet_hours=(f"{from_:%H:%M}", f"{until:%H:%M}"))

    def _set_login(self, on: bool) -> None:
        try:
            at_login.turn_on(self.computer, self._data_dir()) if on else at_login.turn_off(self.computer)
        except OSError as fault:
            self.refresh()
            reason = system_reason(fault)
            self.login_hint.setText(
                _("That could not be changed: {reason}. Nothing else is affected.").format(reason=reason)
            )

    def _data_dir(self) -> Path | None:
        """The folder of the open diary, unless it is the usual one."""
        folder = self.workspace.diaries.database.path.parent
        return None if folder == paths.usual_data_dir() else folder


def _show_time(field: TimeField, at: time) -> None:
    if not field.hasFocus():
        field.set_time_of_day(at)


def _small(text: str) -> Label:
    return Label(text, "small", "muted", wrap=True)
