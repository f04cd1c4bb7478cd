"""The list of records: painted rows for ten years of entries, and real buttons on the current row."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QWidget

from kneerehab.domain.record import Record, moment
from kneerehab.gui.diary.record_model import RECORD, RecordModel
from kneerehab.gui.diary.record_row import columns
from kneerehab.gui.diary.record_view import RecordView
from kneerehab.gui.diary.row_text import RowText
from kneerehab.gui.look import painting
from kneerehab.gui.look.entry_list import EntryList
from kneerehab.gui.look.painted_rows import Column
from kneerehab.i18n import _

_HEAD = 34


class RecordList(EntryList):
    """Rows with their head; Enter or a double click opens a record, F2 edits, Delete deletes."""

    edit_wanted = Signal(Record)
    delete_wanted = Signal(Record)

    def __init__(self, parent: QWidget | None = None) -> None:
        self.model, self.view = RecordModel(), RecordView()
        super().__init__(self.view, self.model, _HEAD, parent)
        self._kept: tuple[Record | None, int, int] | None = None  # where it was when it was cleared
        self._connect()

    def _connect(self) -> None:
        self.view.edit_wanted.connect(self.edit_wanted)
        self.view.delete_wanted.connect(self.delete_wanted)
        self.view.selectionModel().currentChanged.connect(lambda _now, _before: self.place_buttons())
        self.edit.clicked.connect(lambda: self._with_current(self.edit_wanted.emit))
        self.delete.clicked.connect(lambda: self._with_current(self.delete_wanted.emit))

    @property
    def current(self) -> Record | None:
        """The record of the current row."""
        record: Record | None = self.view.currentIndex().data(RECORD)
        return record

    def show_records(self, records: tuple[Record, ...], words: Callable[[Record], RowText]) -> None:
        """Fill the list; the current record stays current, or else the row in its place."""
        now = (self.current, self.view.currentIndex().row(), self.view.verticalScrollBar().value())
        (before, row, scrolled), self._kept = self._kept or now, None
        self.model.show(records, words)
        if not records:
            self.place_buttons()
            return
        found = self.model.row_of(before.id) if before is not None else None
        self._go_to(max(0, min(row, len(records) - 1)) if found is None else found)
        if self.isVisible():
            self.view.verticalScrollBar().setValue(scrolled)
            self.view.scrollTo(self.view.currentIndex())
        self.place_buttons()

    def clear(self) -> None:
        """Hold no rows while nobody can see them: a screen reader would be told that they are showing."""
        if self.model.records:
            self._kept = (self.current, self.view.currentIndex().row(), self.view.verticalScrollBar().value())
            self.model.clear()
            self.place_buttons()

    def show_record(self, record_id: str) -> None:
        """Make a record current and bring it to view, if it is in the list."""
        row = self.model.row_of(record_id)
        if row is not None:
            self._go_to(row)

    def show_day(self, day: date) -> None:
        """Bring the newest record of a day, or of the last day before it, to the top of the list."""
        records = self.model.records
        row = bisect_left(records, -day.toordinal(), key=lambda record: -moment(record).toordinal())
        if records:
            self._go_to(min(row, len(records) - 1))
            self.view.scrollTo(self.view.currentIndex(), QAbstractItemView.ScrollHint.PositionAtTop)

    def place_buttons(self) -> None:
        """Lay the real buttons over the current row while it can be seen whole."""
        index = self.view.currentIndex()
        row = self.view.visualRect(index)
        seen = index.isValid() and self.view.viewport().rect().contains(row) and row.height() > 0
        place = columns(row.width())
        for button, column, words in (
            (self.edit, place.edit, _("Edit {entry}")),
            (self.delete, place.delete, _("Delete {entry}")),
        ):
            if seen:
                text = self.model.text(index.row())
                entry = f"{text.day} {text.clock} {text.kind}".replace("  ", " ")
                button.lie_over(row, column, words.format(entry=entry))
            button.setVisible(seen)
        self.view.show_buttons_on(index.row() if seen else -1)

    def _captions(self) -> list[tuple[Column, str, Qt.AlignmentFlag]]:
        place = columns(self.view.viewport().width())
        named = [(place.when, _("When")), (place.what, _("What")), (place.pain, _("Pain"))]
        if not place.narrow:
            named.append((place.details, _("Details")))
        return [(column, words, painting.LEFT) for column, words in named]

    def _go_to(self, row: int) -> None:
        index = self.model.index(row)
        self.view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _with_current(self, act: Callable[[Record], None]) -> None:
        if (record := self.current) is not None:
            act(record)
