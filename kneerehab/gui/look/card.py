"""The white card that holds one subject of a page."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from kneerehab.gui.look import theme
from kneerehab.gui.look.flow import FlowLayout, follow_width
from kneerehab.gui.look.shapes import rounded
from kneerehab.gui.look.text import Heading, Label

_SIDES, _TOP = 20, 16
_AIR = (_TOP, 18, 12), (10, 10, 8), (8, 8, 6)
"""Top, bottom and gap: all the air, then less and least, where a whole page has to do without scrolling."""
_SUBTITLE = 60  # width at 100 % below which the subtitle has a line of its own


class _Slot(QHBoxLayout):
    """What it needs is told to the layouts above at once; Qt tells them when it next looks at events of layouts."""

    def invalidate(self) -> None:
        super().invalidate()
        part = self.parentWidget()
        while part is not None and not isinstance(part, Card):
            part.updateGeometry()
            part = part.parentWidget()


class _Body(QVBoxLayout):
    """Its gap is that of the card, whatever air the card has, until it is given one of its own."""

    follows = True

    def setSpacing(self, gap: int) -> None:
        self.follows = False
        super().setSpacing(gap)


class Card(QFrame):
    """A rounded surface: title, subtitle, a slot at the right (`slot`) and the content (`body`, a vertical layout).

    `chosen` gives it the accent edge; `edge` is a token for another edge.
    """

    def __init__(
        self, title: str = "", subtitle: str = "", parent: QWidget | None = None, *, padded: bool = True
    ) -> None:
        super().__init__(parent)
        self._padded = padded
        self._chosen = False
        self._dense = 0
        self.edge = "border"
        self.fill = "surface"
        self.heading = Heading(title)
        self.subtitle = Label(subtitle, "small", "muted", wrap=True)
        self.head = QWidget(self)
        self._head_row = FlowLayout(
            self.head,
            spacing=theme.px(10),
            line_spacing=theme.px(6),
            to_both_ends=True,
            grows=self.subtitle,
            least=theme.px(_SUBTITLE),
        )
        self._slot = QWidget(self.head)
        self.slot = _Slot(self._slot)
        self.body = _Body()
        self._outer = QVBoxLayout(self)
        self._build()
        self.set_title(title, subtitle)

    def _build(self) -> None:
        for part in (self.heading, self.subtitle, self._slot):
            self._head_row.addWidget(part)
        follow_width(self.head)
        self.slot.setContentsMargins(0, 0, 0, 0)
        self.slot.setSpacing(theme.px(8))
        self._outer.addWidget(self.head)
        self._outer.addLayout(self.body, 1)
        self._space()

    def _space(self) -> None:
        above, below, gap = _AIR[self._dense]
        sides, top, bottom = (theme.px(_SIDES), theme.px(above), theme.px(below)) if self._padded else (1, 1, 1)
        self._outer.setContentsMargins(sides, top, sides, bottom)
        self._outer.setSpacing(theme.px(gap))
        if not self._padded:
            self._head_row.setContentsMargins(theme.px(_SIDES), theme.px(_TOP), theme.px(_SIDES), 0)

    def set_title(self, title: str, subtitle: str | None = None) -> None:
        """Change the title; the head hides when there is neither title nor subtitle."""
        self.heading.setText(title)
        if subtitle is not None:
            self.subtitle.setText(subtitle)
        self.subtitle.setVisible(bool(self.subtitle.text()))
        self.head.setVisible(bool(title or self.subtitle.text()))
        self.setAccessibleName(title)

    def set_dense(self, dense: int) -> None:
        """Do with less air above and below: 0 has all of it, 2 the least."""
        if dense != self._dense:
            self._dense = dense
            self._space()

    def set_chosen(self, chosen: bool) -> None:
        """Show the 2 px accent edge of the card that is open elsewhere."""
        self._chosen = chosen
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_outer"):
            self._space()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        edge, width = ("accent", 2) if self._chosen else (self.edge, 1)
        rounded(
            QPainter(self), QRectF(self.rect()), theme.px(14),
            fill=theme.colour(self.fill), edge=theme.colour(edge), width=width,
        )  # fmt: skip
