"""How much air the cards of Today have: less where the window is too low for a whole day."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from kneerehab.gui.look import theme
from kneerehab.gui.look.scroll_page import ScrollPage
from kneerehab.gui.look.two_columns import TwoColumns

_WHOLE_DAY, _LINE = 800, 72
"""Height at 100 % of a whole day with all its air, and what a milestone adds."""
_GAP, _GAP_DENSE = 16, 10


class Packed(Protocol):
    """What can do with less air."""

    def set_dense(self, dense: bool) -> None: ...


def pack(
    frame: ScrollPage, columns: TwoColumns, parts: Iterable[Packed], *, with_line: bool, may_be_dense: bool
) -> None:
    """Give the parts of the page the air that its height allows; `with_line` if a milestone is shown."""
    dense = may_be_dense and frame.height() < theme.px(_WHOLE_DAY + (_LINE if with_line else 0))
    for part in (frame, *parts):
        part.set_dense(dense)
    gap = theme.px(_GAP_DENSE if dense else _GAP)
    frame.body.setSpacing(gap)
    columns.set_gap(gap)
