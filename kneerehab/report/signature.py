"""Lines for a name, a signature and a date at the end of a page."""

from __future__ import annotations

from kneerehab.i18n import _
from kneerehab.report.sheet import FOOT, MARGIN, Sheet

HEIGHT = 52
"""Pixels above the foot of the page that they take, with the air above them."""


def write(sheet: Sheet, name: str) -> None:
    """Draw the lines; `name` is who signs, "" if that is written by hand."""
    y, width = sheet.height - MARGIN - FOOT - 10, sheet.right - sheet.left
    for start, end, value, below in (
        (0.0, 0.31, name, _("Name")),
        (0.355, 0.745, "", _("Signature")),
        (0.79, 1.0, "", _("Date")),
    ):
        left, right = sheet.left + start * width, sheet.left + end * width
        sheet.text(left, y - 11, sheet.fitted(value, right - left, 12), size=12, colour=sheet.theme.text)
        sheet.rule(y, left, right, sheet.theme.text)
        sheet.text(left, y + 11, below, size=10)
