"""The drawings of the exercises, in the colours of a theme.

`resources/exercises/<slug>.svg` is 480 x 240 units. Pose 1 (start) fills the square at 0,0 and pose 2 (end) the square
at 240,0, each in one group without inner groups, `<g id="pose-1">` and `<g id="pose-2">`, on the same ground. The files
are drawn in six colours, those of `DRAWING_COLOURS` and no others. Each stands for a token of `design`, whose value of
now takes its place when a drawing is shown: a new accent changes no file here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

from kneerehab.paths import resources_dir

DRAWING_COLOURS: Mapping[str, str] = {
    "text": "#13252D",  # outline of the body
    "surface": "#FFFFFF",  # body, bench, roller
    "accent": "#0B6177",  # outline of the working leg
    "figure_tint": "#BFE3EC",  # working leg
    "muted": "#51636B",  # outline of bench, roller, wall
    "line": "#768A92",  # ground
}
POSE_SIZE = 240
Pose = Literal[1, 2]

_HEX = re.compile(r"#[0-9A-F]{6}")
_POSE = re.compile(r'<g id="pose-([12])".*?</g>\n?', re.DOTALL)


def drawing(slug: str) -> Path:
    """The file with both poses of a shipped exercise."""
    return resources_dir() / "exercises" / f"{slug}.svg"


def drawing_svg(
    slug: str, theme_colours: Mapping[str, str], pose: Pose | None = None, *, mirrored: bool = False
) -> str:
    """The drawing as SVG text: one pose, square, or both side by side.

    `theme_colours` holds a `#RRGGBB` for each key of `DRAWING_COLOURS`.
    `mirrored` turns the figure to the left, which is how the left leg is shown in side view.
    """
    return recoloured(_drawing_text(slug), theme_colours, pose, mirrored=mirrored)


def recoloured(svg: str, theme_colours: Mapping[str, str], pose: Pose | None = None, *, mirrored: bool = False) -> str:
    """`drawing_svg` for a text that is at hand."""
    swap = {value: theme_colours[token] for token, value in DRAWING_COLOURS.items()}
    svg = _HEX.sub(lambda found: swap.get(found[0], found[0]), svg)
    if pose is not None:
        svg = _POSE.sub(lambda found: found[0] if int(found[1]) == pose else "", svg)
        left = (pose - 1) * POSE_SIZE
        svg = svg.replace('viewBox="0 0 480 240"', f'viewBox="{left} 0 {POSE_SIZE} {POSE_SIZE}"')
    if mirrored:
        for number in (1, 2):
            turned = f'transform="matrix(-1 0 0 1 {number * POSE_SIZE} 0)"'
            svg = re.sub(rf'(<g id="pose-{number}"[^>]*?)( transform="[^"]*")?>', rf"\1 {turned}>", svg)
    return svg


@cache
def _drawing_text(slug: str) -> str:
    return drawing(slug).read_text(encoding="utf-8")
