"""Which cards the Progress page can show, how wide and high they are, and what one looks like."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QSizePolicy, QWidget

from kneerehab.charts import CHARTS, CardPlan, Chart
from kneerehab.domain.diary import Diary
from kneerehab.gui.chart.reading import Reading
from kneerehab.gui.chart.view import ChartView
from kneerehab.gui.look.button import IconButton
from kneerehab.gui.look.card import Card
from kneerehab.gui.look.menus import drop
from kneerehab.gui.look.segmented import SegmentedControl
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _

COLUMNS = 6


CARDS = tuple(dict.fromkeys(chart.card for chart in CHARTS.values()))
"""Every card, in the order of the page."""


def charts_of(card: CardPlan) -> tuple[Chart[Any], ...]:
    """The charts that share a card."""
    return tuple(chart for chart in CHARTS.values() if chart.card is card)


def chosen(names: tuple[str, ...]) -> tuple[CardPlan, ...]:
    """The cards a runner chose to see, in the page's order; those of the beginning if none is known."""
    return tuple(card for card in CARDS if card.name in names) or tuple(card for card in CARDS if card.at_first)


def with_data(plans: tuple[CardPlan, ...], diary: Diary) -> tuple[CardPlan, ...]:
    """Those cards that have something to show before there are check-ins enough for charts of pain."""
    return tuple(plan for plan in plans if plan.early(diary))


def rows(cards: tuple[CardPlan, ...], columns: int = COLUMNS) -> list[list[tuple[CardPlan, int]]]:
    """Cards in rows with the columns each takes; the last of a row takes what is left."""
    found: list[list[tuple[CardPlan, int]]] = []
    free = 0
    for card in cards:
        width = min(card.columns, columns)
        if width > free:
            found.append([])
            free = columns
        found[-1].append((card, width))
        free -= width
    for row in found:
        card, width = row[-1]
        row[-1] = (card, width + columns - sum(width for _card, width in row))
    return found


class ChartCard(Card):
    """A chart with its title, its menu, and a switch where there are two of a kind."""

    def __init__(self, plan: CardPlan, workspace: Workspace, parent: QWidget | None = None) -> None:
        charts = charts_of(plan)
        first = charts[0]
        super().__init__(_(first.title), _(plan.subtitle or first.subtitle), parent)
        self.view = ChartView(first.id, workspace, height=plan.height, follows=False)
        self.more = IconButton(
            "more", _("{chart}: table, copy, save").format(chart=_(first.title)), variant="plain", size="small"
        )
        self.switch: SegmentedControl | None = None
        if len(charts) > 1:
            choices = [(chart.id, _(chart.choice) or workspace.formats.unit) for chart in charts]
            self.switch = SegmentedControl(_(plan.switch), choices, first.id, size="small")
            self.switch.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            self.switch.changed.connect(self.view.set_chart)
            self.slot.addWidget(self.switch)
        self.slot.addWidget(self.more)
        self.body.addWidget(self.view, 1)
        self.more.clicked.connect(self._open_menu)

    def read(self, reading: Reading, unit: str) -> None:
        """Show other data; `unit` is the runner's sign of distance."""
        if self.switch is not None:
            self.switch.set_text(next(iter(self.switch.segments)), unit)
        self.view.read(reading)

    def stops(self) -> tuple[QWidget, ...]:
        """What the Tab key meets, in order."""
        switch = () if self.switch is None else (self.switch,)
        return (*switch, self.more, self.view)

    def _open_menu(self) -> None:
        drop(self.view.menu(), self.more)
