"""How soon each warning sign needs help."""

from __future__ import annotations

from kneerehab.domain.codes import RedFlag
from kneerehab.domain.red_flags import LEVELS, Level, by_urgency, highest, of_level


def test_every_sign_has_one_level_and_every_level_has_signs() -> None:
    assert set(LEVELS) == set(RedFlag)
    assert [flag for level in sorted(Level, reverse=True) for flag in of_level(level)] == list(LEVELS)


def test_signs_are_told_once_and_the_most_urgent_first() -> None:
    told = (RedFlag.HISTORY_OF_CANCER, RedFlag.CANNOT_MOVE, RedFlag.CALF_PAIN_OR_SWELLING, RedFlag.CANNOT_MOVE)
    assert by_urgency(told) == (RedFlag.CALF_PAIN_OR_SWELLING, RedFlag.CANNOT_MOVE, RedFlag.HISTORY_OF_CANCER)


def test_the_highest_level_decides() -> None:
    assert highest((RedFlag.HISTORY_OF_CANCER, RedFlag.CANNOT_MOVE)) is Level.TODAY
    assert highest(()) is None
