"""The two menus in the header of Progress: other days, and everything else."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QWidget

from kneerehab.gui.look.menus import when_chosen
from kneerehab.gui.progress.ranges import choose_dates, choose_range, last_visit, shown_span
from kneerehab.gui.shell.command import Command
from kneerehab.gui.shell.host import request
from kneerehab.i18n import _
from kneerehab.services.progress import Range

if TYPE_CHECKING:
    from kneerehab.gui.shell.workspace import Workspace


def days_menu(workspace: Workspace, parent: QWidget) -> QMenu:
    """Since the last visit, or two dates."""
    menu = _menu(parent)
    last = last_visit(workspace)
    words = _("Since the last clinic visit")
    if last is not None:
        words = _("Since the clinic visit of {day}").format(day=workspace.formats.short_day(last))
    since = menu.addAction(words)
    since.setEnabled(last is not None)
    since.triggered.connect(lambda: choose_range(workspace, Range.SINCE_VISIT))
    menu.addAction(_("Choose dates…")).triggered.connect(lambda: choose_dates(workspace, shown_span(workspace)))
    return menu


def more_menu(
    workspace: Workspace, parent: QWidget, copy_summary: Callable[[], object], export_tables: Callable[[], object]
) -> QMenu:
    """Which charts to see, the summary, tables."""
    from kneerehab.gui.progress import cards

    menu = _menu(parent)
    charts = menu.addMenu(_("Charts to see"))
    shown = {plan.name for plan in cards.chosen(workspace.settings.charts)}
    for plan in cards.CARDS:
        action = charts.addAction(_(cards.charts_of(plan)[0].title))
        action.setCheckable(True)
        action.setChecked(plan.name in shown)
        action.setEnabled(len(shown) > 1 or plan.name not in shown)
        action.toggled.connect(partial(choose_chart, workspace, plan.name))
    menu.addAction(_("Two visits")).triggered.connect(lambda: request(parent, Command.VISITS))
    menu.addAction(_("Copy summary for the clinic")).triggered.connect(copy_summary)
    when_chosen(menu.addAction(_("Export tables (CSV)…")), parent, export_tables)
    return menu


def choose_chart(workspace: Workspace, name: str, wanted: bool) -> None:
    """Show or hide a card of charts, and keep it."""
    from kneerehab.gui.progress import cards

    names = {plan.name for plan in cards.chosen(workspace.settings.charts)}
    names = names | {name} if wanted else names - {name}
    workspace.change_settings(charts=tuple(plan.name for plan in cards.CARDS if plan.name in names))


def _menu(parent: QWidget) -> QMenu:
    menu = QMenu(parent)
    menu.aboutToHide.connect(menu.deleteLater)
    return menu
