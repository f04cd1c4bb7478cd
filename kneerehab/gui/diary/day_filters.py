"""Which days the Diary shows: chips with how many there are, one at a time, and the search."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from kneerehab.gui.look import theme
from kneerehab.gui.look.chip import Chip
from kneerehab.gui.look.flow import FlowLayout
from kneerehab.gui.look.search import Search
from kneerehab.i18n import N_, _, ngettext
from kneerehab.services.diary_days import DayFilter, DiaryDays

PLAN = "plan"
"""The filter that shows the records of the plan instead of days."""

_NAMES: dict[str, str] = {
    DayFilter.ALL: N_("All days"),
    DayFilter.RUNS: N_("Runs"),
    DayFilter.PAIN: N_("Pain over 0"),
    DayFilter.VISITS: N_("Visits"),
    DayFilter.NOTES: N_("Notes"),
    PLAN: N_("Plan and settings"),
}
_SEARCH = 130


class DayFilters(QWidget):
    """`changed` speaks of what the person did; `chosen` is a `DayFilter` or `PLAN`, `words` what is searched for."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chosen: str = DayFilter.ALL
        self.chips = {key: Chip(_(name)) for key, name in _NAMES.items()}
        self.search = Search(placeholder=_("Search"), icon="search", name=_("Search days"))
        self._build()
        self._connect()
        self.reset()

    def _build(self) -> None:
        chips = QWidget()
        flow = FlowLayout(chips, spacing=theme.px(6), line_spacing=theme.px(8))
        for chip in self.chips.values():
            flow.addWidget(chip)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        chips.setSizePolicy(policy)
        chips.setAccessibleName(_("Which days"))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(12))
        row.setSpacing(theme.px(8))
        row.addWidget(chips, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.search, 0, Qt.AlignmentFlag.AlignTop)
        self.search.setFixedWidth(theme.px(_SEARCH))
        self.search.setClearButtonEnabled(False)

    def _connect(self) -> None:
        for key, chip in self.chips.items():
            chip.toggled.connect(lambda _on, key=key: self.choose(key))  # a screen reader toggles without a click
        self.search.textChanged.connect(lambda _text: self.changed.emit())

    @property
    def words(self) -> str:
        """What is searched for."""
        return self.search.text().strip()

    def is_all(self) -> bool:
        """Whether nothing is filtered out."""
        return self.chosen == DayFilter.ALL and not self.words

    def count(self, days: DiaryDays) -> None:
        """Write beside each name how many days, or records of the plan, there are."""
        for chosen in DayFilter:
            if chosen is not DayFilter.ALL:
                self._number(chosen, days.count(chosen), ngettext("{n} day", "{n} days", days.count(chosen)))
        entries = len(days.plan_records())
        self._number(PLAN, entries, ngettext("{n} entry", "{n} entries", entries))

    def choose(self, key: str) -> None:
        """Filter as a click does; a second click shows all again."""
        self._show(DayFilter.ALL if key == self.chosen else key)
        self.changed.emit()

    def reset(self) -> None:
        """Show all, without `changed`."""
        self._show(DayFilter.ALL)
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)

    def _show(self, key: str) -> None:
        self.chosen = key
        for name, chip in self.chips.items():
            chip.blockSignals(True)
            chip.setChecked(name == key)
            chip.blockSignals(False)

    def _number(self, key: str, count: int, words: str) -> None:
        name = _(_NAMES[key])
        self.chips[key].set_count(str(count))
        self.chips[key].setAccessibleName(_("{name}, {count}").format(name=name, count=words.format(n=count)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.is_all():
            self.reset()
            self.changed.emit()
            return
        super().keyPressEvent(event)
