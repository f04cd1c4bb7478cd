"""How a row of the list of runners is laid out and painted, and what it says to a screen reader."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from kneerehab.frozen import dataclass
from kneerehab.gui.look import icons, painting, theme
from kneerehab.gui.look.made_rows import SHOWN
from kneerehab.gui.look.painted_rows import Column, button_rect, view_of
from kneerehab.i18n import _
from kneerehab.services.runners import Known

_SIDE, _ICON, _BUTTON = 12, 18, 36


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A runner of the list; `name` is what stands for it if names are hidden, `about` tells namesakes apart."""

    runner: Known
    name: str
    about: str
    is_open: bool
    same_name: bool

    @property
    def words(self) -> str:
        """The whole row."""
        twice = _("somebody else has this name too") if self.same_name else ""
        is_open = _("this diary is open") if self.is_open else ""
        return ", ".join(part for part in (self.name, self.about, twice, is_open) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Left edge and width of each column in pixels."""

    icon: Column
    words: Column
    edit: Column
    delete: Column


def columns(width: int) -> Columns:
    """The columns of a row of this width."""
    px = theme.px
    delete = width - px(_SIDE - 4) - px(_BUTTON)
    edit = delete - px(4) - px(_BUTTON)
    words = px(_SIDE + _ICON + 10)
    return Columns(
        icon=(px(_SIDE), px(_ICON)),
        words=(words, edit - px(8) - words),
        edit=(edit, px(_BUTTON)),
        delete=(delete, px(_BUTTON)),
    )


def row_height(_narrow: bool) -> int:
    """The height of a row in pixels: two lines."""
    return max(theme.px(48), theme.line_height("body_strong") + theme.line_height("caption") + theme.px(8))


class RunnerRow(QStyledItemDelegate):
    """Paints rows; `buttons_on` is the row whose buttons are real ones, `ringed` whether the focus is to be seen."""

    buttons_on = -1
    focused = False
    ringed = False

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(1, row_height(False))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        shown: Shown = index.data(SHOWN)
        view, box, place = view_of(option), QRectF(option.rect), columns(option.rect.width())
        current = view is not None and view.currentIndex() == index
        strong = current or bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painting.turn_row(painter, option)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill = "accent_tint" if shown.is_open else "sunken" if strong else "surface"
        painter.fillRect(box, theme.colour(fill))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), theme.colour("border"))
        side = theme.px(_ICON)
        mark = QRectF(box.left() + place.icon[0], box.center().y() - side / 2, side, side)
        self._icon(painter, "check" if shown.is_open else "user", mark, "accent" if shown.is_open else "muted")
        self._words(painter, QRectF(box.left() + place.words[0], box.top(), place.words[1], box.height()), shown)
        if index.row() != self.buttons_on:
            for name, column in (("edit", place.edit), ("trash", place.delete)):
                middle = QRectF(button_rect(option.rect, column)).center()
                self._icon(painter, name, painting.box_around(middle, side, side), "text" if strong else "muted")
        if current and self.ringed:
            inset = theme.px(3)
            painting.rounded(painter, box.adjusted(inset, inset, -inset, -inset - 1), 8, None, "focus", 2)
        painter.restore()

    def _icon(self, painter: QPainter, name: str, box: QRectF, colour: str) -> None:
        """From a picture of it, which is made once for all rows."""
        ratio = painter.device().devicePixelRatio()
        with painting.upright(painter, box):
            left, top = round(box.left() * ratio) / ratio, round(box.top() * ratio) / ratio
            painter.drawPixmap(QPointF(left, top), icons.pixmap(name, colour, _ICON, ratio))

    def _words(self, painter: QPainter, box: QRectF, shown: Shown) -> None:
        """The name over what tells it apart."""
        strong, quiet = theme.font("body_strong"), theme.font("caption")
        if not shown.about:
            painting.write(painter, box, shown.name, strong, "text", painting.LEFT)
            return
        above, below = theme.line_height("body_strong"), theme.line_height("caption")
        top = box.center().y() - (above + below) / 2
        line = QRectF(box.left(), top, box.width(), above)
        painting.write(painter, line, shown.name, strong, "text", painting.LEFT)
        line = QRectF(box.left(), top + above, box.width(), below)
        painting.write(painter, line, shown.about, quiet, "muted", painting.LEFT)
