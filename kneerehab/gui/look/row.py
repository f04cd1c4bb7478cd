"""Parts beside or below each other, as one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QLayoutItem, QVBoxLayout, QWidget

from kneerehab.gui.look import theme
from kneerehab.gui.look.text import Heading, Icon, Label


def side_by_side(*parts: QWidget, gap: int) -> QWidget:
    """A row without margins; `gap` in pixels at 100 %."""
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.px(gap))
    for part in parts:
        row.addWidget(part)
    return box


def cue_row(words: str | Label, icon: str, colour: str, *, gap: int = 10) -> QWidget:
    """A line of words with its mark, `gap` pixels apart at 100 %; `icon` and `colour` by name."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.px(gap))
    row.addWidget(Icon(icon, colour, 16), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(words if isinstance(words, Label) else Label(words, "body", wrap=True), 1)
    return made


def take_out(layout: QLayout, part: QWidget) -> None:
    """Take a part out of its layout, if it is in there, before it is put into another one or deleted.

    `removeWidget`, `addWidget` elsewhere and the end of the part would do it too, but then Qt deletes the layout's item
    unseen by PySide. Where PySide knows that item (it looks at all in a layout that is added to another one, or that
    `itemAt` answers with) it keeps it by its address. What is made at that address later, be it a layout or a widget,
    then is two things to PySide 6.11: deleting it crashes, or a screen reader that asks what it is.
    """
    taken(layout, layout.indexOf(part))


def taken(layout: QLayout, at: int = 0) -> QLayoutItem | None:
    """Take out what stands there, None where nothing does; the item goes as soon as nobody asks it any more.

    One that PySide does not know by `itemAt` before `takeAt` is never deleted. Its part then keeps it for its own, and
    the item that the part gets in another layout goes on saying how high the part once was at a width.
    """
    return layout.takeAt(at) if layout.itemAt(at) is not None else None


def put_into(
    layout: QBoxLayout,
    part: QWidget,
    *others: QLayout,
    at: int = -1,
    stretch: int = 0,
    align: Qt.AlignmentFlag | None = None,
) -> None:
    """Let a part stand in this layout, if it does not yet; `others` are those that it may come from: see `take_out`."""
    if layout.indexOf(part) < 0:
        for other in others:
            take_out(other, part)
        with keeping_focus(part):
            layout.insertWidget(at, part, stretch, align or Qt.AlignmentFlag(0))


@contextmanager
def keeping_focus(part: QWidget) -> Iterator[None]:
    """The keyboard stays where it is in a part that is given another parent: Qt hides the part meanwhile."""
    focused: QWidget | None = part.window().focusWidget()
    inside = focused is not None and part.isVisible() and (focused is part or part.isAncestorOf(focused))
    yield
    if inside and focused is not None:
        part.show()
        focused.setFocus(Qt.FocusReason.OtherFocusReason)


def empty(layout: QLayout) -> None:
    """Take every part out of a layout, and of those in it, and delete it."""
    while (item := taken(layout)) is not None:
        if (part := item.widget()) is not None:
            part.hide()
            part.deleteLater()
        elif (inner := item.layout()) is not None:
            empty(inner)


def titled(title: str, rows: list[QWidget]) -> QWidget:
    """Rows below a small heading."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.px(6))
    heading = Heading(title, "small_strong")
    column.addWidget(heading)
    for row in rows:
        column.addWidget(row)
    column.addStretch(1)
    return made


def row_of(*parts: tuple[QWidget, int]) -> QHBoxLayout:
    """Parts with their shares of the width, hung from the top."""
    row = QHBoxLayout()
    row.setSpacing(theme.px(12))
    for part, stretch in parts:
        row.addWidget(part, stretch, Qt.AlignmentFlag.AlignTop)
    return row
