"""The dialogs that Today opens; each is imported when it is first wanted."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kneerehab.domain.codes import ActivityKind
from kneerehab.gui.shell.workspace import Workspace


def log_activity(workspace: Workspace, kind: str, parent: QWidget) -> None:
    """The form of a run or walk (an `ActivityKind`) on the open day."""
    from kneerehab.gui.forms.run.dialog import LogRunDialog

    LogRunDialog(workspace, ActivityKind(kind), parent=parent, later=True).exec()


def add_anything(workspace: Workspace, parent: QWidget) -> None:
    """Choose a kind of entry for the open day, and fill it in."""
    from kneerehab.gui.forms.record_dialog import AddDialog, add_entry, run

    dialog = AddDialog(workspace, workspace.day, parent)
    run(dialog)
    if dialog.kind is not None:
        add_entry(workspace, dialog.kind, dialog.chosen_day(), parent)


def show_why(workspace: Workspace, parent: QWidget) -> None:
    """Everything that led to the answer of the open day."""
    from kneerehab.gui.plan.why import WhyDialog

    WhyDialog(workspace, workspace.day, parent).exec()


def ask_clearance(workspace: Workspace, parent: QWidget) -> None:
    """Who cleared the runner, and when."""
    from kneerehab.gui.plan.clearance import ClearanceDialog

    ClearanceDialog(workspace, parent).exec()


def start_guided(workspace: Workspace, page: QWidget) -> None:
    """The guided session of the open day; without exercises, the page on which to choose some."""
    from kneerehab.gui.guided.start import start_day

    if not start_day(page, workspace):
        workspace.page_wanted.emit("exercises")
