"""What the two bars of filters of the Diary share: chips of which one is chosen, and the search."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kneerehab.gui.look import theme
from kneerehab.gui.look.chip import Chip
from kneerehab.gui.look.flow import FlowLayout, follow_width
from kneerehab.gui.look.search import Search, width_of_placeholder
from kneerehab.i18n import _

_SEARCH = 130


class ChipFilters(QWidget):
    """`changed` speaks of what the person did; `chosen` is the key of a chip, `words` what is searched for."""

    changed = Signal()

    def __init__(
        self,
        names: Mapping[str, str],
        everything: str,
        *,
        about: str,
        search: str,
        more: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`names` are the words of the chips, `everything` the key that filters nothing out, `more` stands behind."""
        super().__init__(parent)
        self._everything = self.chosen = everything
        self.chips = {key: Chip(name) for key, name in names.items()}
        self.search = Search(placeholder=_("Search"), icon="search", name=search)
        self.search.setFixedWidth(max(theme.px(_SEARCH), width_of_placeholder(self.search)))
        self.search.setClearButtonEnabled(False)
        chips = QWidget()
        flow = FlowLayout(chips, spacing=theme.px(6), line_spacing=theme.px(8))
        for part in (*self.chips.values(), *(() if more is None else (more,))):
            flow.addWidget(part)
        follow_width(chips)
        chips.setAccessibleName(about)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(12))
        row.setSpacing(theme.px(8))
        row.addWidget(chips, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.search, 0, Qt.AlignmentFlag.AlignTop)
        for key, chip in self.chips.items():
            chip.toggled.connect(lambda _on, key=key: self.choose(key))  # a screen reader toggles without a click
        self.search.textChanged.connect(lambda _text: self.changed.emit())

    @property
    def words(self) -> str:
        """What is searched for."""
        return self.search.text().strip()

    def is_all(self) -> bool:
        """Whether nothing is filtered out."""
        return self.chosen == self._everything and not self.words

    def choose(self, key: str) -> None:
        """Filter as a click does; a second click shows all again."""
        self._show(self._everything if key == self.chosen else key)
        self.changed.emit()

    def reset(self) -> None:
        """Show all, without `changed`."""
        self._show(self._everything)
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)

    def _show(self, key: str) -> None:
        self.chosen = key
        for name, chip in self.chips.items():
            chip.blockSignals(True)
            chip.setChecked(name == key)
            chip.blockSignals(False)
