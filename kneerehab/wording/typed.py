"""Numbers, times and distances as people type them, read in one place: 3,5 and 3.5, 90, 1:30, 1h30 and 24:00, 5 km."""

from __future__ import annotations

import re

from kneerehab.domain.codes import Units
from kneerehab.domain.units import METRES_PER
from kneerehab.frozen import dataclass
from kneerehab.i18n import N_, _

_HOUR_WORDS = N_("h hr hrs hour hours")
_MINUTE_WORDS = N_("min mins minute minutes m ' ′ ’")
_SECOND_WORDS = N_('s sec secs second seconds " ″ ”')
_KM_WORDS = N_("km kms k kilometre kilometres kilometer kilometers")
_MILE_WORDS = N_("mi mile miles")
_METRE_WORDS = N_("m metre metres meter meters")

_CLOCK = re.compile(r"(\d{1,3}):([0-5]\d)(?::([0-5]\d))?")
_PART = re.compile(r"([\d.,]+)\s*([^\d\s.,]*)\s*")
_NUMBER = re.compile(r"[+-]?[\d.,]*\d[\d.,]*")
_SPACES = "\u00a0\u202f\u2009"
_MOST_DIGITS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeKind:
    """How a bare time is meant where a field asks for one.

    `unit` are the seconds of a number alone; a number below `hours_below` is hours all the same. In 1:30 the first
    number is hours up to `clock_hours`, and minutes above, because so many hours would be odd there.
    """

    unit: int = 60
    hours_below: int = 0
    clock_hours: int = 5


RUN = TimeKind()
"""Something done in one go: 24:00 are 24 minutes, 1:30 is an hour and a half."""
WEEK = TimeKind(hours_below=10, clock_hours=40)
"""A week's running: 3 is three hours, because three minutes a week would be odd."""
WORN = TimeKind(unit=3600, clock_hours=24)
"""Hours of a day that something was worn."""


def number_in(text: str, point: str = ".") -> float | None:
    """The number that was typed, with a point or a comma as decimal sign; None for anything else.

    A sign with three digits after it (1,250) is read as the locale writes, whose decimal sign is `point`.
    """
    plain = _plain(text).replace("٫", ".").replace("٬", ",")
    if not _NUMBER.fullmatch(plain) or sum(letter.isdecimal() for letter in plain) > _MOST_DIGITS:
        return None
    sign = -1 if plain[0] == "-" else 1
    digits = plain.lstrip("+-")
    whole, fraction = _split(digits, "," if point == "," else ".")
    if whole is None:
        return None
    return sign * float(f"{whole or 0}.{fraction or 0}")


def seconds_in(text: str, kind: TimeKind = RUN, point: str = ".") -> int | None:
    """The time that was typed, in whole seconds: 90, 1:30, 1:02:30, 1h30, 1.5 h, 24'30"; None for anything else."""
    plain = _plain(text).casefold()
    clock = _CLOCK.fullmatch(plain)
    if clock:
        first, second, third = (None if part is None else int(part) for part in clock.groups())
        assert first is not None
        assert second is not None
        if third is not None:
            return first * 3600 + second * 60 + third
        return (first * 60 + second) * (60 if first <= kind.clock_hours else 1)
    bare = number_in(plain, point)
    if bare is not None:
        return round(bare * (3600 if 0 < bare < kind.hours_below else kind.unit))
    return _in_words(plain, point)


def distance_in(text: str, units: Units, point: str = ".") -> float | None:
    """The distance that was typed, in kilometres or miles; another unit may stand behind it. None for anything else."""
    plain = _plain(text).casefold()
    words = plain.lstrip("+-0123456789.,").strip() if plain else ""
    number = number_in(plain.removesuffix(words), point)
    if number is None or not words:
        return number
    metres = {
        **dict.fromkeys(_(_KM_WORDS).split(), METRES_PER[Units.KM]),
        **dict.fromkeys(_(_MILE_WORDS).split(), METRES_PER[Units.MILE]),
        **dict.fromkeys(_(_METRE_WORDS).split(), 1.0),
    }.get(words)
    return None if metres is None else number * metres / METRES_PER[units]


def _plain(text: str) -> str:
    for space in _SPACES:
        text = text.replace(space, " ")
    return re.sub(r"(?<=\d) (?=\d{3}\b)", "", text.strip()).replace("−", "-")  # a space may part thousands


def _split(digits: str, point: str) -> tuple[str | None, str]:
    """What stands before and after the decimal sign; None where signs stand as nobody writes them."""
    signs = [letter for letter in digits if letter in ".,"]
    if not signs:
        return digits, ""
    kinds = set(signs)
    last = signs[-1]
    whole, _sign, fraction = digits.rpartition(last)
    if len(kinds) == 1:
        groups = _grouped(digits, last)
        if len(signs) > 1:
            return groups, ""
        return (groups, "") if groups is not None and last != point else (whole, fraction)
    other = ({".", ","} - {last}).pop()
    return (_grouped(whole, other) if signs.count(last) == 1 else None), fraction


def _grouped(digits: str, sign: str) -> str | None:
    """Digits in threes without the signs between; None if they don't stand so."""
    first, *rest = digits.split(sign)
    good = first.isdecimal() and len(first) <= 3 and not first.startswith("0")
    return first + "".join(rest) if good and all(len(part) == 3 and part.isdecimal() for part in rest) else None


def _in_words(plain: str, point: str) -> int | None:
    """A time whose parts name their units, the largest first; the last may leave its unit out."""
    sizes = {
        **dict.fromkeys(_(_HOUR_WORDS).casefold().split(), 3600),
        **dict.fromkeys(_(_MINUTE_WORDS).casefold().split(), 60),
        **dict.fromkeys(_(_SECOND_WORDS).casefold().split(), 1),
    }
    total, before, place = 0.0, 0, 0
    while place < len(plain):
        part = _PART.match(plain, place)
        if part is None:
            return None
        number = number_in(part[1], point)
        size = sizes.get(part[2], 0) if part[2] else before // 60
        if number is None or not size or (before and (size >= before or number * size >= before)):
            return None
        total, before, place = total + number * size, size, part.end()
    return round(total) if before else None
