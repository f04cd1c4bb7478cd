"""Allowed and run, per week, in distance or minutes."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kneerehab.domain.codes import Units
from kneerehab.gui.chart.view import ChartView
from kneerehab.gui.look.card import Card
from kneerehab.gui.look.segmented import SegmentedControl
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _


class RunningCard(Card):
    """The weekly chart with a switch; it reads the diary when the page does."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(_("Allowed and run, per week"), "", parent)
        self.workspace = workspace
        self.dimension = SegmentedControl(
            _("Show"), [("running_distance", "km"), ("running_minutes", _("min"))], "running_distance", size="small"
        )
        self.chart = ChartView("running_distance", workspace, height=230)
        self.slot.addWidget(self.dimension)
        self.body.addWidget(self.chart)
        self.dimension.changed.connect(lambda name: self.chart.set_chart(str(name)))

    def refresh(self) -> None:
        """Read the diary anew."""
        units = self.workspace.runner.shown_units
        self.dimension.set_text("running_distance", _("km") if units is Units.KM else _("miles"))
        self.chart.refresh()
