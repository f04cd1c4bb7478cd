"""The list of days: painted lines for ten years, and real buttons on the current entry."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from kneerehab.gui.diary.day_columns import DOT, columns
from kneerehab.gui.diary.day_model import DayModel, Node
from kneerehab.gui.diary.day_text import EntryText
from kneerehab.gui.diary.day_view import DayView
from kneerehab.gui.look import painting, theme
from kneerehab.gui.look.entry_list import EntryList
from kneerehab.gui.look.painted_rows import Column
from kneerehab.i18n import _
from kneerehab.services.diary_days import DayRow, DiaryDays
from kneerehab.wording.formats import Formats

_HEAD = 32
_Place = tuple[Node, int, bool, int]


class DayList(EntryList):
    """`day_moved` when another day is current; `open_days` stay open while the list is filled again."""

    edit_wanted = Signal(Node)
    delete_wanted = Signal(Node)
    day_moved = Signal(date)

    def __init__(self, parent: QWidget | None = None) -> None:
        self.model, self.view = DayModel(), DayView()
        super().__init__(self.view, self.model, _HEAD, parent, buttons="compact")
        self.open_days: set[date] = set()
        self._open_entries: set[tuple[str, str]] = set()
        self._filling = False
        self._kept: _Place | None = None  # where it was when it was cleared
        self._connect()

    def _connect(self) -> None:
        view = self.view
        view.edit_wanted.connect(self._edit)
        view.delete_wanted.connect(self.delete_wanted)
        view.expanded.connect(lambda index: self._remember(self.model.node(index), True))
        view.collapsed.connect(lambda index: self._remember(self.model.node(index), False))
        view.selectionModel().currentChanged.connect(lambda _now, _before: self._moved())
        self.edit.clicked.connect(lambda: self._with_current(self._edit))
        self.delete.clicked.connect(lambda: self._with_current(self.delete_wanted.emit))

    @property
    def current(self) -> Node | None:
        """What the current line stands for."""
        return self.view.node()

    def show_rows(self, rows: tuple[DayRow, ...], days: DiaryDays, formats: Formats) -> None:
        """Fill the list; the current line stays current, or else the one in its place, and open days stay open."""
        view = self.view
        was, self._kept = self._where() or self._kept, None
        self._filling = True
        opened = any(view.isExpanded(self.model.index(row)) for row in self.model.looked_into())
        self.model.show(rows, days, formats, opened=opened)
        self._open_again()
        if rows and was is not None:
            node, place, inside, scrolled = was
            self._go_back(node, node.day, place, inside=inside)
            view.verticalScrollBar().setValue(scrolled)
        elif rows:
            view.go_to(self.model.index(0))
        self._filling = False
        view.scrollTo(view.currentIndex())
        if was is not None and self.current is not None and self.current.day != was[0].day:
            self._moved()  # its day is gone
        self.place_buttons()

    def clear(self) -> None:
        """Hold no lines while nobody can see them: a screen reader would be told that they are showing."""
        if self.model.rows:
            self._kept = self._where()
            self._filling = True
            self.model.show((), None, None)
            self._filling = False
            self.place_buttons()

    def forget(self) -> None:
        """Another diary: nothing is open, the first line is current."""
        self.open_days.clear()
        self._open_entries.clear()
        self.forget_place()

    def forget_place(self) -> None:
        """Begin at the first line when the list is next filled."""
        self.clear()
        self._kept = None

    def _where(self) -> _Place | None:
        """The current line, its row, whether it is below a day, and how far the list is scrolled."""
        node, at = self.current, self.view.currentIndex()
        if node is None:
            return None
        return node, at.row(), at.parent().isValid(), self.view.verticalScrollBar().value()

    def show_day(self, day: date, *, opened: bool = False) -> None:
        """Make a day current, or the last one before it; `opened` shows its entries."""
        index = self.model.of_day(day)
        if index.isValid():
            self.view.go_to(index)
            if opened:
                self.view.expand(index)
                self.view.scrollTo(index, DayView.ScrollHint.EnsureVisible)
                last = self.model.index(self.model.rowCount(index) - 1, 0, index)
                self.view.scrollTo(last)
                self.view.scrollTo(index)

    def show_record(self, record_id: str, day: date) -> bool:
        """Open the day of a record and make its entry current; False if it isn't in the list."""
        index = self.model.of_record(record_id, day)
        if index.isValid():
            self.view.go_to(index)
        return index.isValid()

    def place_buttons(self) -> None:
        """Lay the real buttons over the current entry while it can be seen whole."""
        index, view = self.view.currentIndex(), self.view
        row = view.visualRect(index)
        text = self.model.text(index)
        seen = isinstance(text, EntryText) and view.viewport().rect().contains(row) and row.height() > 0
        seen = seen and self.has_focus_inside()
        place = columns(row.width())
        for button, column, words in (
            (self.edit, place.edit, _("{entry}. Edit")),
            (self.delete, place.delete, _("{entry}. Delete")),
        ):
            if seen and isinstance(text, EntryText):
                button.lie_over(row, column, words.format(entry=text.name))
            button.setVisible(seen)
        view.show_real_buttons(seen)

    def _captions(self) -> list[tuple[Column, str, Qt.AlignmentFlag]]:
        place, dot = columns(self.view.viewport().width()), theme.px(DOT)
        found = [(place.day, _("Day"), painting.LEFT)]
        found += [((place.left[0], dot), _("L"), painting.CENTRE), ((place.right[0], dot), _("R"), painting.CENTRE)]
        found.append((place.activity, _("Run or walk"), painting.LEFT))
        if not place.narrow:
            rest = ((place.exercises, _("Exercises")), (place.ice, _("Ice")), (place.note, _("Note")))
            found += [(column, words, painting.LEFT) for column, words in rest]
        return found

    def _open_again(self) -> None:
        for day in self.open_days:
            index = self.model.of_day(day)
            if index.isValid() and self.model.rows[index.row()].day == day:
                self.view.expand(index)
                for number in range(self.model.rowCount(index) if self._open_entries else 0):
                    child = self.model.index(number, 0, index)
                    node = self.model.node(child)
                    if node is not None and node.key in self._open_entries:
                        self.view.expand(child)

    def _go_back(self, before: Node, day: date, place: int, *, inside: bool) -> None:
        """To the same line as before, or the one in its place."""
        if before.entry is not None and any(self.show_record(one.id, day) for one in before.records[:1]):
            index = self.view.currentIndex()
            if not before.single and len(before.records) > 1 and index.parent().parent().isValid():
                self.view.go_to(index.parent())
            return
        index = self.model.of_day(day)
        left = self.model.rowCount(index) if inside and self.model.rows[index.row()].day == day else 0
        self.view.go_to(self.model.index(min(place, left - 1), 0, index) if left else index)

    def _edit(self, node: Node) -> None:
        """Several exercises behind one line are shown, each with its own pencil."""
        if len(node.records) > 1:
            index = self.model.of_record(node.records[0].id, node.day)
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
            self.view.go_to(index)
        else:
            self.edit_wanted.emit(node)

    def _remember(self, node: Node | None, is_open: bool) -> None:
        if node is None or self._filling:
            return
        if node.entry is None:
            self.open_days.add(node.day) if is_open else self.open_days.discard(node.day)
        else:
            self._open_entries.add(node.key) if is_open else self._open_entries.discard(node.key)
        QTimer.singleShot(0, self, self.place_buttons)  # when the lines have found their new places

    def _moved(self) -> None:
        if self._filling:
            return
        self.place_buttons()
        node = self.current
        if node is not None:
            self.day_moved.emit(node.day)

    def _mark_focus(self) -> None:
        super()._mark_focus()
        QTimer.singleShot(0, self, self.place_buttons)  # Qt is still moving the focus

    def _with_current(self, act: Callable[[Node], None]) -> None:
        if (node := self.current) is not None:
            act(node)
