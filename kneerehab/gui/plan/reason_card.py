"""A reason and its remedy: one sentence, what it means, a main button and at most two links; it goes when answered."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from kneerehab.gui.look import accessible, theme
from kneerehab.gui.look.badge import Disc
from kneerehab.gui.look.button import Button, Link
from kneerehab.gui.look.flow import follow_width
from kneerehab.gui.look.shapes import rounded
from kneerehab.gui.look.text import Heading, Label

_BESIDE = 640  # from this width on the buttons stand beside the words


class ReasonCard(QFrame):
    """`acted` when the main button was pressed, `linked` and `also_linked` for the links."""

    acted = Signal()
    linked = Signal()
    also_linked = Signal()

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sentence = Heading("", "card_title")
        self.sentence.setWordWrap(True)
        self.text = Label("", "body", wrap=True)
        self.button = Button("", variant="primary", size="field")
        self.link = Link("")
        self.also = Link("")
        self._disc = Disc(icon, fill="surface")
        self._build()
        self.button.clicked.connect(self.acted)
        self.link.clicked.connect(self.linked)
        self.also.clicked.connect(self.also_linked)

    def _build(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(theme.px(4))
        words.addStretch(1)
        words.addWidget(self.sentence)
        words.addWidget(self.text)
        words.addStretch(1)
        said = QHBoxLayout()
        said.setSpacing(theme.px(16))
        said.addWidget(self._disc, 0, Qt.AlignmentFlag.AlignVCenter)
        said.addLayout(words, 1)
        links = QHBoxLayout()
        links.setSpacing(theme.px(16))
        links.addStretch(1)
        links.addWidget(self.link)
        links.addWidget(self.also)
        links.addStretch(1)
        actions = QVBoxLayout()
        actions.setSpacing(theme.px(8))
        actions.addWidget(self.button)
        actions.addLayout(links)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(theme.px(20), theme.px(14), theme.px(20), theme.px(14))
        self._row.setSpacing(theme.px(20))
        self._row.addLayout(said, 1)
        self._row.addLayout(actions)
        follow_width(self)

    def set_reason(self, sentence: str, text: str, button: str, link: str = "", also: str = "") -> None:
        """Say why, and what can be done about it."""
        self.sentence.setText(sentence)
        self.text.setText(text)
        for part, words in ((self.button, button), (self.link, link), (self.also, also)):
            part.setText(words)
            part.setVisible(bool(words))
            part.updateGeometry()
        self.setAccessibleName(sentence)
        self.setAccessibleDescription(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(across if self.width() >= theme.px(_BESIDE) else down)

    def paintEvent(self, event: QPaintEvent) -> None:
        box = QRectF(self.rect())
        rounded(QPainter(self), box, theme.px(14), fill=theme.colour("accent_tint"), edge=theme.colour("accent"))


accessible.give_role(ReasonCard, QAccessible.Role.Grouping)
