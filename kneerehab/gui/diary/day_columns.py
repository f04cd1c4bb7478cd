"""Where the parts of a line of the Diary by day stand."""

from __future__ import annotations

from kneerehab.frozen import dataclass
from kneerehab.gui.look import painting, theme
from kneerehab.i18n import _

_NARROW = 560  # below this many scaled pixels a line has two rows of words
_ROW, _NARROW_ROW = 48, 64
SIDE = 32
DOT = 26
_BUTTON = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Left edge and width of each column in pixels."""

    narrow: bool
    day: tuple[float, float]
    left: tuple[float, float]
    right: tuple[float, float]
    activity: tuple[float, float]
    exercises: tuple[float, float]
    ice: tuple[float, float]
    note: tuple[float, float]
    edit: tuple[float, float]
    delete: tuple[float, float]


def columns(width: int) -> Columns:
    """The columns of a line of this width."""
    px = theme.px
    narrow = is_narrow(width)
    body = theme.font("body_strong")
    today = painting.text_width(_("today"), theme.font("small"))
    day = max(px(88), painting.text_width("Wed 28", body) + px(6) + today)
    left = px(SIDE) + day + px(4)
    dots = px(DOT + 8)
    activity = left + 2 * dots + px(8)
    amount = px(24) + painting.text_width("888 min, 88.8 km", theme.font("body"))
    exercises = activity + amount + px(8)
    count = painting.text_width("88 of 88", body) + px(70)
    ice = exercises + count + px(8)
    note = ice + px(44)
    delete = width - px(12) - px(_BUTTON)
    return Columns(
        narrow=narrow,
        day=(px(SIDE), day),
        left=(left, dots),
        right=(left + dots, dots),
        activity=(activity, width - px(16) - activity if narrow else amount),
        exercises=(exercises, count),
        ice=(ice, px(40)),
        note=(note, width - px(16) - note),
        edit=(delete - px(_BUTTON), px(_BUTTON)),
        delete=(delete, px(_BUTTON)),
    )


def row_height(narrow: bool) -> int:
    """The height of a line in pixels: the same for all, so that ten years are laid out at once."""
    return theme.px(_NARROW_ROW if narrow else _ROW)


def is_narrow(width: int) -> bool:
    """Whether a line of this width has two rows of words."""
    return width < theme.px(_NARROW)
