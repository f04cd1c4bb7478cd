"""Messages on a page: a banner that stays, and the one sentence of an empty page."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from kneerehab.gui.look import accessible, theme
from kneerehab.gui.look.button import Button, Link
from kneerehab.gui.look.flow import FlowLayout, follow_width
from kneerehab.gui.look.shapes import rounded
from kneerehab.gui.look.text import Icon, Label

_KINDS = {  # icon, edge and icon colour, fill
    "caution": ("triangle-alert", "caution", "caution_tint"),
    "danger": ("info", "danger", "danger_tint"),
    "info": ("info", "accent", "accent_tint"),
    "success": ("check", "success", "success_tint"),
    "plain": ("info", "border", "surface"),
}


class Banner(QFrame):
    """Icon, a bold lead, a sentence and at most two links; kind caution, danger, info, success or plain."""

    linked = Signal()
    also_linked = Signal()

    def __init__(
        self, kind: str, lead: str, text: str = "", *, link: str = "", icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._kind = kind
        self._icon = Icon(icon or _KINDS[kind][0], "text", 22)
        self._words = Label(wrap=True, rich=True)
        self._link = Link(link, wraps=True)
        self._also = Link("", wraps=True)
        self._build()
        self._link.clicked.connect(self.linked)
        self._also.clicked.connect(self.also_linked)
        self.set_message(lead, text, kind=kind, link=link, icon=icon)

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), theme.px(13), theme.px(16), theme.px(13))
        row.setSpacing(theme.px(12))
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        said = QWidget()
        flow = FlowLayout(said, spacing=theme.px(12), line_spacing=theme.px(6), grows=self._words, least=theme.px(200))
        for part in (self._words, self._link, self._also):
            flow.addWidget(part)
        row.addWidget(said, 1)
        follow_width(self)

    def message(self) -> str:
        """Lead and text as plain words."""
        return self.accessibleName()

    def set_message(
        self, lead: str, text: str = "", *, kind: str = "", link: str = "", also: str = "", icon: str = ""
    ) -> None:
        """Change what is said; without `link` (and `also`, a second one) there is none."""
        self._kind = kind or self._kind
        default, colour, _fill = _KINDS[self._kind]
        self._icon.set_icon(icon or default, "danger" if self._kind == "plain" else colour)
        self._words.setText(f"<b>{escape(lead)}</b>&nbsp; {escape(text)}" if text else f"<b>{escape(lead)}</b>")
        for part, words in ((self._link, link), (self._also, also)):
            part.setText(words)
            part.setVisible(bool(words))
            part.updateGeometry()
        self.setAccessibleName(f"{lead} {text}".strip())
        self.update()
        if self.isVisible():
            accessible.alert(self)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        accessible.alert(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        _icon, edge, fill = _KINDS[self._kind]
        box = QRectF(self.rect())
        rounded(QPainter(self), box, theme.px(12), fill=theme.colour(fill), edge=theme.colour(edge))


accessible.give_role(Banner, QAccessible.Role.AlertMessage)


class EmptyState(QWidget):
    """One sentence and one button where nothing is there yet."""

    acted = Signal()

    def __init__(self, sentence: str, button: str = "", *, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sentence = Label(sentence, "body", "muted", wrap=True)
        self.button = Button(button, variant="soft", icon=icon, size="field")
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(20), theme.px(28), theme.px(20), theme.px(28))
        column.setSpacing(theme.px(16))
        column.addStretch(1)
        column.addWidget(self.sentence)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self.button.setVisible(bool(button))
        self.button.clicked.connect(self.acted)

    def set_sentence(self, sentence: str, button: str | None = None) -> None:
        """Change the sentence, and the button's words unless None."""
        self.sentence.setText(sentence)
        if button is not None:
            self.button.setText(button)
            self.button.setVisible(bool(button))
