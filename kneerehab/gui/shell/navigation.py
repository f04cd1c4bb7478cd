"""What the sidebar offers, in order; pages are imported when first opened, so that the window comes up at once."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from kneerehab.frozen import dataclass
from kneerehab.i18n import N_

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from kneerehab.gui.shell.page import Page
    from kneerehab.gui.shell.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class PageEntry:
    """Name, title, icon, and the class to make, out of `module`: the folder's `page` unless it says otherwise.

    A page `within` another one is no entry of the sidebar; the other one is marked while it is open.
    """

    name: str
    title: str
    icon: str
    kind: str
    module: str = ""
    within: str = ""

    def make(self, workspace: Workspace, parent: QWidget) -> Page:
        """Import and build the page where it belongs: Qt would dress a page anew that moves in when it is finished."""
        module = import_module(f"kneerehab.gui.{self.module or f'{self.name}.page'}")
        page: Page = getattr(module, self.kind)(workspace, parent)
        page.setObjectName(self.name)
        return page


CASELOAD = PageEntry(name="caseload", title=N_("Caseload"), icon="users", kind="CaseloadPage")
"""For whoever has more than one runner; it stands above the others and is not one of a runner's pages."""

PAGES = (
    PageEntry(name="today", title=N_("Today"), icon="today", kind="TodayPage"),
    PageEntry(name="plan", title=N_("Plan"), icon="plan", kind="PlanPage"),
    PageEntry(name="exercises", title=N_("Exercises"), icon="exercises", kind="ExercisesPage"),
    PageEntry(name="progress", title=N_("Progress"), icon="progress", kind="ProgressPage"),
    PageEntry(name="diary", title=N_("Diary"), icon="diary", kind="DiaryPage"),
    PageEntry(name="learn", title=N_("Learn"), icon="learn", kind="LearnPage"),
    PageEntry(name="settings", title=N_("Settings"), icon="settings", kind="SettingsPage"),
)

VISITS = PageEntry(
    name="visits",
    title=N_("Two visits"),
    icon="visit",
    kind="VisitsPage",
    module="progress.visits_page",
    within="progress",
)
"""Two visits side by side, opened from Progress."""

ENTRIES = {entry.name: entry for entry in (CASELOAD, *PAGES, VISITS)}
"""Every page by its name."""
