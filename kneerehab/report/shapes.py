"""Boxes with round corners and the drawings of exercises, as matplotlib paths in pixels of a page."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element, fromstring

from fontTools.pens.basePen import BasePen
from fontTools.svgLib.path import parse_path
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from kneerehab.charts.page import POINT, Page
from kneerehab.library import drawing
from kneerehab.report.sheet import Box, Frame, Pose

_POSE = 240
"""Units across one pose of a drawing (`library.drawings`)."""
_ROUND = 0.4477
"""How far from the corner the handles of a quarter of a circle lie, in radii."""


def add_frames(page: Page, frames: Iterable[Frame]) -> None:
    """Draw boxes, one artist for all that look alike and follow each other."""
    runs: list[list[Frame]] = []
    for frame in frames:
        if runs and runs[-1][0][1:4] == frame[1:4]:
            runs[-1].append(frame)
        else:
            runs.append([frame])
    for number, run in enumerate(runs):
        look = run[0]
        page.add(
            PathPatch(
                Path.make_compound_path(*(_rounded(frame.box, frame.radius) for frame in run)),
                facecolor=look.face,
                edgecolor=look.edge if look.thick else "none",
                linewidth=look.thick * POINT,
                transform=page.pixels,
                zorder=-2 + number / 100,
            )
        )


def _rounded(box: Box, radius: float) -> Path:
    x0, y0, x1, y1 = box
    r, h = radius, radius * _ROUND
    corners = [
        [(x1 - r, y0), (x1 - h, y0), (x1, y0 + h), (x1, y0 + r)],
        [(x1, y1 - r), (x1, y1 - h), (x1 - h, y1), (x1 - r, y1)],
        [(x0 + r, y1), (x0 + h, y1), (x0, y1 - h), (x0, y1 - r)],
        [(x0, y0 + r), (x0, y0 + h), (x0 + h, y0), (x0 + r, y0)],
    ]
    points, codes = [(x0 + r, y0)], [Path.MOVETO]
    for corner in corners:
        points += corner
        codes += [Path.LINETO, *[Path.CURVE4] * 3]
    return Path([*points, points[0]], [*codes, Path.CLOSEPOLY])


def add_pose(page: Page, pose: Pose) -> None:
    """Draw one pose of an exercise, in the light colours it is kept in."""
    scale = pose.size / _POSE
    place = Affine2D().scale(scale).translate(pose.left, pose.top) + page.pixels
    for part in _parts(pose.slug, pose.number):
        width = float(part.get("stroke-width", 0)) * scale
        page.add(
            PathPatch(
                _path(part.attrib["d"]),
                facecolor=part.get("fill", "none"),
                edgecolor=part.get("stroke", "none"),
                linewidth=width * POINT,
                capstyle="round",
                joinstyle="round",
                transform=place,
                zorder=2,
            )
        )


@cache
def _parts(slug: str, number: int) -> tuple[Element, ...]:
    root = fromstring(drawing(slug).read_text(encoding="utf-8"))
    group = next(part for part in root if part.get("id") == f"pose-{number}")
    return tuple(group)


@cache
def _path(text: str) -> Path:
    pen = _Pen()
    parse_path(text, pen)
    return Path(pen.points, pen.codes)


class _Pen(BasePen):  # type: ignore[misc]  # fontTools ships no types
    """Collects what an SVG path draws; fontTools turns its arcs into curves."""

    def __init__(self) -> None:
        super().__init__()
        self.points: list[Any] = []
        self.codes: list[Any] = []

    def _moveTo(self, pt: Any) -> None:
        self._add([pt], Path.MOVETO)

    def _lineTo(self, pt: Any) -> None:
        self._add([pt], Path.LINETO)

    def _curveToOne(self, pt1: Any, pt2: Any, pt3: Any) -> None:
        self._add([pt1, pt2, pt3], Path.CURVE4)

    def _closePath(self) -> None:
        self._add([self.points[-1]], Path.CLOSEPOLY)

    def _add(self, points: list[Any], code: Any) -> None:
        self.points += points
        self.codes += [code] * len(points)
