"""Buttons and links: real QPushButtons that paint themselves in the program's look."""

from __future__ import annotations

import sys

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from kneerehab.frozen import dataclass
from kneerehab.gui.look import icons, painting, theme
from kneerehab.gui.look.habits import key_words, tip
from kneerehab.gui.look.painted_button import FIXED, WordedButton
from kneerehab.gui.look.shapes import rounded

_HEIGHTS = {"small": 30, "compact": 32, "normal": 36, "field": 40, "big": 44}
_PADDING = {"small": 12, "compact": 14, "normal": 16, "field": 18, "big": 20}
_GAP = 8
_ICON = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class _Paint:
    """Tokens of one variant; an empty name paints nothing."""

    text: str
    fill: str = ""
    fill_hover: str = ""
    edge: str = ""
    edge_hover: str = ""


_VARIANTS = {
    "primary": _Paint(text="on_accent", fill="accent", fill_hover="accent_hover"),
    "soft": _Paint(text="accent", fill="accent_tint", fill_hover="accent_tint", edge_hover="accent"),
    "outline": _Paint(text="text", fill="surface", fill_hover="sunken", edge="line", edge_hover="text"),
    "quiet": _Paint(text="accent", fill_hover="accent_tint"),
    "plain": _Paint(text="muted", fill_hover="surface", edge_hover="line"),
    "danger": _Paint(text="danger", fill="surface", fill_hover="danger_tint", edge="danger", edge_hover="danger"),
    "bar": _Paint(text="bar_action", edge="bar_action", edge_hover="on_bar"),
    "bar-plain": _Paint(text="on_bar", edge_hover="on_bar"),
}


class Button(WordedButton, QPushButton):
    """A push button: variant primary, soft, outline, quiet, plain, danger or bar; size small, normal, field or big.

    `key` is a shortcut hint drawn inside ("R", "Ctrl+Enter"); the shortcut itself belongs to the page. One that `wraps`
    may be given less width than its words need in one line.
    """

    def __init__(
        self,
        text: str = "",
        *,
        variant: str = "outline",
        icon: str = "",
        key: str = "",
        size: str = "normal",
        description: str = "",
        wraps: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent, ring=10 if size == "big" else 8, wraps=wraps)
        self._variant = variant
        self._icon_name = icon
        self._key = key
        self._size = size
        if description:
            self.setAccessibleDescription(description)

    def set_variant(self, variant: str) -> None:
        """Change the look; KeyError when painting an unknown one."""
        self._variant = variant
        self.update()

    def set_icon_name(self, name: str) -> None:
        """Change the icon; "" takes it away."""
        self._icon_name = name
        self.lay_out_anew()

    def set_key(self, key: str) -> None:
        """Change the shortcut hint; "" takes it away."""
        self._key = key
        self.lay_out_anew()

    def key_text(self) -> str:
        """The hint as it is drawn: nothing for a single letter while letter keys are off."""
        return key_text(self._key)

    def _radius(self) -> int:
        return 10 if self._size == "big" else 8

    def face(self) -> QFont:
        return theme.font("button_big" if self._size == "big" else "body_strong")

    def _colours(self) -> tuple[QColor, QColor | None, QColor | None]:
        look = _VARIANTS[self._variant]
        if not self.isEnabled():
            filled = self._variant in ("primary", "soft")
            return (
                theme.colour("muted"),
                theme.colour("sunken") if filled or look.fill else None,
                theme.colour("border") if look.fill or look.edge else None,
            )
        fill, edge = look.fill, look.edge
        if self.warm:
            fill, edge = look.fill_hover or fill, look.edge_hover or edge
        return theme.colour(look.text), theme.colour(fill) if fill else None, theme.colour(edge) if edge else None

    def _parts(self, lines: list[str]) -> tuple[float, float, float]:
        """Widths of icon, text and key cap in pixels; 0 for what is not there."""
        icon = theme.px(_ICON) if self._icon_name else 0.0
        measure = QFontMetricsF(self.face())
        return icon, max(measure.horizontalAdvance(line) for line in lines), key_width(self.key_text())

    def beside(self) -> float:
        parts = [part for part in self._parts([""]) if part]
        return sum(parts) + theme.px(_GAP) * len(parts) + 2 * theme.px(_PADDING[self._size])

    def words(self) -> str:
        return self.text().replace("&&", "\0").replace("&", "").replace("\0", "&")

    def sizeHint(self) -> QSize:
        height = max(theme.px(_HEIGHTS[self._size]), theme.line_height("body_strong") + theme.px(8))
        if not self.text():
            return QSize(height, height)
        words = QFontMetricsF(self.face()).horizontalAdvance(self.words())
        return QSize(round(words + self.beside() + 0.5), height)

    def draw(self, painter: QPainter) -> None:
        colour, fill, edge = self._colours()
        rounded(painter, QRectF(self.rect()), theme.px(self._radius()), fill=fill, edge=edge)
        lines = self.lines()
        icon, words, cap = self._parts(lines)
        gap = theme.px(_GAP)
        present = [part for part in (icon, words, cap) if part]
        x = (self.width() - sum(present) - gap * max(0, len(present) - 1)) / 2
        middle = self.height() / 2
        if icon:
            icons.paint(painter, self._icon_name, QRectF(x, middle - icon / 2, icon, icon), colour.name())
            x += icon + gap
        if words:
            painter.setPen(colour)
            painter.setFont(self.face())
            painter.drawText(QRectF(x, 0, words + 1, self.height()), painting.LEFT, "\n".join(lines))
            x += words + gap
        if cap:
            paint_key(painter, QPointF(x, middle), self.key_text(), colour)


class IconButton(Button):
    """A square button with an icon only; `name` is its accessible name and tool tip."""

    def __init__(
        self, icon: str, name: str, *, variant: str = "outline", size: str = "normal", parent: QWidget | None = None
    ) -> None:
        super().__init__("", variant=variant, icon=icon, size=size, parent=parent)
        self.set_name(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_name(self, name: str) -> None:
        """Change what the button is called."""
        self.setAccessibleName(name)
        self.setToolTip(tip(name))


class Link(WordedButton, QPushButton):
    """Underlined words that act; `colour` is a token, `role` a text role. One that `wraps` may have several lines."""

    def __init__(
        self,
        text: str,
        *,
        colour: str = "accent",
        role: str = "small_strong",
        wraps: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent, ring=4, across=FIXED, wraps=wraps)
        self._colour = colour
        self._role = role

    def set_colour(self, colour: str) -> None:
        """Change the colour by its token's name."""
        self._colour = colour
        self.update()

    def face(self) -> QFont:
        return theme.font(self._role)

    def beside(self) -> float:
        return 0.0

    def sizeHint(self) -> QSize:
        height = max(theme.line_height(self._role), theme.px(24))
        return QSize(round(QFontMetricsF(self.face()).horizontalAdvance(self.text()) + 1), height)

    def draw(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)  # a sharp line
        colour = theme.colour(self._colour if self.isEnabled() else "muted")
        font, lines = self.face(), self.lines()
        measure = QFontMetricsF(font)
        high = self.height() / len(lines)
        thick = theme.px(2) if self.warm else max(1.0, theme.px(1.4))
        painter.setFont(font)
        for number, line in enumerate(lines):
            painter.setPen(colour)
            painter.drawText(QRectF(0, number * high, self.width(), high), painting.LEFT, line)
            y = number * high + (high + measure.ascent() - measure.descent()) / 2 + theme.px(3)
            painter.setPen(QPen(colour, thick))
            painter.drawLine(QPointF(0, y), QPointF(measure.horizontalAdvance(line), y))


def key_text(key: str) -> str:
    """A shortcut as a key cap shows it: nothing for a single letter while letter keys are off."""
    if len(key) == 1 and not theme.letter_keys():
        return ""
    keys = key.replace("Ctrl", "⌘") if sys.platform == "darwin" else key
    return key_words(keys).replace("+", " ")


def key_width(key: str) -> float:
    """The width of a key cap in pixels; 0 without a key."""
    if not key:
        return 0.0
    return max(theme.px(18), QFontMetricsF(theme.font("key_cap")).horizontalAdvance(key) + theme.px(8))


def paint_key(painter: QPainter, left_middle: QPointF, key: str, colour: QColor) -> None:
    """Draw a key cap beginning at a point, centred on it vertically."""
    height = theme.px(18)
    box = QRectF(left_middle.x(), left_middle.y() - height / 2, key_width(key), height)
    rounded(painter, box, theme.px(4), edge=colour)
    painter.setPen(colour)
    painter.setFont(theme.font("key_cap"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)
