"""Takes the words of one statement of quick entry one by one from a line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, time
from enum import StrEnum
from typing import TypeVar

from kneerehab.domain.codes import Units
from kneerehab.domain.folding import folded
from kneerehab.wording.quick_words import TIMES, phrases_of
from kneerehab.wording.typed import RUN, distance_in, number_in, seconds_in

Code = TypeVar("Code", bound=StrEnum)
_MOST_TOKENS = 4
"""Of a time: 1 h 30 min; and of a dose: 2 x 30 s."""
_DOSE = re.compile(r"(\d{1,3}) ?[x×*] ?(\d{1,3})(?: ?(\D+))?")
_COUNTED = re.compile(r"(\d[\d.,]*) ?(\D+)")


class Words:
    """The words of one statement, taken from the left; what is compared is folded, what is kept is as it was typed."""

    def __init__(self, text: str, point: str = ".") -> None:
        self._raw = [part for part in text.split() if _bare(part)]
        self._typed = [_bare(part) for part in self._raw]
        self._folded = [folded(word) for word in self._typed]
        self._point = point
        self._at = 0

    def __bool__(self) -> bool:
        return self._at < len(self._typed)

    @property
    def next(self) -> str:
        """The word that comes next, folded; "" at the end."""
        return self._folded[self._at] if self else ""

    @property
    def left(self) -> int:
        """So many words are left."""
        return len(self._typed) - self._at

    def ahead(self, count: int) -> str:
        """So many words that come next, folded, as names are compared."""
        return without_signs(" ".join(self._folded[self._at : self._at + count]))

    def skip(self, count: int) -> str:
        """Take so many words, as they were typed."""
        self._at += count
        return " ".join(self._typed[self._at - count : self._at])

    def length(self, phrases: str) -> int:
        """So many words has the longest of the phrases that comes next; 0 if none does."""
        return next((len(phrase) for phrase in phrases_of(phrases) if self._is(phrase)), 0)

    def take(self, phrases: str) -> str | None:
        """Take the longest of the translated phrases that comes next, as it was typed."""
        count = self.length(phrases)
        return self.skip(count) if count else None

    def take_code(self, table: Mapping[Code, str]) -> Code | None:
        """Take the longest phrase of a table that comes next; its code."""
        found = self.take_typed_code(table)
        return None if found is None else found[0]

    def take_typed_code(self, table: Mapping[Code, str]) -> tuple[Code, str] | None:
        """The same with the phrase as it was typed."""
        phrases = [
            (len(phrase), code) for code, each in table.items() for phrase in phrases_of(each) if self._is(phrase)
        ]
        if not phrases:
            return None
        length, code = max(phrases, key=lambda found: found[0])
        return code, self.skip(length)

    def comes(self, phrases: str) -> bool:
        """Whether one of the phrases comes next."""
        return self.length(phrases) > 0

    def comes_code(self, table: Mapping[Code, str], *, behind: int = 0) -> bool:
        """Whether a phrase of the table comes next, `behind` so many words."""
        return any(self._is(phrase, behind) for phrases in table.values() for phrase in phrases_of(phrases))

    def word(self) -> str:
        """Take the next word as it was typed."""
        self._at += 1
        return self._typed[self._at - 1]

    def rest(self) -> str:
        """Take all that is left, with its punctuation."""
        taken = " ".join(self._raw[self._at :])
        self._at = len(self._typed)
        return taken

    @property
    def comes_number(self) -> bool:
        """Whether a word that begins with a number comes next."""
        return self.next.lstrip("+-−")[:1].isdecimal()

    @property
    def comes_amount(self) -> bool:
        """Whether a time or a distance with its unit comes next."""
        at = self._at
        found = self.amount()
        self._at = at
        return found is not None

    def number(self) -> float | None:
        """The number that comes next alone, without taking it; of 2/10 the 2."""
        return number_in(self.next.removesuffix("/10"), self._point) if self else None

    def amount(self) -> tuple[str, int | None, int | None] | None:
        """Take a time or a distance with its unit: as typed, seconds, metres; both where it can be either."""
        for count in range(min(_MOST_TOKENS, len(self._typed) - self._at), 0, -1):
            end = self._at + count
            text = " ".join(self._folded[self._at : end])
            seconds, metres = self._seconds(text), self._metres(text)
            if (seconds is None and metres is None) or (count > 1 and self._belongs_on(end)):
                continue
            return self.skip(count), seconds, metres
        return None

    def times(self) -> tuple[str, int, int, int | None] | None:
        """Take a dose like 2x10 or 3 x 30 s: as typed, sets, the number behind, and that in seconds if it is a time."""
        signs = {word for phrase in phrases_of(TIMES) for word in phrase}
        for count in range(min(_MOST_TOKENS, self.left), 0, -1):
            ahead = self._folded[self._at : self._at + count]
            found = _DOSE.fullmatch(" ".join("x" if word in signs else word for word in ahead))
            if found is None:
                continue
            seconds = self._seconds(f"{found[2]} {found[3]}") if found[3] else None
            if seconds is not None or not found[3]:
                return self.skip(count), int(found[1]), int(found[2]), seconds
        return None

    def counted(self, phrases: str) -> tuple[float, str] | None:
        """Take a number with one of these words behind it, like 10 reps or 5kg, and as it was typed."""
        for count in (2, 1):
            found = _COUNTED.fullmatch(" ".join(self._folded[self._at : self._at + count]))
            if found is None or [found[2]] not in phrases_of(phrases):
                continue
            number = number_in(found[1], self._point)
            return None if number is None else (number, self.skip(count))
        return None

    def _belongs_on(self, end: int) -> bool:
        """Whether the last of the words before `end` is a number whose unit comes behind them: 24 min 3 | km."""
        pair = " ".join(self._folded[end - 1 : end + 1])
        alone = number_in(self._folded[end - 1], self._point) is not None
        return alone and end < len(self._typed) and (self._seconds(pair) or self._metres(pair)) is not None

    def _seconds(self, text: str) -> int | None:
        return None if number_in(text, self._point) is not None else seconds_in(text, RUN, self._point)

    def _metres(self, text: str) -> int | None:
        if number_in(text, self._point) is not None:
            return None
        far = distance_in(text, Units.KM, self._point)
        return None if far is None else round(far * 1000)

    def _is(self, phrase: list[str], behind: int = 0) -> bool:
        start = self._at + behind
        return self._folded[start : start + len(phrase)] == phrase


def without_signs(text: str) -> str:
    """A folded name without hyphens and the punctuation around its words."""
    return " ".join(filter(None, (_bare(word) for word in text.replace("-", " ").split())))


def _bare(word: str) -> str:
    """A word without the punctuation around it."""
    return word.strip(',!()“”"').rstrip(".")


def day_in(word: str) -> date | None:
    """A date like 2026-11-28; None for anything else."""
    try:
        return date.fromisoformat(word) if len(word) == 10 else None
    except ValueError:
        return None


def clock_in(word: str) -> time | None:
    """A time of day like 7:30; None for anything else."""
    hours, _colon, minutes = word.partition(":")
    if not (hours.isdecimal() and minutes.isdecimal() and len(minutes) == 2 and len(hours) <= 2):
        return None
    return time(int(hours), int(minutes)) if int(hours) < 24 and int(minutes) < 60 else None
