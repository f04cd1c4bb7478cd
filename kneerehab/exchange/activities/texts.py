"""Text and numbers from files, made harmless."""

from __future__ import annotations

import unicodedata
from math import isfinite

MOST_NAME = 100
_DROPPED = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
"""Categories that don't show or, as switches of direction, make the text around them show wrongly."""

_JOINERS = "\u200c\u200d"
"""Persian words and many emoji need them."""


def tidy(text: str | None, most: int = MOST_NAME) -> str | None:
    """One line without control characters or switches of direction, at most `most` long; None if nothing is left."""
    if not text:
        return None
    kept = "".join(
        " " if letter in "\t\n\r\v\f" else letter
        for letter in text[: most * 4]
        if letter in "\t\n\r\v\f" or letter in _JOINERS or unicodedata.category(letter) not in _DROPPED
    )
    line = " ".join(kept.split())
    return (line if len(line) <= most else line[: most - 1].rstrip() + "…") or None


def number_in(text: str, low: float, high: float) -> float | None:
    """As `number`, of a text alone: a long recording holds a million."""
    if len(text) > 40 or "_" in text:
        return None
    try:
        found = float(text)
    except ValueError:
        return None
    # Neither comparison holds for what is not a number.
    return found if low <= found <= high else None


def number(value: object, low: float, high: float) -> float | None:
    """A finite number from `low` to `high`, from a number or plain digits; None for anything else."""
    if isinstance(value, str):
        return number_in(value, low, high)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if isfinite(value) and low <= value <= high else None
