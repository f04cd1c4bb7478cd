"""Opens a guided session in the window that a page belongs to."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtWidgets import QWidget

from kneerehab.domain.training import Prescription
from kneerehab.gui.shell.host import Host, host_of
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _
from kneerehab.services.exercises import prescribed, starting_dose
from kneerehab.services.session_steps import Item, item_of, items_due, plan_steps
from kneerehab.services.today import exercises_on


def start_day(page: QWidget, workspace: Workspace) -> bool:
    """Everything that is due today and not done; where all is done, the whole of it once more. False without any.

    A session that waits while pages are used goes on instead.
    """
    host = host_of(page)
    if host is not None and host.come_back():
        return True
    today = workspace.today()
    dues = exercises_on(workspace.diary, today)
    items = items_due(workspace.diary, dues)
    if not items:
        items = tuple(item_of(workspace.diary, due.prescription) for due in dues if due.due or due.done)
    return start(page, workspace, items)


def start_exercise(page: QWidget, workspace: Workspace, exercise: str, dose: Prescription | None = None) -> bool:
    """One exercise: with the dose of the plan, else `dose`, else its starting one."""
    day = workspace.today()
    found = prescribed(workspace.diary, day).get(exercise) or dose or starting_dose(exercise, day)
    due = next((due for due in exercises_on(workspace.diary, day) if due.prescription.exercise == exercise), None)
    open_due = due if due is not None and not due.complete else None
    return start(page, workspace, [item_of(workspace.diary, found, open_due)])


def _leave(host: Host, back: str) -> None:
    host.give_back()
    host.show_page(back)


def start(page: QWidget, workspace: Workspace, items: Iterable[Item]) -> bool:
    """Fill the window with a session; False if there is nothing to do, or a warning sign has to be looked at first."""
    from kneerehab.gui.guided.view import SessionView

    if workspace.planner.is_stopped(workspace.runner_id or "", workspace.today()):
        return False
    items = tuple(items)
    host = host_of(page)
    if host is None or not plan_steps(items):
        return False
    view = SessionView(workspace, items)
    back = page.objectName() or "today"
    host.take_over(view, _("Guided session"))
    view.left.connect(partial(_leave, host, back))
    view.begin()
    return True
