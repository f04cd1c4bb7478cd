"""Filled and stroked shapes that every painted control shares."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPen


def rounded(
    painter: QPainter,
    box: QRectF,
    radius: float,
    *,
    fill: QColor | None = None,
    edge: QColor | None = None,
    width: float = 1,
) -> None:
    """A rounded rectangle wholly inside `box`; the edge lies inside too, so that neighbours keep their distance."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inset = width / 2 if edge is not None else 0
    shape = box.adjusted(inset, inset, -inset, -inset)
    painter.setPen(QPen(edge, width) if edge is not None else QPen(QColor(0, 0, 0, 0), 0))
    painter.setBrush(fill if fill is not None else QColor(0, 0, 0, 0))
    corner = min(max(0.0, radius - inset), shape.height() / 2)
    painter.drawRoundedRect(shape, corner, corner)
