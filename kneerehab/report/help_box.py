"""When to get help, on a tint with a strong edge: the same words on every sheet that a runner takes home."""

from __future__ import annotations

from kneerehab.i18n import alone, beneath
from kneerehab.report.sheet import LINE, SMALL, Sheet
from kneerehab.wording.programme import HELP

_AIR = 16


def height(sheet: Sheet) -> float:
    """Pixels that the box takes in this language."""
    return _AIR + LINE * len(_lines(sheet))


def write(sheet: Sheet, top: float) -> None:
    """Write the box, as wide as the sheet."""
    lines, high = _lines(sheet), height(sheet)
    sheet.frame((sheet.left, top, sheet.right, top + high), face=sheet.theme.sunken, edge=sheet.theme.text)
    sheet.text(sheet.left + 17, top + high / 2, "!", size=19, weight=700, colour=sheet.theme.text)
    for number, line in enumerate(lines):
        sheet.text(sheet.left + 36, top + 15.5 + number * LINE, line, size=SMALL, colour=sheet.theme.text)


def _lines(sheet: Sheet) -> list[str]:
    """What to do, and beneath it the English of what no clinician of the language has read."""
    told = (" ".join(map(alone, HELP)), " ".join(filter(None, map(beneath, HELP))))
    return [line for text in told if text for line in sheet.wrapped(text, sheet.right - sheet.left - 52, SMALL)]
