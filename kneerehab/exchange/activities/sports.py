"""Words for sports, from watches and websites, as kinds of activity; step rates and speeds that go with them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kneerehab.domain.codes import ActivityKind, CrossKind

_WORD = re.compile(r"[^\W\d_]+")

_ON_FOOT: tuple[tuple[ActivityKind, tuple[str, ...]], ...] = (
    (ActivityKind.RUN, ("run", "jog", "lauf")),
    (ActivityKind.WALK, ("walk", "hik", "spazier", "wander", "gehen")),
    (ActivityKind.RUN, ("treadmill",)),
)
_CROSS: tuple[tuple[CrossKind, tuple[str, ...]], ...] = (
    (CrossKind.CYCLE, ("cycl", "bik", "ride", "spin", "rad")),
    (CrossKind.SWIM, ("swim", "schwimm")),
    (CrossKind.ROW, ("row", "ruder")),
    (CrossKind.PILATES, ("pilates",)),
    (CrossKind.BALL, ("soccer", "football", "basket", "volley", "handball", "tennis", "hockey", "squash", "badminton")),
    (CrossKind.STRENGTH, ("strength", "weight", "kraft")),
)
_NO_SPORT = ("", "all", "generic", "other", "unknown", "uncategorized", "sonstiges", "default")
_STRAVA_NUMBERS = {"1": "ride", "9": "run"}
"""What Strava once wrote as the type of a GPX track."""

WALK_BELOW = 1.9
"""Metres a second: slower is taken for a walk where the file doesn't say; design choice, the runner can change it."""

RUN_BELOW = 6.5
"""Metres a second: faster over a whole activity is neither run nor walk; design choice."""

TOP_SPEED = {ActivityKind.RUN: 12.0, ActivityKind.WALK: 12.0, ActivityKind.CROSS: 40.0}
"""Metres a second: a faster hop between two points is a fault of the positioning (the fastest sprinters reach 12)."""

_ONE_LEG_BELOW = {ActivityKind.RUN: 115, ActivityKind.WALK: 75}
"""Most watches count the steps of one leg; below this a rate can only be that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sport:
    """What was done; `indoors` (a treadmill) and `track` only if the file says so, `guessed` if taken from speed."""

    kind: ActivityKind
    cross_kind: CrossKind | None = None
    indoors: bool = False
    track: bool = False
    guessed: bool = False


def named(words: str) -> Sport | None:
    """The sport that words name ("Trail Run", "running treadmill"); None if they name none."""
    words = _STRAVA_NUMBERS.get(words.strip(), words)[:200].casefold()
    found = _WORD.findall(words)
    if all(word in _NO_SPORT for word in found):
        return None
    for kind, starts in _ON_FOOT:
        if any(word.startswith(starts) or (kind is ActivityKind.RUN and word.endswith("lauf")) for word in found):
            return Sport(
                kind=kind,
                indoors=any(word.startswith(("treadmill", "indoor", "virtual", "laufband")) for word in found),
                track="track" in found,
            )
    for cross_kind, starts in _CROSS:
        if any(word.startswith(starts) for word in found):
            return Sport(kind=ActivityKind.CROSS, cross_kind=cross_kind)
    return Sport(kind=ActivityKind.CROSS, cross_kind=CrossKind.OTHER)


def guessed(seconds: float | None, metres: float | None) -> Sport:
    """The sport that mean speed hints at; a run if there is none, for this is a runner's diary."""
    if not seconds or not metres or metres / seconds < RUN_BELOW:
        walked = bool(seconds and metres and metres / seconds < WALK_BELOW)
        return Sport(kind=ActivityKind.WALK if walked else ActivityKind.RUN, guessed=True)
    return Sport(kind=ActivityKind.CROSS, cross_kind=CrossKind.OTHER, guessed=True)


def steps_per_minute(cadence: float | None, kind: ActivityKind) -> int | None:
    """Steps of both legs per minute from what a watch calls cadence; None if it can't be steps."""
    if cadence is None or kind is ActivityKind.CROSS or not 1 <= cadence <= 260:
        return None
    steps = round(cadence * 2 if cadence < _ONE_LEG_BELOW[kind] else cadence)
    return steps if 60 <= steps <= 260 else None
