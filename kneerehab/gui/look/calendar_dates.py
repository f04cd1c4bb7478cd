"""Python dates for Qt's locale."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate


def qt_date(day: date) -> QDate:
    """The same day as a QDate."""
    return QDate(day.year, day.month, day.day)
