"""Reminders while the program runs: by the system's messages where it has them, else as a notice in the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from kneerehab.domain.plan.verdict import Verdict
from kneerehab.gui.look.notice import Notice
from kneerehab.gui.shell import ways_in
from kneerehab.gui.shell.frame import Frame
from kneerehab.gui.shell.whose import said_for
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _, ended, ngettext
from kneerehab.services.reminders import Reminder, ReminderKind, chosen, may_come, open_at, said

_KEPT = 20

Say = Callable[[str, str, Callable[[], object]], bool]
"""Shows a title and a text outside the window and hears a click; False where nothing can."""


class Reminders(QObject):
    """Looks once a minute while one is chosen; each kind comes at most once a day, and two a day in all."""

    def __init__(self, window: Frame, workspace: Workspace, say: Say) -> None:
        super().__init__(window)
        self.window = window
        self.workspace = workspace
        self.notices: dict[ReminderKind, Notice] = {}
        self._say_outside = say
        workspace.minute_passed.connect(self.look)
        workspace.today_changed.connect(self.look)
        workspace.runner_changed.connect(self._close_all)

    def release(self) -> None:
        """The workspace closes: no more reminders."""
        self.workspace.minute_passed.disconnect(self.look)
        self.workspace.today_changed.disconnect(self.look)
        self.workspace.runner_changed.disconnect(self._close_all)
        self._close_all()
        self.deleteLater()

    def look(self) -> None:
        """Say what is due now, and take back what is done meanwhile."""
        workspace, settings = self.workspace, self.workspace.settings
        if workspace.runner_id is None:
            return
        on, now = chosen(settings.reminders, settings.reminder_times), workspace.now()
        may = may_come(on, now, settings.reminded, settings.quiet_hours)
        if not may and not self.notices:
            return
        verdict = workspace.planner.verdict(workspace.runner_id, now.date())
        still_open = open_at(workspace.diary, verdict, on, now)
        for kind in self.notices.keys() - {reminder.kind for reminder in still_open}:
            self._close(kind)
        reminder = next((reminder for reminder in still_open if reminder.kind in may), None)
        if reminder is not None:
            came = (*settings.reminded, said(reminder.kind, now.date()))
            workspace.change_settings(reminded=came[-_KEPT:])
            self._say(reminder, verdict)

    def _say(self, reminder: Reminder, verdict: Verdict | None) -> None:
        lead, text = words(reminder, verdict, self.workspace)
        lead, whose = said_for(self.workspace, lead), self.workspace.runner_id or ""
        if self._say_outside(lead, text, lambda: self._answer(reminder, whose)):
            return
        self._close(reminder.kind)
        notice = Notice("info", ended(lead), text, link=_("Open"), icon="bell")
        notice.closed.connect(lambda: self._close(reminder.kind))
        notice.linked.connect(lambda: self._answer(reminder, whose))
        self.notices[reminder.kind] = notice
        self.window.add_notice(notice)

    def _close(self, kind: ReminderKind) -> None:
        notice = self.notices.pop(kind, None)
        if notice is not None:
            self.window.remove_notice(notice)

    def _close_all(self) -> None:
        for kind in list(self.notices):
            self._close(kind)

    def _answer(self, reminder: Reminder, whose: str) -> None:
        self._close(reminder.kind)
        ways_in.answer(self.window, reminder, whose)


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
