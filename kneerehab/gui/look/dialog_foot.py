"""The foot of a dialog: the buttons that close it, and at their left what it can do besides."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from kneerehab.gui.look import theme
from kneerehab.gui.look.row import taken

_ACROSS, _DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class DialogFoot(QBoxLayout):
    """Stacks what has no room beside each other; `left` is for buttons that don't close."""

    def __init__(self, cancel: QWidget, save: QWidget, margin: int) -> None:
        """`margin` at the sides, in pixels."""
        super().__init__(_ACROSS)
        self.left = QHBoxLayout()
        self._closing = closing = QHBoxLayout()
        self.setContentsMargins(margin, theme.px(12), margin, theme.px(22))
        self.setSpacing(theme.px(10))
        closing.setSpacing(theme.px(10))
        closing.addStretch(1)
        closing.addWidget(cancel)
        closing.addWidget(save)
        self.addLayout(self.left)
        self.addLayout(closing, 1)
        self.setAlignment(self.left, Qt.AlignmentFlag.AlignLeft)

    def stack(self, width: int) -> bool:
        """Put what stands at the left above the buttons where it has no room in `width` pixels; whether that changed.

        Buttons stand below each other rather than make a dialog wider.
        """
        margins = self.contentsMargins()
        room = width - margins.left() - margins.right()
        for row in (self.left, self._closing):
            sizes = [item.sizeHint().width() for at in range(row.count()) if (item := row.itemAt(at)) and item.widget()]
            row.setDirection(_DOWN if sum(sizes) + row.spacing() * max(0, len(sizes) - 1) > room else _ACROSS)
        parts = [item for index in range(2) if (item := self.itemAt(index)) and item.sizeHint().width()]
        needs = sum(item.sizeHint().width() for item in parts) + self.spacing() * max(0, len(parts) - 1)
        before = self.direction()
        self.setDirection(_DOWN if needs > room else _ACROSS)
        return self.direction() is not before

    def give_left_to(self, body: QVBoxLayout) -> bool:
        """Move what stands at the left to the end of the body; False where there is nothing, or it is there already."""
        at = self.indexOf(self.left)
        if at < 0 or self.left.isEmpty():
            return False
        taken(self, at)
        body.addLayout(self.left)
        return True
