"""The model of a long list of painted rows: what a row shows is made when it is first seen or read aloud."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QStringListModel, Qt

SHOWN = Qt.ItemDataRole.UserRole
"""The role of all that is known of a row."""

_WORDS = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)


class _Said(Protocol):
    @property
    def words(self) -> str:
        """The row as a screen reader says it."""


Item = TypeVar("Item")


class MadeRows(QStringListModel, Generic[Item]):
    """Items in the order shown.

    It is one of strings, all empty, because its rows are counted without Python: the view asks twice for each.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.items: Sequence[Item] = ()
        self._make: Callable[[Item], _Said] | None = None
        self._made: dict[int, _Said] = {}

    def show(self, items: Sequence[Item], make: Callable[[Item], _Said]) -> None:
        """Replace all rows; `make` says what one of them shows."""
        self.items, self._make, self._made = items, make, {}
        self.setStringList([""] * len(items))

    def shown(self, row: int) -> Any:
        """What a row shows; `None` if there is no such row."""
        if row not in self._made and self._make is not None and 0 <= row < len(self.items):
            self._made[row] = self._make(self.items[row])
        return self._made.get(row)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        shown = self.shown(index.row())
        if shown is None or (role != SHOWN and role not in _WORDS):
            return None
        return shown if role == SHOWN else shown.words
