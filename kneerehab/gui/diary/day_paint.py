"""The brush work of a line of the Diary by day: of a day, of an entry, of a single exercise."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from kneerehab.gui.diary.day_columns import DOT, SIDE, Columns
from kneerehab.gui.diary.day_model import Node
from kneerehab.gui.diary.day_text import DayText, EntryText
from kneerehab.gui.look import icons, painting, theme
from kneerehab.gui.look.day_dot import draw_day_dot
from kneerehab.gui.look.kind_icons import icon_of
from kneerehab.gui.look.painted_rows import button_rect
from kneerehab.i18n import _

_CHEVRON, _ENTRY_DOT, _ICON = 16, 22, 18
_PIPS = 7  # so many exercises are drawn as well as written
_DASH = "–"


class _Line:
    """The brush and the boxes that days and entries share."""

    def __init__(self, painter: QPainter, box: QRectF, place: Columns) -> None:
        self.painter, self.box, self.place = painter, box, place
        self.body, self.small = theme.font("body"), theme.font("small")
        high = max(painting.length(20), float(theme.line_height("body")))
        middle = box.center().y()
        self.above = QRectF(box.left(), middle - high, box.width(), high)
        self.below = QRectF(box.left(), middle, box.width(), high)

    def write(
        self, column: tuple[float, float], words: str, *, row: QRectF | None = None, strong: bool = False
    ) -> None:
        face = theme.font("body_strong") if strong else self.body
        painting.write(self.painter, self.cell(column, row), words, face, "text", painting.LEFT)

    def quiet(self, column: tuple[float, float], words: str, *, row: QRectF | None = None) -> None:
        painting.write(self.painter, self.cell(column, row), words, self.small, "muted", painting.LEFT)

    def cell(self, column: tuple[float, float], row: QRectF | None = None) -> QRectF:
        line = row or self.box
        return QRectF(line.left() + column[0], line.top(), max(0.0, column[1]), line.height())

    def icon(self, name: str, colour: str, left: float, row: QRectF) -> None:
        side = theme.px(_ICON)
        icons.paint(self.painter, name, QRectF(left, row.center().y() - side / 2, side, side), colour)

    def chevron(self, middle: float, is_open: bool) -> None:
        side = theme.px(14)
        name = "chevron-down" if is_open else "chevron-right"
        where = painting.box_around(QPointF(middle, self.box.center().y()), side, side)
        icons.paint(self.painter, name, where, "accent" if is_open else "muted", 2)


class DayPaint(_Line):
    """A day, or days without an entry."""

    def draw(self, text: DayText, node: Node, is_open: bool) -> None:
        place = self.place
        row = self.above if place.narrow else self.box
        if not node.row.logged:
            self._nothing(text, row)
            return
        self.chevron(self.box.left() + theme.px(_CHEVRON), is_open)
        self._when(text)
        for column, score in ((place.left, text.left), (place.right, text.right)):
            centre = QPointF(self.box.left() + column[0] + theme.px(DOT) / 2, self.box.center().y())
            draw_day_dot(self.painter, centre, score, DOT)
        self._activity(text, row)
        if place.narrow:
            exercises = _("exercises {done}").format(done=text.exercises) if text.exercises else ""
            told = (exercises, _("ice {n}").format(n=text.ice) if text.ice else "", text.note)
            words = ", ".join(part for part in told if part)
            self.quiet(place.activity, words or _DASH, row=self.below)
            return
        self._exercises(text)
        left, width = place.ice
        if text.ice:
            self.icon("ice", "ice", self.box.left() + left, self.box)
            self.write((left + theme.px(22), width - theme.px(22)), text.ice)
        else:
            self.quiet(place.ice, _DASH)
        painting.write(self.painter, self.cell(place.note), text.note, self.small, "text", painting.LEFT)

    def _when(self, text: DayText) -> None:
        left, width = self.place.day
        strong = theme.font("body_strong")
        wide = painting.text_width(text.day, strong)
        beside = painting.text_width(text.beside, self.small)
        if wide + theme.px(6) + beside <= width and not self.place.narrow:
            self.write((left, width), text.day, strong=True)
            self.quiet((left + wide + theme.px(6), beside + 1), text.beside)
        else:
            self.write((left, width), text.day, row=self.above if text.beside else None, strong=True)
            self.quiet((left, width), text.beside, row=self.below)

    def _nothing(self, text: DayText, row: QRectF) -> None:
        left, _width = self.place.day
        words = f"{text.day} {text.beside}".rstrip()
        wide = painting.text_width(words, self.small)
        self.quiet((left, wide + 1), words)
        after = max(left + wide + theme.px(12), self.place.activity[0])
        self.quiet((after, self.box.width() - after), f"{_DASH} {_('nothing logged')}")

    def _activity(self, text: DayText, row: QRectF) -> None:
        left, width = self.place.activity
        if not text.activity:
            self.quiet(self.place.activity, _DASH, row=row)
            return
        self.icon(text.icon, "run", self.box.left() + left, row)
        self.write((left + theme.px(24), width - theme.px(24)), text.activity, row=row)

    def _exercises(self, text: DayText) -> None:
        left, width = self.place.exercises
        if not text.exercises:
            self.quiet(self.place.exercises, _DASH)
            return
        self.write((left, width), text.exercises, strong=True)
        if not 0 < text.due <= _PIPS:
            return
        x = self.box.left() + left + painting.text_width("8 of 8", theme.font("body_strong")) + theme.px(8)
        unit, middle = painting.length(1), self.box.center().y()
        step = min(13 * unit, (self.box.left() + left + width - x) / text.due)
        for number in range(text.due):
            pip = QRectF(x + number * step, middle - 4 * unit, step - 3 * unit, 8 * unit)
            filled = number < text.done
            painting.rounded(self.painter, pip, 3, "exercise" if filled else "border")


class EntryPaint(_Line):
    """An entry of an open day, or one of the exercises behind it."""

    def draw(self, text: EntryText, node: Node, is_open: bool, *, strong: bool, buttons: bool) -> None:
        place, px = self.place, theme.px
        row = self.above if place.narrow else self.box
        left = float(px(SIDE + (24 if node.single else 0)))
        clock = painting.text_width("00:00", self.small) + px(10)
        self.quiet((left, clock), text.clock, row=row)
        left += clock
        if text.several:
            self.chevron(self.box.left() + px(_CHEVRON), is_open)
        if not node.single:
            name, colour = icon_of(text.code)
            self.icon(name, colour, self.box.left() + left, row)
            left += px(26)
            kind = place.activity[0] - px(8) - left if not place.narrow else place.edit[0] - px(120) - left
            self.write((left, kind), text.kind, row=row, strong=True)
        end = place.edit[0] - px(6)
        if text.left is not None or text.right is not None:
            end -= px(2 * 42)
            self._pain(text, end + px(6), row)
        begin = left if node.single else float(px(SIDE)) if place.narrow else place.activity[0]
        self._words(text, (begin, end - begin), is_open)
        if buttons:
            self._buttons(strong)

    def _words(self, text: EntryText, column: tuple[float, float], is_open: bool) -> None:
        words = ". ".join(part for part in (text.words, text.note) if part)
        if self.place.narrow:
            self.quiet((column[0], self.place.edit[0] - theme.px(6) - column[0]), words, row=self.below)
            return
        link = ""
        if text.several:
            link = _("Hide them") if is_open else _("Show the {n}").format(n=text.several)
        if text.note:
            painting.write(self.painter, self.cell(column, self.above), text.words, self.small, "text", painting.LEFT)
            self.quiet(column, text.note, row=self.below)
        elif link and painting.text_width(f"{words}  {link}", self.small) > column[1]:
            painting.write(self.painter, self.cell(column, self.above), words, self.small, "text", painting.LEFT)
            self._link(column[0], link, self.below)
        else:
            painting.write(self.painter, self.cell(column), words, self.small, "text", painting.LEFT)
            if link:
                self._link(column[0] + painting.text_width(f"{words}  ", self.small), link, self.box)

    def _link(self, left: float, words: str, row: QRectF) -> None:
        face = theme.font("small_strong")
        face.setUnderline(True)
        box = self.cell((left, painting.text_width(words, face) + 1), row)
        painting.write(self.painter, box, words, face, "accent", painting.LEFT)

    def _pain(self, text: EntryText, left: float, row: QRectF) -> None:
        for sign, score in ((_("L"), text.left), (_("R"), text.right)):
            if score is not None:
                label = self.cell((left, theme.px(14)), row)
                painting.write(self.painter, label, sign, theme.font("caption"), "muted", painting.LEFT)
                centre = QPointF(self.box.left() + left + theme.px(14 + _ENTRY_DOT / 2), row.center().y())
                draw_day_dot(self.painter, centre, score, _ENTRY_DOT)
            left += theme.px(42)

    def _buttons(self, strong: bool) -> None:
        for name, column in (("edit", self.place.edit), ("trash", self.place.delete)):
            box = button_rect(self.box.toRect(), column)
            inset = (box.width() - theme.px(_ICON)) / 2
            where = QRectF(box).adjusted(inset, inset, -inset, -inset)
            icons.paint(self.painter, name, where, "text" if strong else "muted")
