"""New runs of a watched folder or a watch, on Today: what they are, and the way to look at them and add them."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kneerehab.gui.files.run_lines import line
from kneerehab.gui.look.notice import Notice
from kneerehab.gui.shell.host import host_of
from kneerehab.gui.shell.whose import name_among_several
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _, ngettext

_MOST = 3
"""Runs that are named; the others are counted."""


class NewRuns(Notice):
    """Nothing is saved until the runner has looked; closing it says that these are not wanted."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__("info", "", icon="import", parent=parent)
        self.workspace = workspace
        self.close_button.setAccessibleName(_("These are not wanted: don’t offer them again"))
        self.close_button.setToolTip(self.close_button.accessibleName())
        self.linked.connect(self._look)
        self.closed.connect(self._settle)
        self.hide()

    def refresh(self) -> None:
        """Show the offer that there is, on today alone."""
        workspace, offer = self.workspace, self.workspace.offered
        self.setVisible(offer is not None and workspace.day == workspace.today())
        if offer is None:
            return
        count = len(offer.new)
        lead = ngettext("{n} new run has come in.", "{n} new runs have come in.", count).format(n=count)
        newest = [line(it, workspace.formats, with_surface=False) for it in offer.new[: -_MOST - 1 : -1]]
        if count > _MOST:
            newest.append(_("… and {n} more").format(n=count - _MOST))
        if whose := name_among_several(workspace):
            newest.append(_("for the diary of {name}").format(name=whose))
        self.set_message(lead, "  ·  ".join(newest), link=_("Look and add"), icon="import")

    def _look(self) -> None:
        from kneerehab.gui.files.importing import take_runs

        offer, host = self.workspace.offered, host_of(self)
        if offer is not None and host is not None and take_runs(host, self.workspace, offer.files):
            self._settle()

    def _settle(self) -> None:
        if self.workspace.offered is not None:
            self.workspace.runs_settled.emit(self.workspace.offered.files)
