"""Where the boxes of a paper week stand: a table, or where that is too wide, each line with its heads in bands."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from kneerehab.frozen import dataclass
from kneerehab.gui.look import theme
from kneerehab.gui.look.text import Label
from kneerehab.gui.progress.paper_cells import Cell

_GAP, _LINE_GAP, _LINES_APART = 6, 4, 14
_LONGER_DAY = 16  # what another week's names of days may take more


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Columns that stay side by side: the heads of their cells, and a name above them or none."""

    heads: tuple[str, ...]
    name: str = ""


def sheet(
    names: Sequence[QWidget], groups: Sequence[Columns], lines: Sequence[Sequence[Cell]], room: int
) -> QVBoxLayout:
    """Lines of cells, each beside its name (below it where there is no `room`, in pixels, for all in one line)."""
    beside = max(name.sizeHint().width() for name in names) + theme.px(_LONGER_DAY)
    bands = _bands(groups, lines[0], room - beside)
    column = QVBoxLayout()
    column.setSpacing(theme.px(_LINES_APART))
    if len(bands) == 1:
        column.addLayout(_band(groups, list(zip(lines, names, strict=True))))
        return column
    bands = _bands(groups, lines[0], room)
    for line, name in zip(lines, names, strict=True):
        block = QVBoxLayout()
        block.setSpacing(theme.px(_LINE_GAP))
        block.addWidget(name)
        at = 0
        for band in bands:
            many = sum(len(group.heads) for group in band)
            block.addLayout(_band(band, [(line[at : at + many], None)]))
            at += many
        column.addLayout(block)
    return column


def _bands(groups: Sequence[Columns], cells: Sequence[Cell], room: int) -> list[list[Columns]]:
    """As many groups side by side as there is room for."""
    bands: list[list[Columns]] = [[]]
    at, left, gap = 0, room, theme.px(_GAP)
    for group in groups:
        wide = [max(_head(head).sizeHint().width(), cell.sizeHint().width()) + gap
                for head, cell in zip(group.heads, cells[at:], strict=False)]  # fmt: skip
        at += len(group.heads)
        needed = max(sum(wide), _name(group).sizeHint().width() + gap)
        if bands[-1] and needed > left:
            bands.append([])
            left = room
        bands[-1].append(group)
        left -= needed
    return bands


def _band(groups: Sequence[Columns], lines: Sequence[tuple[Sequence[Cell], QWidget | None]]) -> QGridLayout:
    """Columns with their heads in the second row, and the names of groups above them."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.px(_GAP))
    grid.setVerticalSpacing(theme.px(_LINE_GAP))
    column = 1
    for group in groups:
        if group.name:
            grid.addWidget(_name(group), 0, column, 1, len(group.heads))
        for head in group.heads:
            grid.addWidget(_head(head), 1, column, Qt.AlignmentFlag.AlignHCenter)
            column += 1
    for row, (cells, name) in enumerate(lines, 2):
        if name is not None:
            grid.addWidget(name, row, 0)
        for number, cell in enumerate(cells, 1):
            grid.addWidget(cell, row, number, Qt.AlignmentFlag.AlignHCenter)
    grid.setColumnStretch(column, 1)
    return grid


def _head(words: str) -> Label:
    return Label(words, "caption", "muted")


def _name(group: Columns) -> Label:
    return Label(group.name, "small_strong")
