"""Signs in charts and on paper: what people write, made fit for a line, and a typeface for every sign of it.

Inter comes first, then DejaVu Sans, which matplotlib ships, then what this computer has for other scripts and symbols;
what none of them knows becomes an empty box, never a warning and never a gap.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from threading import get_ident
from typing import Any

from matplotlib import font_manager
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font

from kneerehab.charts import fonts

BOX = "□"
POINT = 0.72  # points per pixel at 100 to the inch
_ELSEWHERE = (
    "Noto Sans CJK SC",
    "Noto Sans CJK JP",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
    "Microsoft YaHei",
    "Yu Gothic",
    "Malgun Gothic",
    "PingFang SC",
    "Hiragino Sans",
    "Apple SD Gothic Neo",
    "Arial Unicode MS",
    "Noto Sans",
    "Noto Sans Devanagari",
    "Noto Sans Thai",
    "Nirmala UI",
    "Leelawadee UI",
    "Segoe UI Symbol",
    "Segoe UI Emoji",
    "Apple Symbols",
    "Noto Emoji",
    "Noto Sans Symbols 2",
    "Symbola",
)
"""Typefaces with outlines that systems ship; colour pictures of emoji have none and can't be drawn."""
_BOLD = 1.1  # how much wider than the regular face the bold one may be


@lru_cache(maxsize=8192)
def readable(text: str) -> str:
    """The text as one line that can be drawn: no control signs, accents joined, unknown signs as boxes."""
    if text.isascii() and text.isprintable():
        return text
    plain = unicodedata.normalize("NFC", text)
    return "".join(" " if sign.isspace() and sign != "\u00a0" else _drawable(sign) for sign in plain)


def _drawable(sign: str) -> str:
    """The sign, a box, or nothing for what only steers others: directions, joiners, skin tones, variants."""
    if unicodedata.category(sign) in ("Cc", "Cf") or "\ufe00" <= sign <= "\ufe0f" or "🏻" <= sign <= "🏿":
        return ""
    return sign if family_of(sign) is not None else BOX


@lru_cache(maxsize=4096)
def family_of(sign: str) -> str | None:
    """The first typeface that knows the sign; None if there is none on this computer."""
    code = ord(sign)
    names: tuple[str, ...] = (fonts.FAMILY, fonts.FALLBACK, *_ELSEWHERE)
    for name in names:
        face = _face(name, get_ident())
        if face is not None and face.get_char_index(code):
            return name
    return None


@lru_cache(maxsize=4096)
def look(text: str, weight: int, size: float) -> FontProperties:
    """The typefaces for a readable text, `size` in pixels; matplotlib asks them in this order for every sign."""
    names = (fonts.FAMILY, *dict.fromkeys(family_of(sign) or fonts.FALLBACK for sign in text))
    families = tuple(dict.fromkeys(names))
    if len(families) > 1:  # the others come in regular and bold alone
        weight = 700 if weight >= 600 else 400
    return _properties(families, weight, size)


@cache
def _properties(families: tuple[str, ...], weight: int, size: float) -> FontProperties:
    return FontProperties(family=list(families), weight=weight, size=size * POINT)


def width(text: str, size: float, weight: int) -> float:
    """How wide a readable line is, in the unit of `size`; joined scripts are counted letter by letter."""
    if text.isascii():
        return fonts.width(text, size, weight)
    ours = "".join(sign for sign in text if family_of(sign) == fonts.FAMILY)
    return fonts.width(ours, size, weight) + size * sum(map(_advance, text))


@lru_cache(maxsize=4096)
def _advance(sign: str) -> float:
    """The width of a sign that Inter lacks, in font sizes; 0 for its own."""
    name = family_of(sign)
    if name == fonts.FAMILY:
        return 0.0
    face = _face(name or fonts.FALLBACK, get_ident())
    face.set_size(100.0, 72)
    return float(face.load_char(ord(sign)).linearHoriAdvance) / 65536 / 100 * _BOLD


def fitted(text: str, room: float, measure: Callable[[str], float]) -> str:
    """The text, cut with an ellipsis if it is wider than `room`."""
    if measure(text) <= room:
        return text
    return text[: _fitting(text, room, lambda part: measure(f"{part}…"))].rstrip() + "…"


def wrapped(text: str, room: float, measure: Callable[[str], float]) -> list[str]:
    """The text as lines no wider than `room`: a line break stays one, a word longer than a line is broken."""
    lines: list[str] = []
    space = measure("n n") - measure("nn")
    for paragraph in text.splitlines():
        line, used = "", 0.0
        for word in filter(None, readable(paragraph).split(" ")):  # not at no-break spaces
            wide = measure(word)
            if line and used + space + wide <= room:
                line, used = f"{line} {word}", used + space + wide
                continue
            if line:
                lines.append(line)
            while wide > room and len(word) > 1:
                cut = max(1, _fitting(word, room, measure))
                lines.append(word[:cut])
                word = word[cut:]
                wide = measure(word)
            line, used = word, wide
        if line:
            lines.append(line)
    return lines


def _fitting(text: str, room: float, measure: Callable[[str], float]) -> int:
    """How many signs from the start fit, found by halving: a note without a space may be thousands long."""
    low, high = 0, min(len(text), int(room))  # no sign is narrower than a pixel
    while low < high:
        middle = (low + high + 1) // 2
        if measure(text[:middle]) <= room:
            low = middle
        else:
            high = middle - 1
    return low


@cache
def _face(name: str, _thread: int) -> Any:
    """The typeface of that name, None if it isn't here."""
    fonts.register()
    if name in (fonts.FAMILY, fonts.FALLBACK):
        return FT2Font(font_manager.findfont(FontProperties(family=name)))
    file = next((entry.fname for entry in font_manager.fontManager.ttflist if entry.name == name), None)
    try:
        return FT2Font(file) if file is not None else None
    except (OSError, RuntimeError):  # a list from yesterday, or a file FreeType can't read
        return None
