"""What a painted part draws: each text, picture and shape with its place, and whether it is turned round.

The part is painted into an SVG file, which keeps words as words and the way in which each stroke was turned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree

from PySide6.QtCore import QBuffer, QIODevice, QPoint, QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPolygonF, QRegion, QTransform
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QAbstractItemView, QWidget

_NUMBER = re.compile(r"-?\d+\.?\d*(?:e-?\d+)?")
_FONT = ("font-family", "font-size", "font-weight", "font-style")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """One thing that was drawn: `words` of a text, "" of anything else; `box` is where it is seen."""

    kind: str
    words: str
    box: QRectF
    turned: bool


def painted_parts(root: QWidget) -> Iterator[QWidget]:
    """The parts that can be seen and draw themselves, and the lists of painted rows."""
    for part in (root, *root.findChildren(QWidget)):
        if not part.isVisibleTo(root) or part.width() < 2 or part.height() < 2:
            continue
        kinds = [kind for kind in type(part).__mro__ if kind.__module__.startswith("kneerehab.")]
        draws = any("paintEvent" in vars(kind) or "draw" in vars(kind) for kind in kinds)
        if draws or (isinstance(part.parentWidget(), QAbstractItemView) and "viewport" in part.objectName()):
            yield part


def strokes(part: QWidget) -> list[Stroke]:
    """Everything that a part draws itself, without what lies in it."""
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.ReadWrite)
    page = QSvgGenerator()
    page.setOutputDevice(held)
    page.setSize(part.size())
    page.setViewBox(part.rect())
    painter = QPainter(page)
    part.render(painter, QPoint(), QRegion(), QWidget.RenderFlag(0))
    painter.end()
    return list(_drawn(ElementTree.fromstring(held.data().toStdString()), QTransform(), {}))


def _drawn(node: ElementTree.Element, place: QTransform, font: Mapping[str, str]) -> Iterator[Stroke]:
    name = node.tag.rpartition("}")[2]
    if name == "defs":
        return
    if matrix := node.get("transform"):
        a, b, c, d, e, f = map(float, _NUMBER.findall(matrix))
        place = QTransform(a, b, c, d, e, f) * place
    font = {**font, **{key: value for key in _FONT if (value := node.get(key))}}
    turned = place.determinant() < 0
    if name == "text" and (words := "".join(node.itertext())).strip():
        box = _text_box(float(node.get("x", 0)), float(node.get("y", 0)), words, font)
        yield Stroke(kind="text", words=words, box=place.mapRect(box), turned=turned)
    elif (box := _box(name, node)) is not None:
        kind = "picture" if name == "image" else "shape"
        yield Stroke(kind=kind, words="", box=place.mapRect(box), turned=turned)
    for child in node:
        yield from _drawn(child, place, font)


def _text_box(x: float, y: float, words: str, font: Mapping[str, str]) -> QRectF:
    made = QFont(font["font-family"])
    made.setPixelSize(round(float(font["font-size"])))
    made.setWeight(QFont.Weight(int(font.get("font-weight", 400))))
    made.setItalic(font.get("font-style") == "italic")
    if hasattr(made, "setFeature"):
        made.setFeature(QFont.Tag.fromString("tnum"), 1)  # as every text of the program is written
    measure = QFontMetricsF(made)
    return QRectF(x, y - measure.ascent(), measure.horizontalAdvance(words), measure.height())


def _box(name: str, node: ElementTree.Element) -> QRectF | None:
    def of(*names: str) -> list[float]:
        return [float(node.get(each, 0)) for each in names]

    match name:
        case "rect" | "image":
            return QRectF(*of("x", "y", "width", "height"))
        case "circle" | "ellipse":
            x, y = of("cx", "cy")
            across, down = of("r", "r") if name == "circle" else of("rx", "ry")
            return QRectF(x - across, y - down, 2 * across, 2 * down)
        case "path" | "polyline" | "polygon":
            numbers = [float(number) for number in _NUMBER.findall(node.get("d") or node.get("points") or "")]
            points = [QPointF(x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
            return QPolygonF(points).boundingRect() if points else None
        case _:
            return None
