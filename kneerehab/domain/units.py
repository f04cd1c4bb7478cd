"""Kilometres and miles, minutes and seconds: conversions for display and entry; storage is metres and seconds."""

from __future__ import annotations

from kneerehab.domain.codes import Units

METRES_PER = {Units.KM: 1000.0, Units.MILE: 1609.344}


def distance(metres: float, units: Units) -> float:
    """Metres as kilometres or miles."""
    return metres / METRES_PER[units]


def metres(distance: float, units: Units) -> int:
    """Kilometres or miles as whole metres, rounded to the nearest."""
    return round(distance * METRES_PER[units])


def shown_distance(metres: int, units: Units) -> float:
    """A ceiling as the screen shows it: rounded down to 0.1 km or mile."""
    if units is Units.KM:
        return metres // 100 / 10
    return int(metres * 10 / METRES_PER[Units.MILE] + 1e-9) / 10


def shown_minutes(seconds: int) -> int:
    """A ceiling as the screen shows it: whole minutes, rounded down."""
    return seconds // 60
