"""The Diary by day for Qt: days, their entries, and the single exercises behind an entry, as a tree.

Words are made when a line is first shown or read aloud, and the entries of a day when it is opened.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from kneerehab.domain.record import Record, moment
from kneerehab.frozen import dataclass
from kneerehab.gui.diary.day_text import DayText, EntryText, day_text, empty_text, entry_text
from kneerehab.i18n import _
from kneerehab.services.diary_days import DayRow, DiaryDays
from kneerehab.services.today import Entry
from kneerehab.wording.formats import Formats

NODE = Qt.ItemDataRole.UserRole
TEXT = Qt.ItemDataRole.UserRole + 1

_Index = QModelIndex | QPersistentModelIndex
_DEEP, _STEP = 1 << 44, 1 << 20  # an index carries the day it is below, and for a single exercise the entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """What a line stands for: a day alone, or an entry of it; `single` is one exercise behind an entry."""

    row: DayRow
    entry: Entry | None = None
    single: bool = False

    @property
    def day(self) -> date:
        """The day it belongs to."""
        return self.row.day

    @property
    def records(self) -> tuple[Record, ...]:
        """The records of an entry; none for a day."""
        return self.entry.records if self.entry is not None else ()

    @property
    def key(self) -> tuple[str, str]:
        """The same for the same line after the list was filled again."""
        if self.entry is None:
            return "day", self.row.day.isoformat()
        return ("single" if self.single else "entry"), self.entry.records[0].id


class DayModel(QAbstractItemModel):
    """`NODE` gives what a line stands for and `TEXT` its words: `DayText` or `EntryText`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[DayRow, ...] = ()
        self._days: DiaryDays | None = None
        self._formats: Formats | None = None
        self._entries: dict[int, tuple[Entry, ...]] = {}
        self._texts: dict[tuple[int, int, int], DayText | EntryText] = {}

    def show(
        self, rows: tuple[DayRow, ...], days: DiaryDays | None, formats: Formats | None, *, opened: bool = False
    ) -> None:
        """Replace all lines; where they are the same ones, only what they say."""
        if rows is self.rows and not opened and rows:
            self._days, self._formats, self._entries, self._texts = days, formats, {}, {}
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows, self._days, self._formats = rows, days, formats
        self._entries, self._texts = {}, {}
        self.endResetModel()

    def looked_into(self) -> tuple[int, ...]:
        """The rows whose entries were asked for; no others can be open."""
        return tuple(self._entries)

    def of_day(self, day: date) -> QModelIndex:
        """The line of a day, or the last before it; no index if there is none."""
        low, high = 0, len(self.rows)
        while low < high:  # newest first
            middle = (low + high) // 2
            low, high = (middle + 1, high) if self.rows[middle].first > day else (low, middle)
        return self.index(min(low, len(self.rows) - 1), 0) if self.rows else QModelIndex()

    def of_record(self, record_id: str, day: date) -> QModelIndex:
        """The entry that a record is in; a single exercise below its entry."""
        at = self.of_day(day)
        if not at.isValid() or not self.rows[at.row()].logged:
            return QModelIndex()
        for row, entry in enumerate(self._entries_of(at.row())):
            for number, record in enumerate(entry.records):
                if record.id == record_id:
                    found = self.index(row, 0, at)
                    return self.index(number, 0, found) if len(entry.records) > 1 else found
        return QModelIndex()

    def node(self, index: _Index) -> Node | None:
        """What a line stands for."""
        if not index.isValid():
            return None
        day, entry, number = self._place(index)
        if not 0 <= day < len(self.rows):
            return None
        row = self.rows[day]
        if entry < 0:
            return Node(row=row)
        entries = self._entries_of(day)
        if entry >= len(entries):
            return None
        found = entries[entry]
        if number < 0:
            return Node(row=row, entry=found)
        one = found.records[number]
        return Node(row=row, entry=Entry(at=moment(one), records=(one,)), single=True)

    def text(self, index: _Index) -> DayText | EntryText | None:
        """The words of a line."""
        node = self.node(index)
        if node is None or self._days is None or self._formats is None:
            return None
        place = self._place(index)
        if place not in self._texts:
            diary, today = self._days.log.diary, self._days.today
            if node.entry is not None:
                self._texts[place] = entry_text(node.entry, diary, self._formats)
            elif node.row.logged:
                self._texts[place] = day_text(self._days.line(node.day), today, diary, self._formats)
            else:
                self._texts[place] = empty_text(node.row, today)
        return self._texts[place]

    def _entries_of(self, day: int) -> tuple[Entry, ...]:
        if day not in self._entries:
            assert self._days is not None
            self._entries[day] = self._days.entries(self.rows[day].day) if self.rows[day].logged else ()
        return self._entries[day]

    def _place(self, index: _Index) -> tuple[int, int, int]:
        """Row of the day, of the entry and of the single exercise; -1 where there is none."""
        inside = index.internalId()
        if inside == 0:
            return index.row(), -1, -1
        if inside < _DEEP:
            return inside - 1, index.row(), -1
        day, entry = divmod(inside - _DEEP, _STEP)
        return day, entry, index.row()

    # Qt
    def index(self, row: int, column: int = 0, parent: _Index = QModelIndex()) -> QModelIndex:
        if row < 0 or column != 0:
            return QModelIndex()
        if not parent.isValid():
            return self.createIndex(row, 0, 0) if row < len(self.rows) else QModelIndex()
        day, entry, number = self._place(parent)
        if number >= 0:
            return QModelIndex()
        if entry < 0:
            return self.createIndex(row, 0, day + 1)
        return self.createIndex(row, 0, _DEEP + day * _STEP + entry)

    def parent(self, index: _Index) -> QModelIndex:  # type: ignore[override]
        inside = index.internalId() if index.isValid() else 0
        if inside == 0:
            return QModelIndex()
        if inside < _DEEP:
            return self.createIndex(inside - 1, 0, 0)
        day, entry = divmod(inside - _DEEP, _STEP)
        return self.createIndex(entry, 0, day + 1)

    def hasChildren(self, parent: _Index = QModelIndex()) -> bool:
        if parent.isValid() and parent.internalId() == 0:
            return self.rows[parent.row()].logged  # without looking for its entries
        return self.rowCount(parent) > 0

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        if not parent.isValid():
            return len(self.rows)
        day, entry, number = self._place(parent)
        if number >= 0 or not 0 <= day < len(self.rows):
            return 0
        entries = self._entries_of(day)
        if entry < 0:
            return len(entries)
        several = len(entries[entry].records) if entry < len(entries) else 0
        return several if several > 1 else 0

    # `flags` is Qt's own: enabled and selectable, asked for twice a line whenever lines come or go.

    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        return 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The one column, as screen readers name it; it is not drawn."""
        return _("Day") if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == NODE:
            return self.node(index)
        if role not in (
            TEXT,
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.AccessibleDescriptionRole,
        ):
            return None
        text = self.text(index)
        if role == TEXT or text is None:
            return text
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return text.more if isinstance(text, DayText) else _("F2 edits, Delete deletes.")
        return text.name
