"""Reminders while the program runs: by the system's tray where there is one, else as a notice in the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QSystemTrayIcon

from kneerehab.domain.activity import Activity
from kneerehab.domain.plan.verdict import Verdict
from kneerehab.gui.look import icons
from kneerehab.gui.look.notice import Notice
from kneerehab.gui.shell.command import Letter
from kneerehab.gui.shell.frame import Frame
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _, ngettext
from kneerehab.services.reminders import Reminder, ReminderKind, chosen, due, said

LOOK_EVERY_MS = 30_000
_SHOWN_MS = 15_000
_KEPT = 20


def tray_speaks() -> bool:
    """Whether this system has a tray that shows messages."""
    return QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()


class Reminders(QObject):
    """Looks twice a minute; nothing is shown while none is chosen, and each kind at most once a day."""

    def __init__(self, window: Frame, workspace: Workspace, has_tray: Callable[[], bool] = tray_speaks) -> None:
        super().__init__(window)
        self.window = window
        self.workspace = workspace
        self.tray: QSystemTrayIcon | None = None
        self.notices: dict[ReminderKind, Notice] = {}
        self._has_tray = has_tray
        self._last: Reminder | None = None
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        workspace.settings_changed.connect(self._settle)
        workspace.today_changed.connect(self.look)
        self._settle()

    def release(self) -> None:
        """The workspace closes: no more reminders, and no icon in the tray."""
        self._timer.stop()
        self.workspace.settings_changed.disconnect(self._settle)
        self.workspace.today_changed.disconnect(self.look)
        for kind in list(self.notices):
            self._close(kind)
        self._drop_tray()
        self.deleteLater()

    def _settle(self) -> None:
        """Run only while something is chosen."""
        if self.workspace.settings.reminders:
            if not self._timer.isActive():
                self._timer.start()
        else:
            self._timer.stop()
            self._drop_tray()

    def look(self) -> None:
        """Say what is due now, and take back what is done meanwhile."""
        workspace, settings = self.workspace, self.workspace.settings
        if workspace.runner_id is None or not settings.reminders:
            return
        on, now = chosen(settings.reminders, settings.reminder_times), workspace.now()
        verdict = workspace.planner.verdict(workspace.runner_id, now.date())
        still = {item.kind for item in due(workspace.diary, verdict, on, now, ())}
        for kind in [kind for kind in self.notices if kind not in still]:
            self._close(kind)
        found = due(workspace.diary, verdict, on, now, settings.reminded)
        if not found:
            return
        came = tuple(said(item.kind, now.date()) for item in found)
        workspace.change_settings(reminded=(*settings.reminded, *came)[-_KEPT:])
        for reminder in found:
            self._say(reminder, verdict)

    def _say(self, reminder: Reminder, verdict: Verdict | None) -> None:
        lead, text = words(reminder, verdict, self.workspace)
        if self._has_tray():
            self._last = reminder
            self._tray_icon().showMessage(lead, text, icons.icon("logo", "accent", 64), _SHOWN_MS)
            return
        self._close(reminder.kind)
        notice = Notice("info", f"{lead}.", text, link=_("Open"), icon="bell")
        notice.closed.connect(lambda: self._close(reminder.kind))
        notice.linked.connect(lambda: self._answer(reminder))
        self.notices[reminder.kind] = notice
        self.window.add_notice(notice)

    def _close(self, kind: ReminderKind) -> None:
        notice = self.notices.pop(kind, None)
        if notice is not None:
            self.window.remove_notice(notice)

    def _tray_icon(self) -> QSystemTrayIcon:
        if self.tray is None:
            self.tray = QSystemTrayIcon(icons.icon("logo", "accent", 64), self)
            self.tray.setToolTip("kneerehab")
            self.tray.activated.connect(lambda _reason: self._raise())
            self.tray.messageClicked.connect(lambda: self._answer(self._last))
            self.tray.show()
        return self.tray

    def _drop_tray(self) -> None:
        if self.tray is not None:
            self.tray.hide()
            self.tray.deleteLater()
            self.tray = None

    def _raise(self) -> None:
        self.window.setWindowState(self.window.windowState() & ~self.window.windowState().WindowMinimized)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    def _answer(self, reminder: Reminder | None) -> None:
        """Open what a reminder speaks of: Today, or the form of the run that wants an answer."""
        self._raise()
        workspace = self.workspace
        workspace.open_today()
        self.window.show_page("today")
        if reminder is None:
            return
        self._close(reminder.kind)
        if reminder.kind is ReminderKind.CHECK_IN:
            self.window.page("today").shortcut(Letter.PAIN)
        elif reminder.activity is not None:
            run = workspace.diary.find(reminder.activity.id)
            if isinstance(run, Activity):
                from kneerehab.gui.today.log_run import LogRunDialog

                LogRunDialog(workspace, run.kind, run, self.window).exec()


def words(reminder: Reminder, verdict: Verdict | None, workspace: Workspace) -> tuple[str, str]:
    """A short title and one calm sentence."""
    match reminder.kind:
        case ReminderKind.CHECK_IN:
            return _("Check-in"), _("How are your knees today?")
        case ReminderKind.EXERCISES:
            text = ngettext(
                "{n} exercise is planned for today.", "{n} exercises are planned for today.", reminder.count
            )
            return _("Exercises"), text.format(n=reminder.count)
        case ReminderKind.ICING:
            return _("Ice"), _("If you like ice today: a cloth between ice and skin.")
        case ReminderKind.RUN_DAY if reminder.walk:
            return _("Walk day"), _("The plan has a walk for today.")
        case ReminderKind.RUN_DAY:
            ceilings = verdict.ceilings if verdict is not None else None
            if ceilings is None:
                return _("Run day"), _("The plan has a run for today.")
            most = workspace.formats.minutes(ceilings.seconds)
            return _("Run day"), _("The plan has a run for today: up to {minutes}.").format(minutes=most)
        case _:
            lead = _("An hour after the walk") if reminder.walk else _("An hour after the run")
            return lead, _("How are your knees now?")
