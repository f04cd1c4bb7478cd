"""The right side of the Diary: filters, the list of records, and what is said when there is none to show."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kneerehab.domain.record import Record
from kneerehab.gui.diary.filter_bar import FilterBar
from kneerehab.gui.diary.record_list import RecordList
from kneerehab.gui.diary.row_text import RowText
from kneerehab.gui.look import accessible, theme
from kneerehab.gui.look.banner import Banner, EmptyState
from kneerehab.gui.look.button import Link
from kneerehab.gui.look.card import Card
from kneerehab.gui.look.text import Label
from kneerehab.i18n import _, ngettext


class RecordsCard(Card):
    """`filter_changed` asks for other records; `all_wanted` for all of them."""

    filter_changed = Signal()
    all_wanted = Signal()
    today_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent, padded=False)
        self.filters = FilterBar()
        self.trouble = Banner("caution", "", link=_("Close"))
        self.found = Label("", "small", "muted")
        self.show_all = Link(_("Show all"))
        self.list = RecordList()
        self.empty = EmptyState("")
        self._line = QWidget()
        self._build_card()
        self._connect()

    def _build_card(self) -> None:
        self.setAccessibleName(_("Entries"))
        row = QHBoxLayout(self._line)
        row.setContentsMargins(theme.px(20), 0, theme.px(20), theme.px(10))
        row.setSpacing(theme.px(12))
        row.addWidget(self.found)
        row.addWidget(self.show_all)
        row.addStretch(1)
        trouble = QHBoxLayout()
        trouble.setContentsMargins(theme.px(18), 0, theme.px(18), theme.px(12))
        trouble.addWidget(self.trouble)
        self._trouble_room = QWidget()
        self._trouble_room.setLayout(trouble)
        self._trouble_room.hide()
        for part in (self.filters, self._trouble_room, self._line):
            self.body.addWidget(part)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.empty, 1)
        self.body.setSpacing(0)
        self.body.setContentsMargins(0, 0, 0, theme.px(13))

    def _connect(self) -> None:
        self.filters.changed.connect(self.filter_changed)
        self.show_all.clicked.connect(self.all_wanted)
        self.trouble.linked.connect(lambda: self.tell(""))
        self.empty.acted.connect(lambda: (self.all_wanted if self._filtered else self.today_wanted).emit())

    def show_records(
        self, records: tuple[Record, ...], words: Callable[[Record], RowText], *, whole: int, day: str = ""
    ) -> None:
        """Show what the filters have found of `whole` records; `day` names the only day shown."""
        self._filtered = bool(day) or not self.filters.is_all()
        self.filters.setVisible(whole > 0)
        self._line.setVisible(self._filtered and bool(records))
        count = ngettext("{n} entry", "{n} entries", len(records)).format(n=len(records))
        text = _("{count} on {day}").format(count=count, day=day) if day else _("{count} found").format(count=count)
        if self._filtered and text != self.found.text():
            accessible.announce(self.found, text)
        self.found.setText(text)
        self.list.setVisible(bool(records))
        self.empty.setVisible(not records)
        if not records and whole:
            self.empty.set_sentence(_("Nothing here that matches."), _("Show all"))
        elif not records:
            self.empty.set_sentence(_("Nothing here yet. Your first check-in takes 10 seconds."), _("Go to Today"))
        self.list.show_records(records, words)

    def clear(self) -> None:
        """Hold no rows while the page is hidden."""
        self.list.clear()

    def tell(self, lead: str, text: str = "") -> None:
        """Say above the list why something could not be done; "" takes it away."""
        if lead:
            self.trouble.set_message(lead, text, link=_("Close"))
        self._trouble_room.setVisible(bool(lead))
