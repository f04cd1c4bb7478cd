"""Text from the top down between two edges of a sheet: headings, paragraphs, rows of cells, lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import zip_longest
from typing import Any, TypeVar

from kneerehab.i18n import _
from kneerehab.report.sheet import BODY, HEADING, LINE, SMALL, Cell, Sheet, Side

Places = Sequence[tuple[float, Side]]
"""Where the cells of a row stand: shares of the width, the left edge of text or the right edge of numbers."""

_TIGHT = 9.8
_T = TypeVar("_T")


class Column:
    """Writes on; what finds no room is counted, never drawn over something else."""

    def __init__(self, sheet: Sheet, left: float, right: float, top: float, bottom: float | None = None) -> None:
        self.sheet = sheet
        self.left, self.right = left, right
        self.y = top
        self.bottom = sheet.bottom if bottom is None else bottom

    @property
    def width(self) -> float:
        """Pixels across."""
        return self.right - self.left

    @property
    def free(self) -> int:
        """How many lines still fit."""
        return max(0, int((self.bottom - self.y) // LINE + 1e-9))

    def room(self, lines: float = 1) -> bool:
        """Whether so many lines still fit."""
        return self.y + lines * LINE <= self.bottom

    def heading(self, text: str) -> bool:
        """A title with a line under it; False if neither it nor a line after it fits."""
        if not self.room(3):
            return False
        self.y += 9
        self.sheet.text(self.left, self.y, text, size=HEADING, weight=600, colour=self.sheet.theme.text)
        self.y += 11
        self.sheet.rule(self.y, self.left, self.right)
        self.y += 11
        return True

    def words(self, text: str, *, indent: float = 0, lines: int = 99, **look: Any) -> bool:
        """Wrapped text, at most so many lines; False if not even one fits."""
        look = self._look(look)
        wrapped = self.sheet.wrapped(text, self.width - indent, look["size"], look["weight"])
        return self.lines(wrapped, indent=indent, lines=lines, **look)

    def lines(self, wrapped: Sequence[str], *, indent: float = 0, lines: int = 99, **look: Any) -> bool:
        """Lines that fit across, at most so many; False if not even one fits."""
        look, free = self._look(look), min(lines, self.free)
        if free < 1:
            return False
        if len(wrapped) > free:
            room, last = self.width - indent, f"{wrapped[free - 1]} …"
            while self.sheet.measure(last, look["size"], look["weight"]) > room and last.count(" ") > 1:
                last = f"{last.rsplit(' ', 2)[0]} …"
            wrapped = [*wrapped[: free - 1], self.sheet.fitted(last, room, look["size"], look["weight"])]
        for line in wrapped:
            self.sheet.text(self.left + indent, self.y, line, **look)
            self.y += LINE
        return True

    def entries(self, entries: Sequence[tuple[str, str]], *, each: int = 99) -> bool:
        """Dates or names in the margin with their texts beside them, each in at most so many lines.

        False if not all had room: then a line says where all of it stands.
        """
        indent, whole = self.indent(entries), True
        for number, (head, text) in enumerate(entries):
            wrapped = self.sheet.wrapped(text, self.width - indent) or [""]
            is_end = whole and number + 1 == len(entries) and len(wrapped) <= min(each, self.free)
            room = min(each, self.free if is_end else self.free - 1)
            if room < min(len(wrapped), each, 3 if number else 1):  # less than three lines of a longer one say little
                whole = False
                break
            self.margin(head, indent)
            self.lines(wrapped, indent=indent, lines=room)
            whole = whole and len(wrapped) <= room
        if not whole:
            self.refer()
        return whole

    def indent(self, entries: Iterable[tuple[str, str]]) -> float:
        """Pixels for the dates or names before some texts."""
        return max([self.sheet.day_room, *(8 + self.sheet.measure(head, BODY, 500) for head, _text in entries)])

    def refer(self) -> None:
        """Say that what had no room here follows."""
        self.words(_("All of it is on page 2."), size=SMALL, colour=self.sheet.theme.muted, lines=1)

    def margin(self, head: str, indent: float) -> None:
        """A date or a name beside the line that comes next."""
        self.sheet.text(self.left, self.y, self.sheet.fitted(head, indent - 6, BODY, 500), size=BODY, weight=500)

    def row(self, cells: Sequence[str], places: Places, *, head: bool = False, **look: Any) -> bool:
        """Cells side by side, or (`head`) their names above them; text is cut where the next cell begins."""
        if not self.room():
            return False
        names = {"size": SMALL, "weight": 500, "colour": self.sheet.theme.muted}
        look = self._look({**(names if head else {}), **look})
        for number, (text, (share, side)) in enumerate(zip(cells, places, strict=True)):
            if not text:
                continue
            room = self.width
            if side == "left":
                room = self.cell_room(number, places)
                if number + 1 < len(places) and places[number + 1][1] == "right":
                    room -= self.sheet.measure(cells[number + 1], look["size"], look["weight"])
            size = look["size"]
            if self.sheet.measure(text, size, look["weight"]) > room:
                size = min(size, _TIGHT)  # before anything is cut off
            shown = self.sheet.fitted(text, room, size, look["weight"])
            cell = Cell(self.sheet.rows, number, len(cells), head)
            looks = {**look, "size": size, "cell": cell}
            self.sheet.text(self.left + share * self.width, self.y, shown, ha=side, **looks)
        self.sheet.rows += 1
        self.y += LINE
        return True

    def in_lines(self, cells: Sequence[str], places: Places) -> list[tuple[str, ...]]:
        """A row whose left-hand cells are long as rows of as many lines as they need; the rest stands in the first."""
        wrapped = [
            self.sheet.wrapped(text, self.cell_room(number, places)) if side == "left" else [text]
            for number, (text, (_share, side)) in enumerate(zip(cells, places, strict=True))
        ]
        return list(zip_longest(*wrapped, fillvalue=""))

    def cell_room(self, number: int, places: Places) -> float:
        """Pixels from the left edge of a cell to the next one."""
        share = places[number][0]
        following = places[number + 1][0] if number + 1 < len(places) else 1
        return (following - share) * self.width - (6 if number + 1 < len(places) else 0)

    def listed(self, items: Sequence[_T], lines: Callable[[_T], int], write: Callable[[_T], object]) -> bool:
        """Write each of these, of so many `lines`; False if not all had room, and then the reader is referred on."""
        for number, item in enumerate(items, 1):
            if not self.room(lines(item) + (number < len(items))):
                self.refer()
                return False
            write(item)
        return True

    def broken(self, cells: Sequence[str], places: Places) -> list[Sequence[str]]:
        """A row, and those below it that its first cell goes on in where one line is too narrow for it."""
        first, *others = cells
        room = self.cell_room(0, places)
        if places[1][1] == "right":
            room -= self.sheet.measure(others[0])
        if self.sheet.measure(first, _TIGHT) <= room:
            return [cells]
        beginning, *rest = self.sheet.wrapped(first, room)
        return [(beginning, *others), *((line, *("" for _cell in others)) for line in rest)]

    def gap(self, pixels: float = 6) -> None:
        """Leave some air."""
        self.y += pixels

    def _look(self, given: dict[str, Any]) -> dict[str, Any]:
        return {"size": BODY, "weight": 400, "colour": self.sheet.theme.text, **given}
