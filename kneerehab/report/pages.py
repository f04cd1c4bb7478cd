"""Pages of tables and dated paragraphs that follow the first one of a report."""

from __future__ import annotations

from collections.abc import Sequence

from kneerehab.i18n import _
from kneerehab.report.column import Column, Places
from kneerehab.report.options import ReportOptions
from kneerehab.report.sheet import SMALL, Sheet

MOST_LINES = 4500
"""Of one part, the latest: over ten years of days, and a document that still opens (some 75 pages)."""


class Pages:
    """Sheets that follow each other; a table goes on where the sheet before it ended."""

    def __init__(self, options: ReportOptions) -> None:
        self.options = options
        self.sheets: list[Sheet] = []
        self.sections: list[tuple[str, int]] = []
        self.column = self.turn()

    def turn(self) -> Column:
        """Begin a new sheet."""
        sheet = Sheet(self.options)
        self.sheets.append(sheet)
        self.column = Column(sheet, sheet.left, sheet.right, sheet.left)
        return self.column

    def section(self, name: str) -> None:
        """A heading that the bookmarks list, never alone at the foot of a page."""
        if not self.column.room(6):
            self.turn()
        self.sections.append((name, len(self.sheets) - 1))
        self.column.heading(name)

    def table(self, name: str, head: Sequence[str], places: Places, rows: Sequence[Sequence[str]], empty: str) -> None:
        """A table with its head on every page; a row of one cell is a sentence across."""
        self.section(name)
        kept = rows[-MOST_LINES:]
        self._cut(len(rows) - len(kept), len(rows))
        self._head(head, places)
        for cells in kept:
            if not self.column.room():
                self.turn().heading(_("{name} (continued)").format(name=name))
                self._head(head, places)
            if len(cells) == 1:
                self.column.words(cells[0], lines=1, colour=self.column.sheet.theme.muted)
            else:
                self.column.row(cells, places)
        if not kept:
            self.column.words(empty)
        self.column.gap(10)

    def entries(self, name: str, entries: Sequence[tuple[str, str]], empty: str) -> None:
        """Paragraphs with their dates or names; a long one goes on over the page, of too many the last are kept."""
        self.section(name)
        indent, count, kept = self.column.indent(entries[-MOST_LINES:]), 0, list[tuple[str, list[str]]]()
        for head, text in reversed(entries):
            lines = self.column.sheet.wrapped(text, self.column.width - indent) or [""]
            count += len(lines)
            if count > MOST_LINES:
                break
            kept.append((head, lines))
        self._cut(len(entries) - len(kept), len(entries))
        for head, lines in reversed(kept):
            if not self.column.room(min(len(lines), 3)):
                self.turn()
            self.column.margin(head, indent)
            while lines:
                if not self.column.free:
                    self.turn()
                here = lines[: self.column.free]
                self.column.lines(here, indent=indent)
                lines = lines[len(here) :]
        if not entries:
            self.column.words(empty)
        self.column.gap(10)

    def _head(self, head: Sequence[str], places: Places) -> None:
        """Names of columns, over two lines where a language needs them; they stand on the line below."""
        column, sheet, before, told = self.column, self.column.sheet, 0.0, []
        for number, (name, (share, side)) in enumerate(zip(head, places, strict=True)):
            room = column.cell_room(number, places) if side == "left" else (share - before) * column.width - 6
            told.append(sheet.wrapped(name, max(room, 20), SMALL, 500))
            before = share
        for above in range(max(map(len, told)), 0, -1):
            cells = [lines[-above] if above <= len(lines) else "" for lines in told]
            column.row(cells, places, head=True)

    def _cut(self, left_out: int, count: int) -> None:
        """Say that the oldest are left out."""
        if left_out:
            number = self.options.locale.formats.number
            text = _("The latest {shown} of {count}; the tables (CSV) hold them all.")
            self.column.words(text.format(shown=number(count - left_out, 0), count=number(count, 0)))
