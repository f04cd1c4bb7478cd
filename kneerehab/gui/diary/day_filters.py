"""Which days the Diary shows: chips with how many there are, one at a time, and the search."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from kneerehab.gui.diary.chip_filters import ChipFilters
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


class DayFilters(ChipFilters):
    """`chosen` is a `DayFilter` or `PLAN`; Escape shows all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        names = {key: _(name) for key, name in _NAMES.items()}
        super().__init__(names, DayFilter.ALL, about=_("Which days"), search=_("Search days"), parent=parent)
        self.reset()

    def count(self, days: DiaryDays) -> None:
        """Write beside each name how many days, or records of the plan, there are."""
        for chosen in DayFilter:
            if chosen is not DayFilter.ALL:
                self._number(chosen, days.count(chosen), ngettext("{n} day", "{n} days", days.count(chosen)))
        entries = len(days.plan_records())
        self._number(PLAN, entries, ngettext("{n} entry", "{n} entries", entries))

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
