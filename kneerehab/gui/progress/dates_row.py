"""Two dates of one's own: from and to."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QWidget

from kneerehab.domain.trends.span import Span
from kneerehab.gui.look import theme
from kneerehab.gui.look.dates import DateField
from kneerehab.gui.look.fields import Field
from kneerehab.gui.look.flow import FlowLayout
from kneerehab.gui.look.scroll_page import ScrollPage
from kneerehab.gui.progress.ranges import choose_dates
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _

_EARLIEST = date(2000, 1, 1)  # no diary has an older entry


class DatesRow(QWidget):
    """`changed` carries a Span once both dates are known and in order."""

    changed = Signal(Span)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first = DateField(name=_("From"), latest=today, earliest=_EARLIEST)
        self.last = DateField(name=_("To"), latest=today, earliest=_EARLIEST)
        self._first_field, self._last_field = Field(_("From"), self.first), Field(_("To"), self.last)
        row = FlowLayout(self, spacing=theme.px(12), to_top=True)
        for field in (self._first_field, self._last_field):
            row.addWidget(field)
        self.first.changed.connect(lambda _day: self._tell())
        self.last.changed.connect(lambda _day: self._tell())

    def show_span(self, span: Span, today: date) -> None:
        """Show these dates without `changed`; days after `today` can't be chosen."""
        for field, day in ((self.first, span.first), (self.last, span.last)):
            field.blockSignals(True)
            field.setMaximumDate(QDate(today.year, today.month, today.day))
            field.set_day(day)
            field.blockSignals(False)
        self._last_field.set_error(None)

    def _tell(self) -> None:
        first, last = self.first.day(), self.last.day()
        if first is None or last is None:
            return
        wrong = last < first
        self._last_field.set_error(_("Please choose a day on or after the first.") if wrong else None)
        if not wrong:
            self.changed.emit(Span(first=first, last=last))


def dates_row(workspace: Workspace, frame: ScrollPage, after: QWidget) -> DatesRow:
    """The row in its place below the header, next in the tab order."""
    made = DatesRow(workspace.today())
    made.changed.connect(lambda span: choose_dates(workspace, span))
    frame.body.insertWidget(1, made)
    QWidget.setTabOrder(after, made.first)
    QWidget.setTabOrder(made.first, made.last)
    return made
