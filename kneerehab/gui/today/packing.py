"""How much air the cards of Today have: less where the window is too low for a whole day."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from kneerehab.gui.look import theme
from kneerehab.gui.look.scroll_page import ScrollPage
from kneerehab.gui.look.two_columns import TwoColumns
from kneerehab.gui.today.care_card import CareCard
from kneerehab.gui.today.check_in_card import CheckInCard
from kneerehab.gui.today.exercises_card import ExercisesCard
from kneerehab.gui.today.ice_card import IceCard

_WHOLE_DAY = 773
"""Height at 100 % of a morning with all its air, five exercises and nothing else to say."""
_MILESTONE, _CARE, _LINE, _QUESTION, _ICING = 72, 48, 28, 64, 48
"""What a milestone, an entry of care, a line below the exercises, an "And now?" and the ice timer add."""
_LEFT_IS_LOWER = 37
"""How much may come to the left column before it is as high as the right one."""
_SAVED = 60
"""What less air saves."""
_GAPS = 16, 10, 8


class Packed(Protocol):
    """What can do with less air."""

    def set_dense(self, dense: int) -> None: ...


def missing(
    high: int, check_in: CheckInCard, exercises: ExercisesCard, ice: IceCard, care: CareCard, *, milestone: bool
) -> int:
    """How many pixels at 100 % a page `high` is too low for a day with all its air, by what comes and goes on it."""
    questions = sum(not row.panel.isHidden() for row in check_in.rows.values())
    right = care.rows.count() * _CARE + exercises.lines * _LINE
    left = questions * _QUESTION + ice.timer.is_on * _ICING - _LEFT_IS_LOWER
    return _WHOLE_DAY + max(0, left, right) + milestone * _MILESTONE - round(high / theme.scale())


def pack(frame: ScrollPage, columns: TwoColumns, parts: Iterable[Packed], *, lacking: int) -> int:
    """Take as much air out of the parts of the page as is `lacking` of its height at 100 %; how much, 0 to 2."""
    dense = 0 if lacking <= 0 else 1 if lacking <= _SAVED else 2
    for part in (frame, *parts):
        part.set_dense(dense)
    gap = theme.px(_GAPS[dense])
    if frame.body.spacing() != gap:  # to set it lays the page out anew, were it the same
        frame.body.setSpacing(gap)
        columns.set_gap(gap)
    return dense
