"""Text and marks that stand still: labels in a role and a tone, headings, icons and dividers."""

from __future__ import annotations

import os
from math import ceil

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QFontMetricsF, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from kneerehab.gui.look import accessible, icons, painting, theme
from kneerehab.gui.look.flow import follow_width

_SIDES = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignRight
_LEFTWARDS = {
    Qt.AlignmentFlag.AlignLeft: Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute,
    Qt.AlignmentFlag.AlignRight: Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute,
}


class Label(QLabel):
    """Text in one role of `fonts.ROLES` and one tone (a token of the style sheet: text, muted, accent, danger …).

    Plain unless it is `rich`: names and notes may look like HTML, and whoever writes rich text escapes them. What wraps
    `late` asks for one line, and takes more only where it is not given that.
    """

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        tone: str = "text",
        *,
        wrap: bool = False,
        rich: bool = False,
        late: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._late = late
        wrap = wrap or late
        self.setTextFormat(Qt.TextFormat.RichText if rich else Qt.TextFormat.PlainText)
        self._role = role
        self.setProperty("tone", tone)
        self.setWordWrap(wrap)
        self.setFont(theme.font(role))
        self.setAlignment(self.alignment())
        if wrap:
            follow_width(self)

    def set_tone(self, tone: str) -> None:
        """Change the colour by its token's name."""
        if tone != self.property("tone"):
            self.setProperty("tone", tone)
            self.style().unpolish(self)
            self.style().polish(self)

    def set_role(self, role: str) -> None:
        """Change the kind of text."""
        self._role = role
        self.setFont(theme.font(role))

    def sizeHint(self) -> QSize:
        return self._one_line(self.text()) if self._late else self._on_its_line(super().sizeHint())

    def minimumSizeHint(self) -> QSize:
        if self._late:
            return self._one_line(max(self.text().split(" "), key=self.fontMetrics().horizontalAdvance))
        return self._on_its_line(super().minimumSizeHint())

    def _one_line(self, words: str) -> QSize:
        wide = ceil(QFontMetricsF(self.font()).horizontalAdvance(words))
        return QSize(wide + 2 if wide else 0, max(self.fontMetrics().height(), theme.line_height(self._role)))

    def _on_its_line(self, size: QSize) -> QSize:
        """One line is as high as its role says, whatever the font's own height is."""
        if self.wordWrap() or not self.text():
            return size
        return QSize(size.width(), max(size.height(), theme.line_height(self._role)))

    def setAlignment(self, alignment: Qt.AlignmentFlag) -> None:
        """Where the window begins to be read; Qt would put a bare number where its digits begin to be read."""
        if self.isRightToLeft() and not alignment & Qt.AlignmentFlag.AlignAbsolute:
            alignment = _LEFTWARDS.get(alignment & _SIDES, alignment & _SIDES) | (alignment & ~_SIDES)
        super().setAlignment(alignment)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_role"):
            self.setFont(theme.font(self._role))
        super().changeEvent(event)


def may_wrap(path: object) -> str:
    """A path, or a sentence with one, as a label shows it: it may wrap after each folder."""
    return str(path).replace(os.sep, f"{os.sep}\u200b")


class Heading(Label):
    """A title that screen readers list as a heading."""

    def __init__(
        self,
        text: str = "",
        role: str = "card_title",
        tone: str = "text",
        parent: QWidget | None = None,
        *,
        late: bool = False,
    ) -> None:
        super().__init__(text, role, tone, late=late, parent=parent)
        self.setAccessibleName(text)
        self._make_room()

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setAccessibleName(text)
        self._make_room()

    def set_role(self, role: str) -> None:
        super().set_role(role)
        self._make_room()

    def _make_room(self) -> None:
        """The dots of a large Ü reach above the line of their font, and would be cut off."""
        measure = self.fontMetrics()
        above = 0 if self.text().isascii() else -measure.tightBoundingRect(self.text()).top() - measure.ascent()
        self.setContentsMargins(0, above + 1 if above > 0 else 0, 0, 0)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_role"):
            self._make_room()


accessible.give_role(Heading, QAccessible.Role.Heading)


class Icon(QWidget):
    """A line icon beside a text that says the same; screen readers pass over it."""

    def __init__(self, name: str, colour: str = "text", size: float = 20, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._colour = colour
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_icon(self, name: str, colour: str | None = None) -> None:
        """Show another icon."""
        self._name = name
        self._colour = colour or self._colour
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(self._size), theme.px(self._size))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        side = theme.px(self._size)
        box = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        icons.paint(painting.Brush(self), self._name, box, self._colour)


class Divider(QFrame):
    """A thin line between the parts of a card; decoration only."""

    def __init__(self, parent: QWidget | None = None, *, vertical: bool = False) -> None:
        super().__init__(parent)
        self._vertical = vertical
        fixed, grows = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding
        self.setSizePolicy(*((fixed, grows) if vertical else (grows, fixed)))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:
        return QSize(1, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painting.Brush(self).fillRect(self.rect(), theme.colour("border"))
