"""The knee map: five zones to choose on a drawing or, with the same result, on the chips below it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPainterPath, QTransform
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from kneerehab.frozen import dataclass
from kneerehab.gui.look import painting, theme
from kneerehab.gui.look.chip import ChipGroup
from kneerehab.gui.look.drawn import Drawn
from kneerehab.gui.look.knee_shapes import FRONT, HEIGHT, SIDE, UNIT, ZONES, View, path
from kneerehab.i18n import N_, _

Knees = Literal["left", "right", "both"]


def knees_of(key: str | None) -> Knees:
    """Which knees a code of `Side` means; both if it is no such code."""
    return "left" if key == "left" else "right" if key == "right" else "both"


_MIDDLE = 560.0  # the line in which one whole picture is mirrored for the right knee, units
_CAPTION = 30.0  # design pixels below the drawing


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    """A view at its place in the picture."""

    view: View
    shift: float = 0.0
    mirror_at: float | None = None
    labelled: tuple[str, ...] | None = None  # zones whose labels are shown; None means all
    caption: str = ""  # instead of the view's own

    def path(self, text: str) -> QPainterPath:
        return path(text, shift=self.shift, mirror_at=self.mirror_at)

    def point(self, x: float, y: float) -> QPointF:
        return QPointF((x if self.mirror_at is None else 2 * self.mirror_at - x) + self.shift, y)


_PICTURES: dict[str, tuple[float, tuple[_Placed, ...]]] = {  # width in units, views
    "left": (1120, (_Placed(view=FRONT), _Placed(view=SIDE))),
    "right": (1120, (_Placed(view=FRONT, mirror_at=_MIDDLE), _Placed(view=SIDE, mirror_at=_MIDDLE))),
    "both": (
        1370,
        (
            _Placed(view=FRONT, mirror_at=341, shift=-200, labelled=(), caption=N_("Right, from the front")),
            _Placed(view=FRONT, shift=255, caption=N_("Left, from the front")),
            _Placed(view=SIDE, shift=245),
        ),
    ),
}


class KneeMap(QWidget):
    """Asks where it hurts. `set_zones` is silent; `zones_changed` speaks of what the person did."""

    zones_changed = Signal(frozenset)  # of zone codes

    def __init__(self, knees: Knees = "left", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zones: frozenset[str] = frozenset()
        self._drawing = KneeDrawing(knees)
        self._chips = ChipGroup(_("Where it hurts"), [(zone, _(name)) for zone, name in ZONES.items()])
        self._line = QFrame()
        self._build()
        self._drawing.zone_pressed.connect(self._toggle)
        self._chips.changed.connect(lambda chosen: self._choose(frozenset(chosen)))

    @property
    def zones(self) -> frozenset[str]:
        """The chosen zones: front, outer, below_kneecap, inner, behind."""
        return self._zones

    def set_zones(self, zones: Iterable[str]) -> None:
        """Show these zones as chosen, without a signal."""
        self._zones = frozenset(zones)
        self._chips.set_chosen(self._zones)
        self._drawing.set_zones(self._zones)

    def set_knees(self, knees: Knees) -> None:
        """Draw the left knee, the right one, or both."""
        self._drawing.set_knees(knees)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(16))
        self._line.setFixedHeight(1)
        column.addWidget(self._drawing, 1)
        column.addWidget(self._line)
        column.addWidget(self._chips)
        self._dress()

    def _dress(self) -> None:
        rule = f"background: {theme.current().border};"
        if self._line.styleSheet() != rule:
            self._line.setStyleSheet(rule)

    def _toggle(self, zone: str) -> None:
        self._choose(self._zones ^ {zone})

    def _choose(self, zones: frozenset[str]) -> None:
        if zones != self._zones:
            self.set_zones(zones)
            self.zones_changed.emit(zones)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_line"):
            self._dress()


class KneeDrawing(Drawn):
    """The drawing alone; it scales with its room and tells which zone was clicked."""

    zone_pressed = Signal(str)

    def __init__(self, knees: Knees = "left", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        painting.keep_as_it_is(self)
        self._knees: Knees = knees
        self._zones: frozenset[str] = frozenset()
        self._hovered: str | None = None
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._tell()

    def set_knees(self, knees: Knees) -> None:
        """Draw the left knee, the right one, or both."""
        self._knees = knees
        self._tell()

    def set_zones(self, zones: frozenset[str]) -> None:
        """Fill these zones."""
        self._zones = zones
        self._tell()

    def zone_at(self, position: QPointF) -> str | None:
        """The zone under a point of the widget, None beside them; 8 units around a zone count too."""
        inverted, _possible = self._transform().inverted()
        spot = inverted.map(position)
        reach = QRectF(spot.x() - 8, spot.y() - 8, 16, 16)
        for placed in self._picture()[1]:
            for shape in placed.view.zones:
                if placed.path(shape.outline).intersects(reach):
                    return shape.zone
        return None

    def zone_centre(self, zone: str) -> QPointF:
        """A point of the widget inside the zone; KeyError for an unknown zone."""
        for placed in self._picture()[1]:
            for shape in placed.view.zones:
                if shape.zone == zone:
                    return self._transform().map(placed.path(shape.outline).boundingRect().center())
        raise KeyError(zone)

    def _tell(self) -> None:
        picture = {
            "left": _("Left knee from the front and from the outer side"),
            "right": _("Right knee from the front and from the outer side"),
            "both": _("Both knees from the front, one from the outer side"),
        }[self._knees]
        names = [_(name) for zone, name in ZONES.items() if zone in self._zones]
        chosen = _("chosen: {zones}").format(zones=", ".join(names)) if names else _("nothing chosen")
        self.say(f"{picture}, {chosen}")

    def _picture(self) -> tuple[float, tuple[_Placed, ...]]:
        return _PICTURES[self._knees]

    def _transform(self) -> QTransform:
        """From units of the drawing to pixels: as large as the room allows, in its middle."""
        width = self._picture()[0]
        room = max(1.0, self.height() - painting.length(_CAPTION))
        factor = min(self.width() / width, room / HEIGHT)
        made = QTransform()
        made.translate((self.width() - width * factor) / 2, max(0.0, (room - HEIGHT * factor) / 2))
        made.scale(factor, factor)
        return made

    def _ratio(self, transform: QTransform) -> float:
        """How large the drawing is beside its design, at most 1."""
        return min(1.0, transform.m11() / painting.length(UNIT))

    def _draw_zones(self, painter: QPainter, placed: _Placed, transform: QTransform) -> None:
        marks = []
        for shape in placed.view.zones:
            chosen, hovered = shape.zone in self._zones, shape.zone == self._hovered
            fill = "figure_tint" if chosen else "accent_tint" if hovered else "sunken"
            painter.setBrush(theme.colour(fill))
            painter.setPen(painting.pen("accent", 2) if chosen else painting.pen("line", 1.4, dash=(4, 3)))
            painter.drawPath(transform.map(placed.path(shape.outline)))
            if chosen and shape.mark is not None:
                marks.append(transform.map(placed.point(*shape.mark)))
        for centre in marks:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            size = max(0.7, self._ratio(transform))
            painter.drawEllipse(centre, painting.length(9 * size), painting.length(9 * size))
            painting.tick(painter, centre, 10 * size, "on_accent", 2 * size)

    def _draw_labels(self, painter: QPainter, placed: _Placed, transform: QTransform) -> None:
        for label in placed.view.labels:
            if placed.labelled is not None and label.zone not in placed.labelled:
                continue
            chosen = label.zone in self._zones
            painter.setPen(painting.pen("line", 1.3))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(transform.map(placed.path(label.line)))
            size = max(11.0, 13 * self._ratio(transform))  # where the drawing is small, so that labels stay beside it
            face = painting.font("small", size=size, weight=600 if chosen else 500)
            lines = painting.wrapped(_(ZONES[label.zone]), face, label.room * transform.m11())
            width = max(painting.text_width(words, face) for words in lines) + 2
            at = transform.map(placed.point(*label.at))
            on_left = (label.side == "left") != (placed.mirror_at is not None)
            left = at.x() - width if on_left else at.x()
            left = min(max(0.0, left), self.width() - width)
            high = painting.length(16)
            top = at.y() - len(lines) * high / 2
            beside = Qt.AlignmentFlag.AlignVCenter | (
                Qt.AlignmentFlag.AlignRight if on_left else Qt.AlignmentFlag.AlignLeft
            )
            for number, words in enumerate(lines):
                box = QRectF(left, top + number * high, width, high)
                painting.write(painter, box, words, face, "accent" if chosen else "text", beside)

    def _draw_caption(self, painter: QPainter, placed: _Placed, transform: QTransform) -> None:
        middle = placed.view.edge_middle if placed.caption else placed.view.middle
        foot = transform.map(placed.point(middle, HEIGHT)) + QPointF(0, painting.length(13))
        words, face = _(placed.caption or placed.view.caption), painting.font("small")
        box = painting.box_around(foot, painting.text_width(words, face) + 2, painting.length(18))
        box.moveLeft(min(max(0.0, box.left()), max(0.0, self.width() - box.width())))
        painting.write(painter, box, words, face, "muted")

    def design_size(self) -> QSize:
        width = self._picture()[0]
        return QSize(round(painting.length(width * UNIT)), round(painting.length(HEIGHT * UNIT + _CAPTION)))

    def smallest_size(self) -> QSize:
        return QSize(theme.px(320), theme.px(240))

    def draw(self, painter: QPainter) -> None:
        transform = self._transform()
        for placed in self._picture()[1]:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(painting.pen(painting.veil("line", 0.5), 1.3))
            for fold in placed.view.folds:
                painter.drawPath(transform.map(placed.path(fold)))
            self._draw_zones(painter, placed, transform)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(painting.pen("text", 2))
            for edge in placed.view.edge:
                painter.drawPath(transform.map(placed.path(edge)))
            self._draw_labels(painter, placed, transform)
            self._draw_caption(painter, placed, transform)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hovered = None
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self.zone_at(event.position())
        if found != self._hovered:
            self._hovered = found
            self.setCursor(Qt.CursorShape.PointingHandCursor if found else Qt.CursorShape.ArrowCursor)
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self.zone_at(event.position()) if event.button() == Qt.MouseButton.LeftButton else None
        if found is not None:
            self.zone_pressed.emit(found)
        else:
            super().mousePressEvent(event)
