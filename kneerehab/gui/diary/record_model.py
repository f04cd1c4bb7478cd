"""The rows of the Diary for Qt: words are made when a row is first shown or read aloud, so ten years cost nothing.

The model is Qt's own list of strings, all of them empty: a list asks for its length once a row while it lays itself
out, and an answer from Python would take ten times as long.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QStringListModel, Qt

from kneerehab.domain.record import Record
from kneerehab.gui.diary.row_text import RowText

RECORD = Qt.ItemDataRole.UserRole
TEXT = Qt.ItemDataRole.UserRole + 1

_Index = QModelIndex | QPersistentModelIndex
_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


class RecordModel(QStringListModel):
    """Records in the order shown; `RECORD` gives the record and `TEXT` its `RowText`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._records: tuple[Record, ...] = ()
        self._words: Callable[[Record], RowText] | None = None
        self._texts: dict[int, RowText] = {}

    def show(self, records: tuple[Record, ...], words: Callable[[Record], RowText]) -> None:
        """Replace all rows; `words` makes the text of one."""
        self._records, self._words = records, words
        self._texts = {}
        self.setStringList([""] * len(records))

    def clear(self) -> None:
        """Take all rows away."""
        self._records, self._texts = (), {}
        self.setStringList([])

    @property
    def records(self) -> tuple[Record, ...]:
        """The records in the order shown."""
        return self._records

    def row_of(self, record_id: str) -> int | None:
        """The row of a record, or None when it is not shown."""
        return next((row for row, record in enumerate(self._records) if record.id == record_id), None)

    def text(self, row: int) -> RowText:
        """The words of a row."""
        if row not in self._texts:
            assert self._words is not None
            self._texts[row] = self._words(self._records[row])
        return self._texts[row]

    def flags(self, index: _Index) -> Qt.ItemFlag:
        return _FLAGS

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = index.row()
        if not 0 <= row < len(self._records):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.text(row).name
        if role == RECORD:
            return self._records[row]
        return self.text(row) if role == TEXT else None
