"""Parts beside each other, as one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kneerehab.gui.look import theme
from kneerehab.gui.look.text import Icon, Label


def side_by_side(*parts: QWidget, gap: int) -> QWidget:
    """A row without margins; `gap` in pixels at 100 %."""
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.px(gap))
    for part in parts:
        row.addWidget(part)
    return box


def cue_row(words: str, icon: str, colour: str) -> QWidget:
    """A line of words with its mark; `icon` and `colour` by name."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.px(10))
    row.addWidget(Icon(icon, colour, 16), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Label(words, "body", wrap=True), 1)
    return made
