"""The 0–10 pain scale: eleven cells, one tab stop, digits from the keyboard; unknown until answered."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kneerehab.gui.look import painting, theme
from kneerehab.gui.look.digits import TEN_WITHIN, typed_digit
from kneerehab.gui.look.pain_words import spoken, word
from kneerehab.gui.look.roving import HELD, RovingCell, RovingGroup
from kneerehab.i18n import _

_STEPS = 11
_PER_ROW = 6  # when the scale breaks after 5
_GAP, _WIDE_GAP = 4, 6
_NARROWEST = 26  # of a cell in one row


class PainScale(RovingGroup):
    """Asks for one pain score. `set_value` is silent; the signals speak of what the person did."""

    value_changed = Signal(object)  # int, or None when cleared
    now_typed = Signal(int)  # Shift + digit: the pain at this moment
    answered = Signal(int)  # an answer that is whole: a 1 that was typed may still become 10, and arrows go on

    def __init__(
        self,
        name: str,
        *,
        cell_name: str | None = None,
        cell_height: int = 38,
        value: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`name` is the question ("Left knee, worst in 24 hours"); cells read `cell_name` and their score."""
        super().__init__(name, parent)
        painting.keep_as_it_is(self)
        self._value: int | None = None
        self._cell_height = cell_height
        self._typed: tuple[str, int] | None = None
        self._pause = QTimer(self, singleShot=True, interval=TEN_WITHIN)
        self._pause.timeout.connect(self._forget_typed)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.take([_PainCell(step, self) for step in range(_STEPS)])
        self.set_name(name, cell_name)
        self.set_value(value)

    @property
    def value(self) -> int | None:
        """The score, None while unknown."""
        return self._value

    def set_value(self, value: int | None) -> None:
        """Show a score of 0 to 10, or None for unknown, without a signal; ValueError outside."""
        if value is not None and not 0 <= value < _STEPS:
            raise ValueError(f"no pain score: {value}")
        self._value = value
        for cell in self._cells:
            cell.show_chosen(cell.index == value)
        self.settle_on(value or 0)
        self.setAccessibleDescription(spoken(value))

    def set_name(self, name: str, cell_name: str | None = None) -> None:
        """Name the question, and the cells ("Left knee worst" gives "Left knee worst 3")."""
        self.setAccessibleName(name)
        for cell in self._cells:
            cell.setAccessibleName(_("{question} {score}").format(question=cell_name or name, score=cell.index))
            cell.setAccessibleDescription(word(cell.index))

    def set_cell_height(self, height: int) -> None:
        """38 on pages, 34 in dialogs, 30 in the smallest window; pixels at 100 %."""
        if height != self._cell_height:
            self._cell_height = height
            self.updateGeometry()
            self.place_cells()

    @property
    def cell_height(self) -> int:
        """Height of a cell in pixels at 100 %."""
        return self._cell_height

    @property
    def rows(self) -> int:
        """1, or 2 when the scale has broken after 5."""
        if not self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            return 1  # no layout has given it a width yet
        room = (self.width() - (_STEPS - 1) * theme.px(_GAP)) / _STEPS
        return 1 if room >= theme.px(_NARROWEST) else 2

    def cell_rect(self, score: int) -> QRect:
        """Where the cell of a score is, in this widget."""
        return self._cells[score].geometry()

    def press(self, index: int) -> None:
        self._answer(index)
        self.set_value(self._value)  # pressing the chosen cell leaves it chosen
        self.answered.emit(index)

    def place_cells(self) -> None:
        columns, gap = (_STEPS, _GAP) if self.rows == 1 else (_PER_ROW, _WIDE_GAP)
        self.place_in_rows(columns, theme.px(self._cell_height), theme.px(gap), _STEPS)

    def wants(self, event: QKeyEvent) -> bool:
        if event.modifiers() & HELD:
            return False
        return super().wants(event) or event.key() in _CLEARING or typed_digit(event) is not None

    def _answer(self, value: int | None) -> None:
        if value != self._value:
            self.set_value(value)
            self.value_changed.emit(value)

    def _type(self, kind: str, digit: int) -> None:
        score = 10 if digit == 0 and self._typed == (kind, 1) else digit
        self._typed = (kind, score)
        self._pause.start()
        if kind == "now":
            self.now_typed.emit(score)
            return
        self._answer(score)
        if score != 1:
            self.answered.emit(score)

    def _step(self, by: int) -> None:
        if self._value is not None:
            self._go_to(min(_STEPS - 1, max(0, self._value + by)))
        elif by > 0:
            self._go_to(0)

    def _go_to(self, score: int) -> None:
        self._answer(score)
        self.move_to(score)

    def _forget_typed(self) -> None:
        typed, self._typed = self._typed, None
        if typed == ("value", 1) and self._value == 1 and self.has_focus_inside():
            self.answered.emit(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, typed = event.key(), typed_digit(event)
        if event.modifiers() & HELD:
            event.ignore()
        elif typed is not None:
            self._type(*typed)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._step(1 if key == Qt.Key.Key_Right else -1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go_to(0 if key == Qt.Key.Key_Home else _STEPS - 1)
        elif key == Qt.Key.Key_Space:
            self._go_to(self.current)
            self.answered.emit(self.current)
        elif key in _CLEARING:
            self._answer(None)
            self.move_to(0)
        else:
            event.ignore()

    def minimumSizeHint(self) -> QSize:
        narrow = _PER_ROW * theme.px(_NARROWEST) + (_PER_ROW - 1) * theme.px(_WIDE_GAP)
        return QSize(narrow, self.sizeHint().height())

    def sizeHint(self) -> QSize:
        width = _STEPS * theme.px(self._cell_height) + (_STEPS - 1) * theme.px(_GAP)
        height = theme.px(self._cell_height)
        return QSize(width, height if self.rows == 1 else 2 * height + theme.px(_WIDE_GAP))


_CLEARING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class _PainCell(RovingCell):
    """One score: its number over a bar of its colour; filled when chosen."""

    def tip(self) -> str:
        return spoken(self.index)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, score = theme.current(), self.index
        painter = painting.brush_for(self)
        box = QRectF(self.rect())
        if self.isChecked():
            painting.rounded(painter, box, 8, look.pain[score], "text", 2)
            painting.write(painter, box, str(score), painting.font("card_title", weight=700), look.on_pain[score])
            return
        painting.rounded(painter, box, 8, "sunken", "line" if self.warm else "border")
        draw_score(painter, box, score)


def draw_score(painter: QPainter, box: QRectF, score: int) -> None:
    """Draw a score that is not chosen into its cell: the number over a bar of its colour."""
    number = box.translated(QPointF(0, -painting.length(2)))
    size = 14 if box.height() >= painting.length(34) else 13
    painting.write(painter, number, str(score), painting.font("body", size=size, weight=500), "text")
    inset = painting.length(6 if box.width() >= painting.length(34) else 5)
    bar = QRectF(inset, box.height() - painting.length(10), box.width() - 2 * inset, painting.length(5))
    painting.rounded(painter, bar, 2, theme.current().pain[score], "pain_edge")
