"""A line of the Diary by day as Qt paints it: marked where the keyboard is, tinted where it is open."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from kneerehab.gui.diary.day_columns import columns, is_narrow, row_height
from kneerehab.gui.diary.day_model import NODE, TEXT, Node
from kneerehab.gui.diary.day_paint import DayPaint, EntryPaint
from kneerehab.gui.diary.day_text import DayText
from kneerehab.gui.look import painting, theme
from kneerehab.gui.look.painted_rows import view_of


class DayRowDelegate(QStyledItemDelegate):
    """`focused` tells whether the keyboard is in the list: the current line is marked then and only then.

    `real_buttons` tells whether that line has real buttons, which then are not painted.
    """

    focused = False
    real_buttons = False
    ringed = False

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        view = view_of(option)
        width = view.viewport().width() if view is not None else option.rect.width()
        return QSize(1, row_height(is_narrow(width)))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        node, text = index.data(NODE), index.data(TEXT)
        if node is None or text is None:
            return
        view, box = view_of(option), QRectF(option.rect)
        here = view is not None and view.currentIndex() == index and self.focused
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        is_open = isinstance(view, QTreeView) and view.isExpanded(index)
        place = columns(option.rect.width())
        painter.save()
        painting.turn_row(painter, option)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(box, theme.colour(_fill(node, here, hovered, is_open)))
        if _ends(index, is_open):
            painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), theme.colour("border"))
        if isinstance(text, DayText):
            DayPaint(painter, box, place).draw(text, node, is_open)
        else:
            painted = not (here and self.real_buttons)
            EntryPaint(painter, box, place).draw(text, node, is_open, strong=here or hovered, buttons=painted)
        if here and self.ringed:
            inset = theme.px(3)
            painting.rounded(painter, box.adjusted(inset, inset, -inset, -inset - 1), 8, None, "focus", 2)
        painter.restore()


def _fill(node: Node, here: bool, hovered: bool, is_open: bool) -> str:
    if node.entry is not None:
        return "surface" if here or hovered else "sunken"
    return "accent_tint" if is_open else "sunken" if here or hovered else "surface"


def _ends(index: QModelIndex | QPersistentModelIndex, is_open: bool) -> bool:
    """Whether a border follows: below a closed day and below the last entry of an open one."""
    if not index.parent().isValid():
        return not is_open
    last = index.row() == index.model().rowCount(index.parent()) - 1
    return last and not is_open and (not index.parent().parent().isValid() or _ends(index.parent(), False))
