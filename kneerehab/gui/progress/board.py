"""The cards with the charts a runner chose, in rows, or in one column where the window is narrow."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QGridLayout, QLayout, QWidget

from kneerehab.charts import CardPlan
from kneerehab.gui.chart.reading import Reading
from kneerehab.gui.look import theme
from kneerehab.gui.look.row import take_out
from kneerehab.gui.progress import cards
from kneerehab.gui.shell.workspace import Workspace


class ChartBoard(QWidget):
    """Cards are made when they are first wanted, and stay."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.cards: dict[str, cards.ChartCard] = {}
        self.chosen: tuple[CardPlan, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.px(16))
        # Never squeezed, not even for a frame, while something below grows and the page has not found its new height.
        self._grid.setSizeConstraint(QLayout.SizeConstraint.SetMinimumSize)
        self._placed: tuple[object, ...] = ()

    def shown(self) -> list[cards.ChartCard]:
        """The wanted cards that have been made, in order."""
        return [self.cards[plan.name] for plan in self.chosen if plan.name in self.cards]

    def place(self, chosen: tuple[CardPlan, ...], one_column: bool, before: QWidget) -> Iterator[None]:
        """Make what is missing card by card, then show all at once; `before` is the tab stop before the first.

        At once, because a row changes the widths of the others: no card that can be seen moves.
        """
        self.chosen = chosen
        if self._placed == (one_column, chosen):
            return
        for plan in chosen:
            if plan.name not in self.cards:
                self.cards[plan.name] = made = cards.ChartCard(plan, self.workspace, self)
                made.hide()  # else it would be shown with this board before its row is known
                yield
        names = {plan.name for plan in chosen}
        for name, card in self.cards.items():
            take_out(self._grid, card)
            if name not in names:
                card.hide()
        columns = 1 if one_column else cards.COLUMNS
        for column in range(cards.COLUMNS):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        self._order(before)
        for number, row in enumerate(cards.rows(chosen, columns)):
            column = 0
            for plan, width in row:
                self._grid.addWidget(self.cards[plan.name], number, column, 1, width)
                column += width
        for plan in chosen:
            self.cards[plan.name].show()
        self._placed = (one_column, chosen)
        yield

    def _order(self, before: QWidget) -> None:
        for card in self.shown():
            for stop in card.stops():
                QWidget.setTabOrder(before, stop)
                before = stop

    def read(self, reading: Reading) -> None:
        """Show other data in every card."""
        unit = self.workspace.formats.unit
        for card in self.shown():
            card.read(reading, unit)

    def prepare(self) -> None:
        """Draw also what nobody has scrolled to yet, so that it is there when someone does."""
        for card in self.shown():
            card.view.prepare()

    def undrawn(self) -> list[cards.ChartCard]:
        """The shown cards without a picture."""
        return [card for card in self.shown() if card.view.picture() is None]
