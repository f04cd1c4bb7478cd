"""The kinds of values that a field may hold, each with its range and what the file format says of a wrong value."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from enum import StrEnum

from kneerehab.frozen import dataclass

YEARS = (2000, 2099)
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.ASCII)
_SURROGATE = re.compile("[\ud800-\udfff]")
_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class KneeScores:
    """A score 0 to 10 per knee; `None` is unknown, never 0."""

    left: int | None = None
    right: int | None = None

    def of(self, knee: str) -> int | None:
        """The score of "left" or "right"."""
        return self.left if knee == "left" else self.right

    def known(self) -> tuple[int, ...]:
        """The scores that are known, left first."""
        return tuple(score for score in (self.left, self.right) if score is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """Running time and distance: seconds and metres, both known."""

    seconds: int
    metres: int


def within_years(at: datetime) -> datetime:
    """A moment as it is, or the nearest that a diary can hold: a clock without a battery begins in 1970."""
    first, last = YEARS
    if at.year < first:
        return datetime(first, 1, 1, tzinfo=at.tzinfo)
    return datetime(last, 12, 31, 23, 59, 59, tzinfo=at.tzinfo) if at.year > last else at


def _whole(value: object, low: float, high: float) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high


@dataclass(frozen=True, slots=True)
class Integer:
    """A whole number from `low` to `high`."""

    low: int
    high: int

    @property
    def expectation(self) -> str:
        """What the file format says of a wrong value."""
        return f"must be an integer from {self.low} to {self.high}"

    def accepts(self, value: object) -> bool:
        """Whether a value of the domain fits."""
        return _whole(value, self.low, self.high)


@dataclass(frozen=True, slots=True)
class Number:
    """A number from `low` to `high` with at most two decimals."""

    low: int
    high: int

    @property
    def expectation(self) -> str:
        """What the file format says of a wrong value."""
        return f"must be a number from {self.low} to {self.high} with at most 2 decimals"

    def accepts(self, value: object) -> bool:
        """Whether a value of the domain fits."""
        if _whole(value, self.low, self.high):
            return True
        return isinstance(value, float) and self.low <= value <= self.high and round(value, 2) == value


@dataclass(frozen=True, slots=True)
class Flag:
    """True or false."""

    expectation = "must be true or false"

    def accepts(self, value: object) -> bool:
        """Whether a value of the domain fits."""
        return isinstance(value, bool)


@dataclass(frozen=True, slots=True)
class Text:
    """Text of `low` to `high` characters."""

    low: int
    high: int

    @property
    def expectation(self) -> str:
        """What the file format says of a wrong value."""
        return f"must be text of {self.low} to {self.high} characters"

    def accepts(self, value: object) -> bool:
        """Whether a value of the domain fits; lone surrogates can't be stored, so they don't."""
        return isinstance(value, str) and self.low <= len(value) <= self.high and not _SURROGATE.search(value)


@dataclass(frozen=True, slots=True)
class Choice:
    """One code of an enumeration, in the order of the format."""

    codes: type[StrEnum]

    @property
    def expectation(self) -> str:
        """What the file format says of a wrong value."""
        return "must be one of: " + ", ".join(self.codes)

    def accepts(self, value: object) -> bool:
        """Whether a value of the domain fits."""
        return isinstance(value, self.codes)


@dataclass(frozen=True, slots=True)
class Codes:
    """A list of different codes, `least` to `most` long; none listed is an empty tuple."""

    codes: type[StrEnum]
    most: int
    least: int = 0
    always_written: bool = False

    expectation = "must be a list"

    def accepts(self, value: object) -> bool:
        """Whether a value of the domain fits (an empty tuple means "not stated")."""
        return (
            isinstance(value, tuple)
            and len(value) <= self.most
            and len(set(value)) == len(value)
            and all(isinstance(code, self.codes) for code in value)
        )


@dataclass(frozen=True, slots=True)
class Day:
    """A local calendar date, 2000 to 2099."""

    expectation = "must be a date (YYYY-MM-DD, 2000 to 2099)"

    def accepts(self, value: object) -> bool:
        """Whether a value of the domain fits."""
        return isinstance(value, date) and not isinstance(value, datetime) and YEARS[0] <= value.year <= YEARS[1]


@dataclass(frozen=True, slots=True)
class LocalTime:
    """What the runner's clock showed: date, hour and minute, no zone."""

    expectation = "must be a local time (YYYY-MM-DDTHH:MM, 2000 to 2099)"

    def accepts(self, value: object) -> bool:
        """Whether a value of the domain fits."""
        return (
            isinstance(value, datetime)
            and value.tzinfo is None
            and value.second == value.microsecond == 0
            and YEARS[0] <= value.year <= YEARS[1]
        )


@dataclass(frozen=True, slots=True)
class UtcTime:
    """The UTC second of an edit."""

    expectation = "must be a UTC time (YYYY-MM-DDTHH:MM:SSZ, 2000 to 2099)"

    def accepts(self, value: object) -> bool:
        """Whether a value of the domain fits."""
        return (
            isinstance(value, datetime)
            and value.tzinfo is UTC
            and value.microsecond == 0
            and YEARS[0] <= value.year <= YEARS[1]
        )


@dataclass(frozen=True, slots=True)
class Identifier:
    """A UUID in lower case with hyphens."""

    expectation = "must be a UUID in lower case"

    def accepts(self, value: object) -> bool:
        """Whether a value of the domain fits."""
        return isinstance(value, str) and _UUID.fullmatch(value) is not None


@dataclass(frozen=True, slots=True)
class Sha256:
    """A SHA-256 digest in lower-case hex."""

    expectation = "must be a SHA-256 in lower-case hex"

    def accepts(self, value: object) -> bool:
        """Whether a value of the domain fits."""
        return isinstance(value, str) and _SHA256.fullmatch(value) is not None


@dataclass(frozen=True, slots=True)
class Scores:
    """A `KneeScores`: an object with `left` and `right`, both optional."""

    expectation = "must be an object"
    score = Integer(0, 10)

    def accepts(self, value: object) -> bool:
        """Whether a value of the domain fits."""
        return isinstance(value, KneeScores) and all(self.score.accepts(score) for score in value.known())


@dataclass(frozen=True, slots=True)
class AmountField:
    """An `Amount`, at least the minimum week of the plan (1800 s and 3000 m)."""

    expectation = "must be an object"
    seconds = Integer(1800, 360_000)
    metres = Integer(3000, 1_000_000)

    def accepts(self, value: object) -> bool:
        """Whether a value of the domain fits."""
        return isinstance(value, Amount) and self.seconds.accepts(value.seconds) and self.metres.accepts(value.metres)


@dataclass(frozen=True, slots=True)
class SettingsPatch:
    """Plan settings that change from a date on: a mapping with at least one setting other than `start`."""

    expectation = "must be an object"

    def accepts(self, value: object) -> bool:
        """Whether a value of the domain fits; the single settings are a matter of `rules.contradictions`."""
        return isinstance(value, Mapping) and len(value) > 0
