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


def shown_distance(metres: int, units: Units, decimals: int = 1) -> float:
    """A distance as the screen shows it: rounded down to 0.1 km or mile, or to other decimals.

    Half a metre is let pass, for that much is lost when miles are kept as metres: 6 miles come back as 6, not as 5.9.
    """
    steps: int = 10**decimals
    return int((metres + 0.5) * steps / METRES_PER[units]) / steps


def shown_minutes(seconds: int) -> int:
    """A time as the screen shows it: whole minutes, rounded down."""
    return seconds // 60
