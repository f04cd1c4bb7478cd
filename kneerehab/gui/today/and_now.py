"""The pain at this moment, asked once the worst is known: 0 to that worst, answered by a click, a digit or Enter."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from kneerehab.gui.look import accessible, painting, theme
from kneerehab.gui.look.digits import TEN_WITHIN, typed_digit
from kneerehab.gui.look.pain_scale import draw_score
from kneerehab.gui.look.pain_words import spoken, word
from kneerehab.gui.look.roving import HELD, RovingCell, RovingGroup
from kneerehab.i18n import _

_SCORES = 11
_WIDE_UP_TO = 3  # options with their word; above it plain cells, under those of the scale
_PER_ROW = 6  # where eleven cells do not fit beside each other
_GAP, _WIDE_GAP = 4, 8
_NARROWEST = 26
_HEIGHT = 40

_ANSWERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class AndNow(RovingGroup):
    """Options from 0 to the worst. Arrows only move the focus: an answer is a click, a digit, Enter or Space."""

    answered = Signal(int)
    closed = Signal()  # Escape

    def __init__(self, knee: str, parent: QWidget | None = None) -> None:
        """`knee` says whose pain it is ("Left knee")."""
        super().__init__(knee, parent)
        painting.keep_as_it_is(self)
        self._knee = knee
        self._worst = _SCORES - 1
        self._pause = QTimer(self, singleShot=True, interval=TEN_WITHIN)
        self._pause.timeout.connect(lambda: self.press(1))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.take([_Option(score, self) for score in range(_SCORES)])
        for cell in self._cells:
            cell.setAccessibleName(_("{knee}, now {score}").format(knee=knee, score=cell.index))
            cell.setAccessibleDescription(word(cell.index))
        self.ask(self._worst, None)

    @property
    def worst(self) -> int:
        """The highest score on offer."""
        return self._worst

    def ask(self, worst: int, value: int | None) -> None:
        """Offer 0 to `worst` and show the answer so far; the focus begins on it, else on 0."""
        new = (worst, value) != (self._worst, self._shown())
        self._worst = worst
        for cell in self._cells:
            cell.setVisible(cell.index <= worst)
            cell.show_chosen(cell.index == value)
        if new and not self.has_focus_inside():
            self.put_stop_on(value if value is not None and value <= worst else 0)
        self.setAccessibleName(_("{knee}, pain now, 0 to {worst}").format(knee=self._knee, worst=worst))
        self.setAccessibleDescription(spoken(value))
        self.place_cells()
        self.updateGeometry()

    def _shown(self) -> int | None:
        return next((cell.index for cell in self._cells if cell.isChecked()), None)

    @property
    def wide(self) -> bool:
        """Whether the options carry their words."""
        return self._worst <= _WIDE_UP_TO

    def _columns(self) -> int:
        """How many places a row has."""
        if self.wide:
            return self._worst + 1
        room = (self.width() - (_SCORES - 1) * theme.px(_GAP)) / _SCORES
        return _SCORES if room >= theme.px(_NARROWEST) else _PER_ROW

    @property
    def rows(self) -> int:
        """1, or 2 where the cells have to break after 5."""
        return 1 + self._worst // self._columns()

    def press(self, index: int) -> None:
        self._pause.stop()
        self.answered.emit(index)

    def place_cells(self) -> None:
        gap = theme.px(_WIDE_GAP if self.wide else _GAP)
        self.place_in_rows(self._columns(), theme.px(_HEIGHT), gap, self._worst + 1)

    def wants(self, event: QKeyEvent) -> bool:
        if event.modifiers() & HELD:
            return False
        return super().wants(event) or event.key() in _ANSWERS or typed_digit(event) is not None

    def _type(self, digit: int) -> None:
        if digit == 0 and self._pause.isActive():
            self.press(_SCORES - 1)
        elif digit > self._worst:
            accessible.announce(self, _("The highest is {worst}.").format(worst=self._worst))
        elif digit == 1 and self._worst == _SCORES - 1:
            self._pause.start()  # a ten may follow
        else:
            self.press(digit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, typed = event.key(), typed_digit(event)
        if event.modifiers() & HELD:
            event.ignore()
        elif typed is not None:
            self._type(typed[1])
        elif key in _ANSWERS:
            self.press(self.current)
        elif key in _STEPS:
            self.move_to(min(self._worst, max(0, self.current + _STEPS[Qt.Key(key)])))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.move_to(0 if key == Qt.Key.Key_Home else self._worst)
        elif key == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            event.ignore()

    def minimumSizeHint(self) -> QSize:
        narrow = _PER_ROW * theme.px(_NARROWEST) + (_PER_ROW - 1) * theme.px(_GAP)
        return QSize(narrow, self.sizeHint().height())

    def sizeHint(self) -> QSize:
        width = _SCORES * theme.px(38) + (_SCORES - 1) * theme.px(_GAP)
        return QSize(width, self.rows * theme.px(_HEIGHT) + (self.rows - 1) * theme.px(_GAP))


class _Option(RovingCell):
    """One score: with its word beside a mark of its colour, or in a plain cell over a bar of its colour."""

    def tip(self) -> str:
        return spoken(self.index)

    def draw(self, painter: QPainter) -> None:
        look, score = theme.current(), self.index
        box = QRectF(self.rect())
        chosen = self.isChecked()
        ink = look.on_pain[score] if chosen else "text"
        if chosen:
            painting.rounded(painter, box, 8, look.pain[score], "text", 2)
        else:
            painting.rounded(painter, box, 8, "surface", "text" if self.warm else "line")
        group = self.parentWidget()
        if isinstance(group, AndNow) and group.wide:
            self._paint_wide(painter, box, ink)
        elif chosen:
            painting.write(painter, box, str(score), painting.font("body", weight=700), ink)
        else:
            draw_score(painter, box, score)

    def _paint_wide(self, painter: QPainter, box: QRectF, ink: str) -> None:
        look, score = theme.current(), self.index
        width, height = painting.length(12), painting.length(22)
        mark = QRectF(width, (box.height() - height) / 2, width, height)
        painting.rounded(painter, mark, 3, look.pain[score], "pain_edge")
        number = painting.font("body", weight=700)
        left = mark.right() + painting.length(8)
        room = QRectF(left, 0, box.width() - left, box.height())
        painting.write(painter, room, str(score), number, ink, painting.LEFT)
        left += painting.text_width(str(score), number) + painting.length(8)
        words, face = word(score), painting.font("small")
        if left + painting.text_width(words, face) <= box.width() - painting.length(6):  # never a part of a word
            room.setLeft(left)
            painting.write(painter, room, words, face, ink if self.isChecked() else "muted", painting.LEFT)
