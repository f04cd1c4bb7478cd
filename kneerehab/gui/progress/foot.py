"""Below the charts: outcome measures and clinic visits, side by side or one below the other."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from kneerehab.domain.trends.change import PainChange
from kneerehab.gui.look import theme
from kneerehab.gui.look.row import take_out
from kneerehab.gui.progress.measures_card import MeasuresCard
from kneerehab.gui.progress.visits_card import VisitsCard
from kneerehab.gui.shell.workspace import Workspace


class ProgressFoot(QWidget):
    """Two cards."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.measures = MeasuresCard(workspace)
        self.visits = VisitsCard(workspace)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.px(16))

    def place(self, one_column: bool) -> None:
        """Follow the width of the window."""
        for card in (self.measures, self.visits):
            take_out(self._grid, card)
        self._grid.addWidget(self.measures, 0, 0, 1, 2 if one_column else 1)
        row, column, wide = (1, 0, 2) if one_column else (0, 1, 1)
        self._grid.addWidget(self.visits, row, column, 1, wide)

    def refresh(self) -> None:
        """Show the open diary."""
        self.measures.refresh()
        self.visits.refresh()

    def show_pain(self, changes: tuple[PainChange, ...]) -> None:
        """Show how the pain changed over the days of the charts."""
        self.measures.show_pain(changes)
