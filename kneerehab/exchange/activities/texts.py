"""Text and numbers from files, made harmless."""

from __future__ import annotations

import unicodedata
from math import isfinite

MOST_NAME = 100
_DROPPED = ("Cc", "Cs", "Co", "Cn", "Zl", "Zp")
_BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")


def tidy(text: str | None, most: int = MOST_NAME) -> str | None:
    """One line without control characters or switches of direction, at most `most` long; None if nothing is left."""
    if not text:
        return None
    kept = "".join(
        " " if letter in "\t\n\r\v\f" else letter
        for letter in text[: most * 20]
        if letter in "\t\n\r\v\f" or (letter not in _BIDI_CONTROLS and unicodedata.category(letter) not in _DROPPED)
    )
    line = " ".join(kept.split())
    return (line if len(line) <= most else line[: most - 1].rstrip() + "…") or None


def number(value: object, low: float, high: float) -> float | None:
    """A finite number from `low` to `high`, from a number or plain digits; None for anything else."""
    if isinstance(value, str):
        if len(value) > 40 or "_" in value:
            return None
        try:
            value = float(value)
        except ValueError:
            return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if isfinite(value) and low <= value <= high else None
