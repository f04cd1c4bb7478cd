"""Parts beside each other, as one."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from kneerehab.gui.look import theme


def side_by_side(*parts: QWidget, gap: int) -> QWidget:
    """A row without margins; `gap` in pixels at 100 %."""
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.px(gap))
    for part in parts:
        row.addWidget(part)
    return box
