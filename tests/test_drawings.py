"""What a drawing shows is what its text says: small openings stay small, heels reach the floor, rollers keep off knees.

Drawings are made of limbs as capsules: a path's arcs carry their radius, and their ends lie on the outline. One unit is
about a centimetre of the figure.
"""

from __future__ import annotations

import re

import pytest

from kneerehab import library

OUTLINE = 2.7
"""Half of the outline's stroke."""
KNEE_RADIUS = 9.0
"""The radius that only knees have in the drawings of rolling."""

Point = tuple[float, float]


def pose(slug: str, number: int) -> str:
    text = library.drawing(slug).read_text(encoding="utf-8")
    return text.split(f'<g id="pose-{number}"')[1].split("</g>")[0]


def filled(text: str, token: str) -> list[str]:
    """The paths filled with a colour, in the order in which they are painted."""
    return re.findall(rf'd="([^"]*)" fill="{library.DRAWING_COLOURS[token]}"/>', text)


def outline(path: str) -> list[Point]:
    """The points of a path through which it goes."""
    return [
        (numbers[-2], numbers[-1])
        for numbers in ([float(n) for n in part.split()] for part in re.findall(r"[MLA]([^MLAZ]*)", path))
    ]


def ground(text: str) -> float:
    """The upper edge of the floor."""
    return float(re.findall(r'd="M[\d.]+ [\d.]+L[\d.]+ ([\d.]+)"', text)[0]) - 1.5


def knees(path: str) -> list[Point]:
    """The middle of each pair of points where an arc has the radius of a knee."""
    ends: list[Point] = []
    before: Point = (0, 0)
    for command, part in re.findall(r"([MLA])([^MLAZ]*)", path):
        numbers = [float(n) for n in part.split()]
        if command == "A" and numbers[0] == KNEE_RADIUS:
            ends.append(((before[0] + numbers[-2]) / 2, (before[1] + numbers[-1]) / 2))
        before = (numbers[-2], numbers[-1])
    return ends


def roller(text: str) -> float:
    """Where along the floor the roller lies."""
    found = re.findall(rf'd="([^"]*)" fill="{library.DRAWING_COLOURS["muted"]}"', text)
    across = [x for x, _y in outline(found[0])]
    return (min(across) + max(across)) / 2


def highest(path: str) -> float:
    return min(y for _x, y in outline(path))


def lowest(path: str) -> float:
    return max(y for _x, y in outline(path))


def test_the_clamshell_opens_a_small_way() -> None:
    shut, opened = (filled(pose("clamshell", number), "figure_tint")[0] for number in (1, 2))
    assert 8 < highest(shut) - highest(opened) < 22


def test_the_heel_of_the_lower_foot_reaches_the_floor_beside_the_step() -> None:
    text = pose("step-down", 2)
    free_leg = filled(text, "surface")[1]  # behind the step, which comes first
    assert lowest(free_leg) + OUTLINE == pytest.approx(ground(text), abs=1.5)
    assert lowest(filled(pose("step-down", 1), "surface")[1]) + OUTLINE < ground(text) - 15


def test_the_standing_foot_of_the_step_down_stays_where_it_is() -> None:
    before, after = (filled(pose("step-down", number), "figure_tint")[0] for number in (1, 2))
    assert before[-160:] == after[-160:], "the foot is the end of the leg's path"


def test_the_prisoner_squat_is_drawn_at_its_starting_depth() -> None:
    """45 to 60 degrees of the knee lower the hips by a tenth to a fifth of the legs' length."""
    tall, low = (filled(pose("prisoner-squat", number), "figure_tint")[0] for number in (1, 2))
    legs = lowest(tall) - highest(tall)
    assert 0.08 < (highest(low) - highest(tall)) / legs < 0.2
    assert lowest(low) == pytest.approx(lowest(tall), abs=0.5), "the feet stay on the floor"


@pytest.mark.parametrize("slug", ["calf-roll", "quad-hip-flexor-roll", "outer-thigh-roll"])
@pytest.mark.parametrize("number", [1, 2])
def test_a_roller_keeps_away_from_the_knee(slug: str, number: int) -> None:
    text = pose(slug, number)
    leg = filled(text, "figure_tint")[0]
    knee = [x for x, _y in knees(leg)]
    assert knee
    assert min(abs(roller(text) - x) for x in knee) >= 18
