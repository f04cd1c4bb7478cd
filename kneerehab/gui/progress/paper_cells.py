"""Cells of the paper week: each knows which keys it takes and when it is full, so that typing moves on by itself."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QLocale, QRegularExpression, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit, QSizePolicy

from kneerehab.gui.look import theme
from kneerehab.wording.typed import number_in

TEN = "x"
"""The key of a 10, since 1 alone fills a cell."""

ALL = ".,+"
"""Keys for all exercises: one of them is plain on every layout."""


REPEAT = "=/*-"
"""Keys that take over what stands beside or above: one of them is plain on every layout and on a number pad."""

_FASTEST = 2.5
"""Minutes for a kilometre or mile that nobody runs in: with that a number of digits must hold a decimal."""


class Kind(Enum):
    """What a cell holds."""

    SCORE = auto()
    DAY = auto()
    MINUTES = auto()
    DISTANCE = auto()
    MARKS = auto()  # letters of exercises
    COUNT = auto()
    TICK = auto()


def typed(kind: Kind, text: str, sign: str, minutes: int | None = None) -> tuple[str, bool] | None:
    """The cell's text after one more sign, and whether it is full; None for a sign that it does not take.

    Minutes are full with two digits from 20 on, else with three; a distance with its first decimal, whose point comes
    by itself where one more digit before it would be farther than anybody runs in these `minutes`.
    """
    digit = sign.isascii() and sign.isdecimal()
    match kind:
        case Kind.SCORE:
            return (sign, True) if digit else ("10", True) if sign.casefold() == TEN else None
        case Kind.DAY:
            return (sign, True) if digit and 1 <= int(sign) <= 7 else None
        case Kind.COUNT:
            return (sign, True) if digit else None
        case Kind.MINUTES if digit and len(text) < 3:
            whole = text + sign
            return None if whole == "0" else (whole, len(whole) == 3 or int(whole) >= 20)
        case Kind.DISTANCE:
            if sign in ".," and text and not any(mark in text for mark in ".,"):
                return text + sign, False
            decimal = any(mark in text for mark in ".,")
            if not digit or (not decimal and len(text) == 3):
                return None
            whole = text + sign
            ends = not decimal and minutes is not None and int(whole) * 10 * _FASTEST > minutes
            return (whole + QLocale().decimalPoint(), False) if ends and whole != "0" else (whole, decimal)
    return None


_SOUND = {
    Kind.SCORE: "10|[0-9]",
    Kind.DAY: "[1-7]",
    Kind.MINUTES: "[1-9][0-9]{0,2}",
    Kind.DISTANCE: "[0-9]{1,3}([.,][0-9]?)?",
    Kind.COUNT: "[0-9]",
}
"""What may come in by other ways than keys, such as dictation."""

_WIDE = {
    Kind.SCORE: 40,
    Kind.DAY: 40,
    Kind.MINUTES: 52,
    Kind.DISTANCE: 60,
    Kind.COUNT: 40,
    Kind.MARKS: 84,
    Kind.TICK: 44,
}


class Cell(QLineEdit):
    """One box of the sheet. `full` asks for the next one, `stepped` for that before (-1) or after (1).

    `line_done` is Enter; `marked` is a letter that belongs to the whole line; `passed_on` a digit that the next line is
    to have; `repeated` asks for what stands beside or above.
    """

    full = Signal()
    stepped = Signal(int)
    line_stepped = Signal(int)
    line_done = Signal()
    marked = Signal(str)
    passed_on = Signal(str)
    repeated = Signal()

    def __init__(self, kind: Kind, name: str) -> None:
        super().__init__()
        self.kind = kind
        self.minutes: int | None = None
        """How long the run took whose distance this is."""
        self.setProperty("cell", True)
        self.setProperty("number", True)
        self.setAccessibleName(name)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        if sound := _SOUND.get(kind):
            self.setValidator(QRegularExpressionValidator(QRegularExpression(sound), self))
        else:
            self.setReadOnly(True)  # its marks come and go by letters
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def score(self) -> int | None:
        """The score or count, or None."""
        return int(self.text()) if self.text() else None

    def amount(self) -> float | None:
        """The number, or None."""
        return number_in(self.text(), QLocale().decimalPoint()) if self.text() else None

    def lock(self, locked: bool, text: str = "") -> None:
        """Leave out what the diary has already, showing it; or take answers again."""
        if locked or not self.isEnabled():
            self.setText(text)
        self.setEnabled(not locked)

    # Qt
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, sign = event.key(), event.text()
        held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if held:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.line_done.emit()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.stepped.emit(-1 if key == Qt.Key.Key_Left else 1)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.line_stepped.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key == Qt.Key.Key_Space:
            self.stepped.emit(1)
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self._take_back()
        elif sign and sign.isprintable():
            self.take(sign)
        else:
            super().keyPressEvent(event)

    def take(self, sign: str) -> None:
        """Take a sign that was typed here or in the line before."""
        if sign in REPEAT:
            self.repeated.emit()
            return
        so_far = "" if self.hasSelectedText() or self.kind in (Kind.SCORE, Kind.DAY, Kind.COUNT) else self.text()
        if self.kind in (Kind.MARKS, Kind.TICK):
            (self.passed_on if sign.isdecimal() else self.marked).emit(sign)
            return
        found = typed(self.kind, so_far, sign, self.minutes)
        if found is None:
            self.marked.emit(sign)
            return
        text, full = found
        self.setText(text)
        self.textEdited.emit(text)
        if full:
            self.full.emit()

    def _take_back(self) -> None:
        """Empty the cell; if it is empty, go back to the one before."""
        if self.text():
            self.setText("")
            self.textEdited.emit("")
        else:
            self.stepped.emit(-1)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(_WIDE[self.kind]), max(theme.px(34), theme.line_height("field") + theme.px(8)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
