"""The shipped typeface for matplotlib: registered on the first drawing, measured without a canvas."""

from __future__ import annotations

from functools import cache, lru_cache
from threading import get_ident

from matplotlib import font_manager
from matplotlib.ft2font import FT2Font

from kneerehab.paths import resources_dir

FAMILY = "Inter"
FALLBACK = "DejaVu Sans"
"""Ships with matplotlib, for signs that Inter lacks; it comes in regular and bold alone."""
_FILES = {400: "Inter-Regular.otf", 500: "Inter-Medium.otf", 600: "Inter-SemiBold.otf", 700: "Inter-Bold.otf"}
_MEASURED_AT = 100.0  # pixels; widths are scaled from here, so that a text is measured once for all sizes


@cache
def register() -> None:
    """Tell matplotlib about the shipped faces; once is enough."""
    for name in _FILES.values():
        font_manager.fontManager.addfont(str(resources_dir() / "fonts" / name))


@cache
def _face(weight: int, _thread: int) -> FT2Font:
    """A face is read from its file while it is used, so each thread has its own, as matplotlib itself does it."""
    font = FT2Font(str(resources_dir() / "fonts" / _FILES[weight]))
    font.set_size(_MEASURED_AT, 72)
    return font


@lru_cache(maxsize=4096)
def _width(text: str, weight: int) -> float:
    face = _face(weight, get_ident())
    known = "".join(sign if face.get_char_index(ord(sign)) else "m" for sign in text)
    face.set_text(known, 0.0)
    return face.get_width_height()[0] / 64 / _MEASURED_AT


def width(text: str, size: float, weight: int = 500) -> float:
    """How wide a line of text is, in the unit of `size` (its font size)."""
    return _width(text, weight) * size
