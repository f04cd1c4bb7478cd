"""Where the columns of the caseload stand: those of a row and of the head above it."""

from __future__ import annotations

from PySide6.QtCore import QRect

from kneerehab.domain.caseload import Order
from kneerehab.frozen import dataclass
from kneerehab.gui.look import painting, theme
from kneerehab.gui.look.painted_rows import Column
from kneerehab.i18n import _

_NO_SQUARES, _NO_EXERCISES, _NO_CURVE, _NO_LAST, _NO_PHASE, _SHORT_NOTE = 980, 900, 800, 740, 640, 520
"""Scaled pixels below which these give way."""
_SIDE = 20
CAPTION_ARROW = 12
"""Of the arrow that says by what the list is ordered, in pixels at 100 %."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Left edge and width of each column in pixels; `None` where it has no room."""

    runner: Column
    phase: Column | None
    curve: Column | None
    pain: Column
    exercises: Column | None
    squares: bool
    last: Column | None
    note: Column
    button: Column


def columns(width: int) -> Columns:
    """The columns of a row of this width, as the picture has them."""
    px = theme.px
    squares, exercises, curve = width >= px(_NO_SQUARES), width >= px(_NO_EXERCISES), width >= px(_NO_CURVE)
    button = width - px(16) - px(62)
    note = button - px(206 if width >= px(_SHORT_NOTE) else 150)
    last = note - px(100) if width >= px(_NO_LAST) else note
    left = last - px(136 if squares else 92) if exercises else last
    dot = left - px(38)
    bend = dot - px(104) if curve else dot
    phase = bend - px(134) if width >= px(_NO_PHASE) else bend
    return Columns(
        runner=(px(_SIDE), phase - px(_SIDE) - px(10)),
        phase=(phase, px(128)) if phase < bend else None,
        curve=(bend, px(94)) if curve else None,
        pain=(dot, px(28)),
        exercises=(left, px(130 if squares else 86)) if exercises else None,
        squares=squares,
        last=(last, px(94)) if last < note else None,
        note=(note, button - note - px(8)),
        button=(button, px(62)),
    )


def button_rect(row: QRect) -> QRect:
    """Where "Open" stands in a row."""
    left, width = columns(row.width()).button
    return QRect(round(row.left() + left), row.center().y() - theme.px(16), round(width), theme.px(32))


def captions(width: int) -> dict[Order, tuple[Column, str]]:
    """What stands above the columns of rows of this width, by what the list can be ordered by; the shorter words of two
    where the longer ones, with the arrow of the order, have no room, and none above the pain where the name needs it.
    """
    place = columns(width)
    after = place.exercises or place.last or place.note
    left, right = (place.curve or place.pain)[0], after[0] - theme.px(4)
    words = _fitting((_("Pain, 4 weeks"), _("Pain")) if place.curve else (_("Pain"),), (left, right - left))
    pain = min(left - theme.px(0 if place.curve else 8), right - caption_width(words))
    runner = _("Runner")
    crowded = place.phase is None and place.runner[0] + caption_width(runner) > pain
    named = (place.runner[0], right - place.runner[0]) if crowded else _until(place.runner, pain)
    shown: dict[Order, tuple[Column | None, str]] = {
        Order.NAME: (named, runner),
        Order.PHASE: (_until(place.phase, pain), _("Phase")),
        Order.PAIN: (None if crowded else (pain, right - pain), words),
        Order.EXERCISES: (place.exercises, _fitting((_("Exercise days"), _("Exercises")), place.exercises)),
        Order.LAST_ENTRY: (place.last, _fitting((_("Last entry"), _("Last")), place.last)),
        Order.URGENCY: (place.note, _("To note")),
    }
    return {order: (column, words) for order, (column, words) in shown.items() if column is not None}


def caption_width(words: str) -> float:
    """What a caption needs with its arrow, in pixels."""
    return painting.text_width(words, theme.font("caption")) + theme.px(CAPTION_ARROW + 7)


def _until(column: Column | None, right: float) -> Column | None:
    """A column that ends before the caption after it begins."""
    return None if column is None else (column[0], min(column[1], right - column[0]))


def _fitting(ways: tuple[str, ...], column: Column | None) -> str:
    """The first that has room in a column, else the last."""
    width = column[1] if column is not None else 0
    return next((words for words in ways if caption_width(words) <= width), ways[-1])
