"""Which cards the Progress page can show, how wide and high they are, and what one looks like."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QSizePolicy, QWidget

from kneerehab.charts import CHARTS
from kneerehab.domain.codes import ActivityKind
from kneerehab.domain.diary import Diary
from kneerehab.gui.look.button import IconButton
from kneerehab.gui.look.card import Card
from kneerehab.gui.look.chart_view import ChartView
from kneerehab.gui.look.menus import drop
from kneerehab.gui.look.segmented import SegmentedControl
from kneerehab.gui.progress.reading import Reading
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _

COLUMNS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class CardPlan:
    """One card: its charts (more than one share a switch), its share of `COLUMNS`, its height in pixels at 100 %."""

    name: str
    charts: tuple[str, ...]
    columns: int
    height: int
    at_first: bool = False


CARDS = (
    CardPlan(name="pain", charts=("pain",), columns=4, height=244, at_first=True),
    CardPlan(name="balance", charts=("balance",), columns=2, height=244, at_first=True),
    CardPlan(name="running", charts=("running_distance", "running_minutes"), columns=2, height=264, at_first=True),
    CardPlan(name="exercise_days", charts=("exercise_days",), columns=2, height=264, at_first=True),
    CardPlan(name="icing", charts=("icing",), columns=2, height=264, at_first=True),
    CardPlan(name="response", charts=("response",), columns=4, height=262, at_first=True),
    CardPlan(name="longest_run", charts=("longest_run",), columns=2, height=262, at_first=True),
    CardPlan(name="adherence", charts=("adherence",), columns=3, height=262),
    CardPlan(name="dose", charts=("dose",), columns=3, height=262),
    CardPlan(name="pain_context", charts=("pain_context",), columns=3, height=262),
    CardPlan(name="shoes", charts=("shoes",), columns=3, height=262),
    CardPlan(name="phases", charts=("phases",), columns=6, height=150),
)


def chosen(names: tuple[str, ...]) -> tuple[CardPlan, ...]:
    """The cards a runner chose to see, in the page's order; those of the beginning if none is known."""
    return tuple(card for card in CARDS if card.name in names) or tuple(card for card in CARDS if card.at_first)


def with_data(plans: tuple[CardPlan, ...], diary: Diary) -> tuple[CardPlan, ...]:
    """Those cards that have something to show before there are check-ins enough for charts of pain."""
    runs = any(activity.kind is ActivityKind.RUN for activity in diary.activities)
    kept = {
        **dict.fromkeys(("running", "longest_run", "shoes"), runs),
        **dict.fromkeys(("exercise_days", "balance", "adherence", "dose"), bool(diary.exercise_sets)),
        "icing": bool(diary.icing),
    }
    return tuple(plan for plan in plans if kept.get(plan.name, False))


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
        chart = CHARTS[plan.charts[0]]
        super().__init__(_(chart.title), _("a week") if len(plan.charts) > 1 else _(chart.subtitle), parent)
        self.view = ChartView(plan.charts[0], workspace, height=plan.height, follows=False)
        self.more = IconButton(
            "more", _("{chart}: table, copy, save").format(chart=_(chart.title)), variant="plain", size="small"
        )
        self.switch: SegmentedControl | None = None
        if len(plan.charts) > 1:
            unit = workspace.formats.unit
            self.switch = SegmentedControl(
                _("Running in"), list(zip(plan.charts, (unit, _("min")), strict=True)), plan.charts[0], size="small"
            )
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
