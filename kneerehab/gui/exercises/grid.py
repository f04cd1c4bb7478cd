"""The cards of the exercises: one tab stop, arrows move between them, Enter or Space opens one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from kneerehab.frozen import dataclass
from kneerehab.gui.look import icons, painting, theme
from kneerehab.gui.look.exercise_picture import paint_drawing
from kneerehab.gui.look.flow import follow_width
from kneerehab.gui.look.habits import onwards
from kneerehab.gui.look.roving import HELD, RovingCell, RovingGroup
from kneerehab.i18n import _

_LEAST, _GAP, _HEIGHT, _PICTURE = 214, 16, 216, 122


@dataclass(frozen=True, slots=True, kw_only=True)
class CardInfo:
    """What a card shows; an empty `exercise` is the card that adds one."""

    exercise: str
    name: str = ""
    dose: str = ""
    short_dose: str = ""
    kind: str = ""
    in_plan: bool = False
    ready: bool = False  # a little more is suggested
    hidden: bool = False


class CardGrid(RovingGroup):
    """`chosen` names the exercise that was opened, `add_wanted` asks for a new one."""

    chosen = Signal(str)
    add_wanted = Signal()

    _cells: Sequence[ExerciseCard]
    keys = (*RovingGroup.keys, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Exercises"), parent)
        self._infos: list[CardInfo] = []
        self._chosen = ""
        self._before: QWidget | None = None
        follow_width(self, QSizePolicy.Policy.Expanding)
        self.show_cards([], "")

    @property
    def cards(self) -> list[ExerciseCard]:
        """The cards, in order; the last one adds an exercise."""
        return list(self._cells)

    def show_cards(self, infos: Sequence[CardInfo], chosen: str) -> None:
        """Show these and the card that adds one; the same exercises keep their cards and the focus."""
        wanted = [*infos, CardInfo(exercise="", name=_("Add your own"), dose=_("from your physio, for example"))]
        if [info.exercise for info in wanted] != [info.exercise for info in self._infos]:
            focused = self.has_focus_inside()
            for card in self._cells:
                card.hide()
                card.deleteLater()
            self.take([ExerciseCard(number, self) for number in range(len(wanted))])
            for card in self._cells:
                card.show()
            self._stand_in_line()
            if focused:
                self.move_to(0)
        self._infos = wanted
        for card, info in zip(self.cards, wanted, strict=True):
            card.show_info(info)
        self.choose(chosen)
        self.place_cells()
        self.updateGeometry()

    def follow(self, before: QWidget) -> None:
        """Let Tab come from `before` to the cards: new ones would else come last of all."""
        self._before = before

    def _stand_in_line(self) -> None:
        if self._before is not None and self._before.window() is self.window():
            for one, other in pairwise([self._before, *self._cells]):
                QWidget.setTabOrder(one, other)

    def choose(self, exercise: str) -> None:
        """Mark the card whose exercise is open elsewhere, without a signal."""
        self._chosen = exercise
        for card, info in zip(self.cards, self._infos, strict=True):
            card.show_chosen(bool(exercise) and info.exercise == exercise)
            if exercise and info.exercise == exercise:
                self.settle_on(card.index)

    def reveal(self, index: int) -> None:
        """Scroll a card into sight."""
        area: QWidget | None = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None and index < len(self._cells):
            area.ensureWidgetVisible(self._cells[index], 0, theme.px(_GAP))

    def move_to(self, index: int) -> None:
        super().move_to(index)
        self.reveal(self.current)

    def focus_chosen(self) -> None:
        """Give the keyboard to the open exercise's card."""
        self.move_to(self.current)

    def press(self, index: int) -> None:
        exercise = self._infos[index].exercise
        if not exercise:
            self.choose(self._chosen)
            self.add_wanted.emit()
            return
        self.choose(exercise)
        self.chosen.emit(exercise)

    def _columns(self, width: int) -> int:
        gap = theme.px(_GAP)
        return max(1, (width + gap) // (theme.px(_LEAST) + gap))

    def place_cells(self) -> None:
        gap, high = theme.px(_GAP), theme.px(_HEIGHT)
        columns = self._columns(self.width())
        pitch = (self.width() + gap) / columns
        for card in self._cells:
            row, column = divmod(card.index, columns)
            left, right = round(column * pitch), round((column + 1) * pitch) - gap
            self.put(card, left, row * (high + gap), right - left, high)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        rows = -(-max(1, len(self._cells)) // self._columns(width))
        return rows * (theme.px(_HEIGHT) + theme.px(_GAP)) - theme.px(_GAP)

    def sizeHint(self) -> QSize:
        width = max(self.width(), theme.px(_LEAST))
        return QSize(theme.px(2 * _LEAST + _GAP), self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(_LEAST), theme.px(_HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        columns, last = self._columns(self.width()), len(self._cells) - 1
        steps = {
            Qt.Key.Key_Up: self.current - columns,
            Qt.Key.Key_Down: min(last, self.current + columns) if self.current + 1 <= last else -1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        if event.modifiers() & HELD:
            event.ignore()
        elif step := onwards(self, event):
            self.move_to(self.current + step)
        elif event.key() in steps:
            self.move_to(steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.press(self.current)
        else:
            event.ignore()


class ExerciseCard(RovingCell):
    """Drawing, name, dose and kind."""

    def __init__(self, index: int, parent: CardGrid) -> None:
        super().__init__(index, parent, ring=14)
        self._info = CardInfo(exercise="")

    @property
    def info(self) -> CardInfo:
        """What it shows."""
        return self._info

    def show_info(self, info: CardInfo) -> None:
        """Show an exercise."""
        self._info = info
        self.setAccessibleName(info.name)
        parts = [info.dose, info.kind]
        if info.exercise:
            parts.append(_("in my plan") if info.in_plan else _("not in my plan"))
        parts += [_("ready for a little more")] if info.ready else []
        parts += [_("hidden")] if info.hidden else []
        self.setAccessibleDescription(", ".join(part for part in parts if part))
        self.update()

    def tip(self) -> str:
        return _("Ready for a little more") if self._info.ready else ""

    def draw(self, painter: QPainter) -> None:
        box = QRectF(self.rect())
        if not self._info.exercise:
            self._paint_add(painter, box)
        else:
            self._paint_exercise(painter, box)

    def _paint_add(self, painter: QPainter, box: QRectF) -> None:
        unit = painting.length(1)
        hovered = self.underMouse()
        painter.setPen(painting.pen("accent" if hovered else "line", 1.2, dash=(4, 3)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 14 * unit, 14 * unit)
        middle = box.center()
        disc = painting.box_around(middle, 44 * unit, 44 * unit).translated(0, -28 * unit)
        painting.rounded(painter, disc, 22, "accent_tint")
        icons.paint(painter, "plus", painting.box_around(disc.center(), 22 * unit, 22 * unit), "accent", 2)
        for words, face, colour, down in (
            (self._info.name, painting.font("body_strong"), "accent", 22),
            (self._info.dose, painting.font("small"), "muted", 50),
        ):
            line = painting.box_around(middle, box.width() - 16 * unit, 22 * unit).translated(0, down * unit)
            painting.write_whole(painter, line, words, [face], colour, painting.CENTRE)

    def _paint_exercise(self, painter: QPainter, box: QRectF) -> None:
        unit, info = painting.length(1), self._info
        chosen = self.isChecked()
        edge = "accent" if chosen else "line" if self.underMouse() else "border"
        painting.rounded(painter, box, 14, "surface", edge, 2 if chosen else 1)
        panel = QRectF(13 * unit, 13 * unit, box.width() - 26 * unit, _PICTURE * unit)
        painting.rounded(painter, panel, 10, "sunken")
        inner = panel.adjusted(4 * unit, 4 * unit, -4 * unit, -4 * unit)
        if info.hidden:
            painter.setOpacity(0.45)
        paint_drawing(painter, info.exercise, inner)
        painter.setOpacity(1)
        if info.ready:
            disc = QRectF(panel.right() - 32 * unit, panel.top() + 6 * unit, 26 * unit, 26 * unit)
            painting.rounded(painter, disc, 13, "success_tint")
            icons.paint(painter, "arrow-up", disc.adjusted(6 * unit, 6 * unit, -6 * unit, -6 * unit), "success", 2.4)
        elif info.hidden:
            self._paint_hidden(painter, panel)
        left, right = 17 * unit, box.width() - 17 * unit
        name = QRectF(left, (13 + _PICTURE + 12) * unit, right - left, 20 * unit)
        faces = [painting.font("body_strong"), painting.font("small_strong"), painting.font("chip")]
        painting.write_whole(painter, name, info.name, faces, "text")
        foot = QRectF(left, name.bottom() + 7 * unit, right - left, 24 * unit)
        face = painting.font("chip")
        wide = painting.text_width(info.kind, face) + 20 * unit
        chip = QRectF(foot.right() - wide, foot.top(), wide, foot.height())
        painting.rounded(painter, chip, 12, "sunken", "border")
        painting.write(painter, chip, info.kind, face, "text")
        dose = QRectF(left, foot.top(), chip.left() - left - 6 * unit, foot.height())
        if info.in_plan:
            side = 14 * unit
            mark = QRectF(left, foot.center().y() - side / 2, side, side)
            icons.paint(painter, "check", mark, "success", 2.2)
            dose.setLeft(left + 19 * unit)
        face = painting.font("small")
        words = info.dose if painting.text_width(info.dose, face) <= dose.width() else info.short_dose
        painting.write_whole(painter, dose, words, [face, painting.font("caption")], "muted")

    def _paint_hidden(self, painter: QPainter, panel: QRectF) -> None:
        unit, face, words = painting.length(1), painting.font("chip"), _("Hidden")
        wide = painting.text_width(words, face) + 18 * unit
        flag = QRectF(panel.right() - wide - 6 * unit, panel.top() + 6 * unit, wide, 22 * unit)
        painting.rounded(painter, flag, 11, "surface", "line")
        painting.write(painter, flag, words, face, "muted")
