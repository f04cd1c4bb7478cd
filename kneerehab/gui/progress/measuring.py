"""When outcome measures are asked for: in the rhythm that was chosen, and not again once they were skipped."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from kneerehab.domain.measures import next_due
from kneerehab.gui.look.banner import Banner
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _


def due_day(workspace: Workspace) -> date | None:
    """The day from which they are asked for; None before the first result, and where they never are."""
    settings = workspace.settings
    return next_due(workspace.diary.outcomes, settings.measure_weeks, skipped_on(workspace))


def is_due(workspace: Workspace) -> bool:
    """Whether to ask today."""
    day = due_day(workspace)
    return day is not None and day <= workspace.today()


def skipped_on(workspace: Workspace) -> date | None:
    """The day on which the open diary's measures were last skipped."""
    for text in workspace.settings.measures_skipped:
        runner_id, _space, day = text.partition(" ")
        if runner_id == workspace.runner_id:
            try:
                return date.fromisoformat(day)
            except ValueError:
                return None
    return None


def skip(workspace: Workspace) -> None:
    """Not this time: ask again one round from today."""
    others = [text for text in workspace.settings.measures_skipped if not text.startswith(f"{workspace.runner_id} ")]
    workspace.change_settings(measures_skipped=(*others, f"{workspace.runner_id} {workspace.today().isoformat()}"))


def choose_weeks(workspace: Workspace, weeks: int) -> None:
    """Ask every so many weeks; 0 is never."""
    workspace.change_settings(measure_weeks=weeks)


def enter(workspace: Workspace, parent: QWidget) -> None:
    """Open the form of this time's measures."""
    from kneerehab.gui.progress.measures_dialog import MeasuresDialog

    MeasuresDialog(workspace, parent).exec()


class MeasuresOffer(Banner):
    """Above the charts while measures are due: enter them, or skip this time."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__("info", "", parent=parent)
        self.set_message(
            _("Time for your measures, if you like."),
            link=_("Enter measures"),
            also=_("Skip this time"),
            icon="progress",
        )
        self.linked.connect(lambda: enter(workspace, self.window()))
        self.also_linked.connect(lambda: skip(workspace))

    def last_stop(self) -> QWidget:
        """Where the Tab key leaves it."""
        return self._also
