"""How soon a warning sign needs help: three levels (clinical rules 1G and N5)."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

from kneerehab.domain.codes import RedFlag


class Level(IntEnum):
    """How soon someone has to look; a higher level comes first."""

    SOON = 1
    TODAY = 2
    EMERGENCY = 3


_BY_LEVEL = {
    Level.EMERGENCY: (RedFlag.HOT_RED_OR_FEVER, RedFlag.CALF_PAIN_OR_SWELLING, RedFlag.INJURY_WITH_POP),
    Level.TODAY: (
        RedFlag.CANNOT_TAKE_WEIGHT,
        RedFlag.BADLY_SWOLLEN_OR_DEFORMED,
        RedFlag.CANNOT_MOVE,
        RedFlag.LOCKS_OR_GIVES_WAY,
    ),
    Level.SOON: (
        RedFlag.CONSTANT_OR_NIGHT_PAIN,
        RedFlag.NUMB_OR_COLD_FOOT,
        RedFlag.UNEXPLAINED_WEIGHT_LOSS,
        RedFlag.BONE_PAIN_AT_ONE_SPOT,
        RedFlag.HISTORY_OF_CANCER,
    ),
}
LEVELS: dict[RedFlag, Level] = {flag: level for level, flags in _BY_LEVEL.items() for flag in flags}
"""The level of each sign, the most urgent signs first."""


def of_level(level: Level) -> tuple[RedFlag, ...]:
    """The signs of one level, in the order they are shown."""
    return _BY_LEVEL[level]


def by_urgency(flags: Iterable[RedFlag]) -> tuple[RedFlag, ...]:
    """These signs once each, the most urgent first."""
    known = set(flags)
    return tuple(flag for flag in LEVELS if flag in known)


def highest(flags: Iterable[RedFlag]) -> Level | None:
    """The most urgent level among the signs; None without any."""
    return max((LEVELS[flag] for flag in flags), default=None)
