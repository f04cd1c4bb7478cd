"""The round buttons of a session, with their words and keys below."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from kneerehab.gui.look import icons, painting, theme
from kneerehab.gui.look.button import key_width, paint_key
from kneerehab.gui.look.painted_button import PaintedButton


class RoundButton(PaintedButton, QPushButton):
    """60 px, or 84 px and filled for the main one; its name is read aloud, the words below are drawn."""

    def __init__(self, icon: str, name: str, *, main: bool = False, parent: QWidget | None = None) -> None:
        super().__init__("", parent, ring=-1)
        self._icon_name, self._main = icon, main
        self.setAccessibleName(name)

    def set_state(self, icon: str, name: str) -> None:
        """Show another icon under another name."""
        if (icon, name) != (self._icon_name, self.accessibleName()):
            self._icon_name = icon
            self.setAccessibleName(name)
            self.update()

    def sizeHint(self) -> QSize:
        side = theme.px(84 if self._main else 60)
        return QSize(side, side)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()  # the session's own; a button would move the focus, or be pressed
            return
        super().keyPressEvent(event)

    def draw(self, painter: QPainter) -> None:
        box = QRectF(self.rect())
        if self._main:
            painting.rounded(painter, box, 42, "accent_hover" if self.warm else "accent")
        else:
            painting.rounded(painter, box, 30, "accent_tint" if self.warm else "surface", "line")
        side = theme.px(34 if self._main else 24)
        mark = painting.box_around(box.center(), side, side)
        colour = "on_accent" if self._main else "text" if self.isEnabled() else "muted"
        icons.paint(painter, self._icon_name, mark, colour, 2.4 if self._main else 1.9)


class _Words(QWidget):
    """Words and a key cap, centred; the button above carries the name."""

    def __init__(self, words: str, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self._key, self._shown = words, key, True
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_words(self, words: str) -> None:
        if words != self._words:
            self._words = words
            self.updateGeometry()
            self.update()

    def show_key(self, shown: bool) -> None:
        if shown != self._shown:
            self._shown = shown
            self.updateGeometry()
            self.update()

    def _cap(self) -> str:
        return self._key if len(self._key) > 1 or theme.letter_keys() else ""

    def needs(self, *, key: bool) -> int:
        words = QFontMetricsF(theme.font("small_strong")).horizontalAdvance(self._words)
        cap = key_width(self._cap()) if key else 0
        return round(words + (cap + theme.px(8) if cap else 0)) + 4

    def sizeHint(self) -> QSize:
        return QSize(self.needs(key=self._shown), theme.px(22))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.brush_for(self)
        face = theme.font("small_strong")
        wide = QFontMetricsF(face).horizontalAdvance(self._words)
        painter.setFont(face)
        painter.setPen(theme.colour("text"))
        painter.drawText(QRectF(0, 0, wide + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, self._words)
        if self._shown and self._cap():
            paint_key(painter, QPointF(wide + theme.px(8), self.height() / 2), self._cap(), theme.colour("muted"))
        painter.end()


class LabelledRound(QWidget):
    """A round button (`button`) with its words and key below."""

    def __init__(self, icon: str, words: str, key: str, *, main: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = RoundButton(icon, words, main=main)
        self._below = _Words(words, key)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addStretch(1)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._below, 0, Qt.AlignmentFlag.AlignHCenter)

    def needs(self, *, key: bool) -> int:
        """How many pixels it is wide with its key drawn beside the words, or without."""
        return max(self.button.sizeHint().width(), self._below.needs(key=key))

    def show_key(self, shown: bool) -> None:
        """Draw the key beside the words, or leave it out where there is no room."""
        self._below.show_key(shown)

    def set_state(self, icon: str, words: str) -> None:
        """Show another icon and other words."""
        self.button.set_state(icon, words)
        self._below.set_words(words)
