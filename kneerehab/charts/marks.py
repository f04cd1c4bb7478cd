"""Marks that mean the same in every chart: lines and points of each knee, bars with rounded corners."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, radians, sin
from typing import Any

from matplotlib.lines import Line2D

from kneerehab.charts.page import POINT, Plot, Points
from kneerehab.design import Theme
from kneerehab.domain.codes import Knee


def series(
    plot: Plot, xs: Sequence[float], ys: Sequence[float], colour: str, *, gid: str, width: float = 2.8, **options: Any
) -> Line2D:
    """A line in data units; a NaN in `ys` is a gap."""
    line = Line2D(
        xs,
        ys,
        color=colour,
        linewidth=width * plot.scale * POINT,
        **{"solid_capstyle": "round", "solid_joinstyle": "round", "zorder": 3, **options},
    )
    line.set_transform(plot.axes.transData)
    line.set_clip_on(False)
    line.set_gid(gid)
    plot.axes.add_artist(line)
    return line


def points(
    plot: Plot,
    xs: Sequence[float],
    ys: Sequence[float],
    marker: str,
    colour: str,
    size: float,
    *,
    gid: str,
    **more: Any,
) -> Line2D:
    """Markers in data units; `size` in pixels."""
    return series(
        plot,
        xs,
        ys,
        colour,
        gid=gid,
        **{
            "linestyle": "none",
            "marker": marker,
            "markersize": size * plot.scale * POINT,
            "markerfacecolor": colour,
            "markeredgecolor": colour,
            "markeredgewidth": 0,
            **more,
        },
    )


def knee_look(theme: Theme, knee: Knee) -> dict[str, Any]:
    """How a knee's line looks: left solid, right dashed and a little thinner."""
    if knee is Knee.LEFT:
        return {"colour": theme.knee_left, "width": 2.8}
    return {"colour": theme.knee_right, "width": 2.4, "linestyle": (0, (7 / 2.4, 4 / 2.4))}


def knee_points(
    plot: Plot,
    knee: Knee,
    xs: Sequence[float],
    ys: Sequence[float],
    theme: Theme,
    *,
    gid: str,
    size: float = 5,
    **more: Any,
) -> Line2D:
    """Single scores of a knee: left filled and round, right open and square."""
    if knee is Knee.LEFT:
        return points(plot, xs, ys, "o", theme.knee_left, size, gid=gid, **more)
    return points(
        plot,
        xs,
        ys,
        "s",
        theme.knee_right,
        size,
        gid=gid,
        **{"markerfacecolor": theme.surface, "markeredgewidth": 1.2 * POINT, **more},
    )


def rounded(left: float, top: float, right: float, bottom: float, radius: float = 3) -> Points:
    """A rectangle in pixels with rounded corners."""
    radius = max(0.0, min(radius, (right - left) / 2, (bottom - top) / 2))
    if radius < 0.5:
        return [(left, top), (right, top), (right, bottom), (left, bottom)]
    corners = (
        (right - radius, top + radius, -90),
        (right - radius, bottom - radius, 0),
        (left + radius, bottom - radius, 90),
        (left + radius, top + radius, 180),
    )
    return [
        (x + radius * cos(radians(start + turn)), y + radius * sin(radians(start + turn)))
        for x, y, start in corners
        for turn in (0, 30, 60, 90)
    ]
