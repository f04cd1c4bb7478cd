"""The parts of the Diary page, and how they share the room."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from kneerehab.gui.diary.calendar_card import CalendarCard
from kneerehab.gui.diary.day_filters import PLAN
from kneerehab.gui.diary.days_card import DaysCard
from kneerehab.gui.diary.records_card import RecordsCard
from kneerehab.gui.look import theme
from kneerehab.gui.look.button import Button
from kneerehab.gui.look.scroll_page import ScrollPage
from kneerehab.gui.look.segmented import SegmentedControl
from kneerehab.gui.shell.page import Page
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _

DAYS, ENTRIES = "days", "entries"
_FOLDED_BELOW = 1100  # window width, scaled pixels
_LOW_BELOW = 740  # page height
_LEAST_HEIGHT = 620


class DiaryLayout(Page):
    """The list of days or the table of entries, beside the calendar; below it in a narrow window."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.frame = ScrollPage(_("Diary"), " ", self)
        self.view = SegmentedControl(
            _("Show"), ((DAYS, _("Days")), (ENTRIES, _("Entries"))), workspace.settings.diary_view
        )
        self.import_button = Button(_("Import"), icon="import")
        self.export_button = Button(_("Export"), icon="export")
        self.add_button = Button(_("Add entry"), variant="primary", icon="plus", key="N")
        for part in (self.view, self.import_button, self.export_button, self.add_button):
            self.frame.header_end.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.frame)

    def pieces(self) -> Iterator[None]:
        """Calendar and lists."""
        self.calendar = CalendarCard(self.workspace.today())
        yield
        self.days = DaysCard()
        yield
        self.records = RecordsCard()
        yield
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(theme.px(16))
        self._columns.addWidget(self.days, 1)
        self._columns.addWidget(self.records, 1)
        self._columns.addWidget(self.calendar)
        self.frame.body.addLayout(self._columns, 1)
        self._dress()
        self._fold()

    @property
    def by_day(self) -> bool:
        """Whether days are shown, not the table of entries."""
        return self.workspace.settings.diary_view == DAYS

    def _dress(self) -> None:
        by_day = self.by_day
        self.view.set_value(DAYS if by_day else ENTRIES)
        self.days.setVisible(by_day)
        self.records.setVisible(not by_day)
        self.calendar.set_by_day(by_day)

    def _list_view(self) -> QWidget:
        if not self.by_day:
            return self.records.list.view
        return self.days.plan.view if self.days.filters.chosen == PLAN else self.days.list.view

    def search(self) -> None:
        """Put the keyboard into the search."""
        self.finish()
        search = (self.days if self.by_day else self.records).filters.search
        search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        search.selectAll()

    def _fold(self) -> None:
        """Follow the size of the window."""
        narrow = self.window().width() < theme.px(_FOLDED_BELOW)
        up, across = QBoxLayout.Direction.BottomToTop, QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(up if narrow else across)
        self.calendar.set_folded(narrow or self.height() < theme.px(_LEAST_HEIGHT))
        self.calendar.set_low(self.height() < theme.px(_LOW_BELOW))

    # Qt
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self.is_unbuilt():
            self._fold()
