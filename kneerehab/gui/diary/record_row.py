"""How a row of the Diary is laid out and painted."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from kneerehab.frozen import dataclass
from kneerehab.gui.diary.record_model import TEXT
from kneerehab.gui.diary.row_text import RowText
from kneerehab.gui.look import icons, painting, theme
from kneerehab.gui.look.day_dot import draw_day_dot
from kneerehab.gui.look.kind_icons import icon_of
from kneerehab.gui.look.painted_rows import button_rect, view_of
from kneerehab.i18n import _

_STACKED = 720  # below this many scaled pixels day and time stand under each other
_NARROW = 560  # and below this kind and details as well
_SIDE, _GAP = 20, 12
_WHAT, _PAIN, _BUTTON, _ICON = 130, 88, 34, 18
_ROW, _NARROW_ROW = 50, 60
_DOT = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Left edge and width of each column in pixels; the day stands over the time if `stacked`."""

    stacked: bool
    narrow: bool
    when: tuple[float, float]
    what: tuple[float, float]
    details: tuple[float, float]
    pain: tuple[float, float]
    edit: tuple[float, float]
    delete: tuple[float, float]


def columns(width: int) -> Columns:
    """The columns of a row of this width."""
    px = theme.px
    narrow = width < px(_NARROW)
    side, gap = px(_SIDE), px(_GAP)
    body = theme.font("body_strong")
    day = painting.text_width("Wed 28 Mar", body) + px(2)
    clock = painting.text_width("00:00", theme.font("small")) + px(2)
    stacked = width < px(_STACKED)
    when = day if stacked else day + px(8) + clock
    delete = width - px(_SIDE - 8) - px(_BUTTON)
    edit = delete - px(2) - px(_BUTTON)
    pain = edit - px(6) - px(_PAIN)
    what = side + when + gap
    details = what if narrow else what + px(_WHAT) + gap
    return Columns(
        stacked=stacked,
        narrow=narrow,
        when=(side, when),
        what=(what, pain - gap - what if narrow else px(_WHAT)),
        details=(details, pain - gap - details),
        pain=(pain, px(_PAIN)),
        edit=(edit, px(_BUTTON)),
        delete=(delete, px(_BUTTON)),
    )


def row_height(narrow: bool) -> int:
    """The height of a row in pixels."""
    return theme.px(_NARROW_ROW if narrow else _ROW)


class RecordRow(QStyledItemDelegate):
    """Paints rows; `buttons_on` is the row whose buttons are real ones, `ringed` whether the focus is to be seen.

    The current row is marked only while the keyboard is in the list (`focused`): the mark says where Delete acts.
    """

    buttons_on = -1
    focused = False
    ringed = False

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        view = view_of(option)
        width = view.viewport().width() if view is not None else option.rect.width()
        return QSize(1, row_height(width < theme.px(_NARROW)))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        text: RowText = index.data(TEXT)
        box = QRectF(option.rect)
        place = columns(option.rect.width())
        view = view_of(option)
        current = view is not None and view.currentIndex() == index and self.focused
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painting.turn_row(painter, option)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill = "accent_tint" if current else "sunken" if hovered else "surface"
        painter.fillRect(box, theme.colour(fill))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), theme.colour("border"))
        self._when(painter, box, place, text)
        self._what(painter, box, place, text)
        self._details(painter, box, place, text)
        self._pain(painter, box, place, text)
        if index.row() != self.buttons_on:
            self._buttons(painter, option.rect, place, hovered or current)
        if current and self.ringed:
            inset = theme.px(3)
            painting.rounded(painter, box.adjusted(inset, inset, -inset, -inset - 1), 8, None, "focus", 2)
        painter.restore()

    def _two(self, box: QRectF, left: float, width: float) -> tuple[QRectF, QRectF]:
        """A line above the middle of the row and one below it."""
        high, middle = painting.length(19), box.center().y()
        return (
            QRectF(box.left() + left, middle - high, width, high),
            QRectF(box.left() + left, middle, width, high),
        )

    def _one(self, box: QRectF, left: float, width: float) -> QRectF:
        return QRectF(box.left() + left, box.top(), width, box.height())

    def _when(self, painter: QPainter, box: QRectF, place: Columns, text: RowText) -> None:
        left, width = place.when
        body, small = painting.font("body", weight=500), theme.font("small")
        second = " ".join(part for part in (text.year, text.clock) if part)
        if place.stacked or text.year:
            above, below = self._two(box, left, width)
            if not second:
                above = self._one(box, left, width)
            painting.write(painter, above, text.day, body, "text", painting.LEFT)
            painting.write(painter, below, second, small, "muted", painting.LEFT)
            return
        painting.write(painter, self._one(box, left, width), text.day, body, "text", painting.LEFT)
        painting.write(painter, self._one(box, left, width), text.clock, small, "muted", painting.RIGHT)

    def _what(self, painter: QPainter, box: QRectF, place: Columns, text: RowText) -> None:
        left, width = place.what
        name, colour = icon_of(text.code)
        side, gap = theme.px(_ICON), theme.px(10)
        line = self._two(box, left, width)[0] if place.narrow else self._one(box, left, width)
        icons.paint(painter, name, QRectF(line.left(), line.center().y() - side / 2, side, side), colour)
        rest = line.adjusted(side + gap, 0, 0, 0)
        painting.write(painter, rest, text.kind, painting.font("body", weight=500), "text", painting.LEFT)

    def _details(self, painter: QPainter, box: QRectF, place: Columns, text: RowText) -> None:
        left, width = place.details
        if text.left is None and text.right is None:
            width = place.edit[0] - theme.px(6) - left  # no scores: their room is free
        body, small = theme.font("body"), theme.font("small")
        above, below = self._two(box, left, width)
        if place.narrow:
            words = ". ".join(part for part in (text.details, text.note) if part)
            painting.write(painter, below, words, small, "muted", painting.LEFT)
        elif text.note:
            painting.write(painter, above, text.details, body, "text", painting.LEFT)
            painting.write(painter, below, text.note, small, "muted", painting.LEFT)
        elif painting.text_width(text.details, body) <= width:
            painting.write(painter, self._one(box, left, width), text.details, body, "text", painting.LEFT)
        else:
            first, rest = _broken(text.details, small, width)
            painting.write(painter, above, first, small, "text", painting.LEFT)
            painting.write(painter, below, rest, small, "text", painting.LEFT)

    def _pain(self, painter: QPainter, box: QRectF, place: Columns, text: RowText) -> None:
        left, middle = box.left() + place.pain[0], box.center().y()
        half = place.pain[1] / 2
        for at, (sign, score) in enumerate(((_("L"), text.left), (_("R"), text.right))):
            if score is None:
                continue
            x = left + at * half
            label = QRectF(x, box.top(), painting.length(12), box.height())
            painting.write(painter, label, sign, theme.font("caption"), "muted", painting.LEFT)
            draw_day_dot(painter, QPointF(x + painting.length(12 + _DOT / 2), middle), score, _DOT)

    def _buttons(self, painter: QPainter, row: QRect, place: Columns, strong: bool) -> None:
        for name, column in (("edit", place.edit), ("trash", place.delete)):
            box = button_rect(row, column)
            inset = (box.width() - theme.px(_ICON)) / 2
            icons.paint(
                painter, name, QRectF(box).adjusted(inset, inset, -inset, -inset), "text" if strong else "muted"
            )


def _broken(words: str, font: QFont, width: float) -> tuple[str, str]:
    """The words that fit into a first line, and the rest."""
    for sign in (", ", " "):  # a break after a comma reads best
        parts = words.split(sign)
        for count in range(len(parts) - 1, 0, -1):
            first = sign.join(parts[:count]) + sign.rstrip()
            if painting.text_width(first, font) <= width:
                return first, sign.join(parts[count:])
    return words, ""
