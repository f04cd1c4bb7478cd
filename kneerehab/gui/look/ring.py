"""The ring: progress from 12 o'clock clockwise with a text in the middle; to a screen reader a progress bar."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from kneerehab.gui.look import painting, theme

_CHORD = 0.86  # of the room inside a ring, where its small words stand


class Ring(QProgressBar):
    """A ring of a fixed size; its value and maximum are whole numbers, such as seconds."""

    def __init__(
        self,
        name: str,
        *,
        diameter: int = 104,
        thickness: int = 9,
        colour: str = "ice",
        value_role: str = "dialog_title",
        parent: QWidget | None = None,
    ) -> None:
        """Sizes in pixels at 100 %: 104 and 9 for ice, 344 and 16 for a session (value_role "timer")."""
        super().__init__(parent)
        painting.keep_as_it_is(self)
        self._diameter, self._thickness = diameter, thickness
        self._colour, self._value_role = colour, value_role
        self._segments = 0
        self._over, self._middle, self._under = "", "", ""
        self.setTextVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self.set_progress(0, 1)
        self._hold_size()

    def set_progress(self, value: int, maximum: int) -> None:
        """Fill `value` of `maximum`; a maximum below 1 leaves the ring empty."""
        self.setRange(0, max(1, maximum))
        self.setValue(min(max(0, value), max(1, maximum)) if maximum > 0 else 0)
        self.update()

    def set_texts(self, middle: str, under: str = "", over: str = "") -> None:
        """Write into the ring: "20:00", below it "minutes", above it "Hold"."""
        if (over, middle, under) == (self._over, self._middle, self._under):
            return
        self._over, self._middle, self._under = over, middle, under
        self.setAccessibleDescription(" ".join(part for part in (over, middle, under) if part))
        self.update()

    def set_segments(self, count: int) -> None:
        """Cut the ring into one segment per repeat; 0 or 1 for a whole ring."""
        self._segments = count
        self.update()

    def set_diameter(self, diameter: int) -> None:
        """Change the size, in pixels at 100 %."""
        self._diameter = diameter
        self._hold_size()

    def set_colour(self, token: str) -> None:
        """Use another token for the filled part."""
        self._colour = token
        self.update()

    def _hold_size(self) -> None:
        """A style sheet of its own, as the program's one makes progress bars flat."""
        size = theme.px(self._diameter)
        rule = f"min-width: {size}px; max-width: {size}px; min-height: {size}px; max-height: {size}px;"
        if self.styleSheet() != rule:
            self.setStyleSheet(rule)
            self.updateGeometry()

    def _draw_arc(self, painter: QPainter, box: QRectF, start: float, share: float, token: str) -> None:
        """An arc from `start` over `share`, both parts of a full turn from 12 o'clock clockwise."""
        painter.setPen(painting.pen(token, self._thickness))
        painter.drawArc(box, round((90 - 360 * start) * 16), round(-360 * share * 16))

    def _draw_segments(self, painter: QPainter, box: QRectF) -> None:
        reach = box.width() / 2 * math.tau
        gap = (self._thickness * 1.6 * theme.scale()) / reach  # round ends need room beside the gap itself
        filled = self.value() * self._segments // self.maximum()
        for index in range(self._segments):
            start = index / self._segments + gap / 2
            share = max(0.001, 1 / self._segments - gap)
            self._draw_arc(painter, box, start, share, self._colour if index < filled else "border")

    def _write(self, painter: QPainter, centre: QPointF, room: float) -> None:
        face = painting.font(self._value_role, size=24 if self._value_role == "dialog_title" else None)
        while painting.text_width(self._middle, face) > room * 0.86 and face.pixelSize() > 10:
            face.setPixelSize(face.pixelSize() - 1)
        size = face.pixelSize()
        small = painting.font("small") if size < painting.length(40) else painting.font("body", size=17)
        shift = QPointF(0, -small.pixelSize() * 0.55 if self._under and not self._over else 0)
        middle = centre + shift
        painting.write(painter, painting.box_around(middle, room, size * 1.2), self._middle, face, "text")
        apart = QPointF(0, size * 0.5 + small.pixelSize() * 0.85)
        chord = room * _CHORD
        longest = max(painting.text_width(words, small) for words in (self._under, self._over))
        if longest > chord:
            small.setPixelSize(max(1, int(small.pixelSize() * chord / longest)))
        for words, place in ((self._under, middle + apart), (self._over, middle - apart)):
            painting.write(painter, painting.box_around(place, room, small.pixelSize() * 1.4), words, small, "muted")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._hold_size()
            self.update()

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(self._diameter), theme.px(self._diameter))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.brush_for(self)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inset = painting.length(self._thickness) / 2
        side = min(self.width(), self.height()) - 2 * inset
        centre = QRectF(self.rect()).center()
        box = painting.box_around(centre, side, side)
        if self._segments > 1:
            self._draw_segments(painter, box)
        else:
            self._draw_arc(painter, box, 0, 1, "border")
            share = self.value() / self.maximum()
            if share > 0:
                self._draw_arc(painter, box, 0, share, self._colour)
        self._write(painter, centre, side - 2 * inset)
